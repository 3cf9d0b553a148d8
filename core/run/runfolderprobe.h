// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/background.h"
#include "core/base/mailbox.h"
#include "core/run/runfolder.h"

#include <QHash>
#include <QTimer>

#include <optional>

namespace CommandRunner {

// What one look at a run's folder found.
struct RunFolderState {
    RunFolder::Liveness liveness = RunFolder::Liveness::Starting;
    std::optional<HostDescription> host;       // while it runs
    bool hostSuspended = false;                // while it runs
    qint64 logSize = 0;                        // bytes, while it runs
    std::optional<Result<RunOutcome>> outcome; // when it has ended
};

// Looks at run folders in one thread, for all followers of the thread that this lives in: hundreds
// of runs that start at once are thousands of looks. Never blocks, but for its end, which waits for
// the look that is under way.
class RunFolderProbe final : public QObject
{
public:
    using Done = std::function<void(const RunFolderState &)>;

    RunFolderProbe();
    ~RunFolderProbe() override;

    // One look. `done` follows from the event loop, unless it is forgotten before. The number names
    // the look.
    quint64 look(const RunFolder &folder, const QDateTime &now, const Done &done);
    void forget(quint64 look); // also one that is done

private:
    void keep(quint64 look, RunFolderState state);
    void deliver();

    struct Found {
        quint64 look = 0;
        RunFolderState state;
    };
    QHash<quint64, Done> m_waiting;
    quint64 m_last = 0;
    QTimer m_next; // the rest of the results, when other events had their turn
    std::mutex m_mutex;
    std::deque<Found> m_results; // guarded by the mutex
    Mailbox m_mailbox;
    BackgroundThread m_thread; // ends before what it fills
};

} // namespace CommandRunner
