// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace CommandRunner {

// At most one window works on a data folder. The second start hands its wish to the first and ends.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);

    enum class Outcome {
        First,      // we are it; raiseRequested() tells of later starts
        HandedOver, // the first one knows; end with success
        NoAnswer,   // the first one holds the folder, but does not answer
    };
    // Asks at most some seconds; called once, before there is a window. `addFolder` may be empty.
    Outcome claim(const QString &addFolder);

Q_SIGNALS:
    void raiseRequested();
    void addFolderRequested(const QString &folder);

private:
    void listen();
    bool handOver(const QString &addFolder) const;
    void answer();

    QStringList m_names; // the local sockets that the first window may listen at, best first
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace CommandRunner
