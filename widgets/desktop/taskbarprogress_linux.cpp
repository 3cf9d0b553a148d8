// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktop/taskbarprogress.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>
#include <QWidget>

namespace CommandRunner {

using namespace Qt::StringLiterals;

struct TaskbarProgress::System {
};

TaskbarProgress::TaskbarProgress(QWidget *window) : QObject(window), m_window(window) {}

TaskbarProgress::~TaskbarProgress()
{
    setProgress({});
}

void TaskbarProgress::setProgress(std::optional<double> share)
{
    if (std::exchange(m_share, share) != share)
        show();
}

// https://wiki.ubuntu.com/Unity/LauncherAPI; the docks of KDE, GNOME (Dash to Dock) and others
// listen to it. The desktop file's name is how they know whose it is.
void TaskbarProgress::show()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage update = QDBusMessage::createSignal(
        u"/org/commandrunner/CommandRunner"_s, u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    update << u"application://org.commandrunner.CommandRunner.desktop"_s
           << QVariantMap{{u"progress"_s, m_share.value_or(0)},
                          {u"progress-visible"_s, m_share.has_value()}};
    bus.send(update);
}

} // namespace CommandRunner
