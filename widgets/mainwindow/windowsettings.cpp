// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/windowsettings.h"

#include "core/base/logging.h"

#include <QSettings>

namespace CommandRunner {

WindowSettings::WindowSettings(const QString &file, QObject *parent) : QObject(parent), m_file(file)
{
    const QSettings settings(file, QSettings::IniFormat);
    for (const QString &key : settings.allKeys())
        m_values.insert(key, settings.value(key));
    m_soon.setSingleShot(true);
    m_soon.setInterval(250);
    connect(&m_soon, &QTimer::timeout, this, &WindowSettings::write);
}

WindowSettings::~WindowSettings()
{
    flush();
}

void WindowSettings::set(const QString &key, const QVariant &value)
{
    const auto found = m_values.constFind(key);
    if (found != m_values.constEnd() && *found == value)
        return;
    m_values.insert(key, value);
    m_changed.insert(key, value);
    m_soon.start();
    Q_EMIT changed(key);
}

QVariantMap WindowSettings::group(QLatin1StringView prefix) const
{
    QVariantMap result;
    const QString start = QString(prefix) + u'/';
    for (auto it = m_values.lowerBound(start); it != m_values.cend() && it.key().startsWith(start);
         ++it)
        result.insert(it.key().sliced(start.size()), it.value());
    return result;
}

void WindowSettings::setGroup(QLatin1StringView prefix, const QVariantMap &values)
{
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        set(QString(prefix) + u'/' + it.key(), it.value());
}

void WindowSettings::write()
{
    m_soon.stop();
    if (m_changed.isEmpty())
        return;
    m_writer.run([file = m_file, values = std::exchange(m_changed, {})] {
        QSettings settings(file, QSettings::IniFormat);
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            settings.setValue(it.key(), it.value());
        settings.sync();
        if (settings.status() != QSettings::NoError)
            qCWarning(logWidgets) << "The window's settings could not be written to" << file;
    });
}

void WindowSettings::flush()
{
    write();
    m_writer.finish(); // house: the window is closing
}

} // namespace CommandRunner
