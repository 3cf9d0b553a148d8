// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/background.h"

#include <QObject>
#include <QTimer>
#include <QVariantMap>

namespace CommandRunner {

// The window's settings, kept in an INI file. Read once; changes are written by a worker a moment
// after they happen, so that a killed window loses nothing.
class WindowSettings final : public QObject
{
    Q_OBJECT
public:
    explicit WindowSettings(const QString &file, QObject *parent = nullptr); // reads the file; a
                                                                             // missing one is empty
    ~WindowSettings() override;                                              // writes what is left

    QVariant value(const QString &key, const QVariant &fallback = {}) const
    {
        return m_values.value(key, fallback);
    }
    void set(const QString &key, const QVariant &value); // changed() follows, if it is another
    // Everything below "prefix/", and the same the other way.
    QVariantMap group(QLatin1StringView prefix) const;
    void setGroup(QLatin1StringView prefix, const QVariantMap &values);

    void write(); // in the background, what was set since the last time; happens by itself a moment
                  // after set()
    void flush(); // waits until all is on disk; for the end of the program and for tests

Q_SIGNALS:
    void changed(const QString &key);

private:
    QString m_file;
    QVariantMap m_values;
    QVariantMap m_changed;
    QTimer m_soon;
    BackgroundThread m_writer;
};

} // namespace CommandRunner
