// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/runlimits.h"

#include <QObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTimer>

#include <functional>
#include <memory>

namespace CommandRunner {

// A control group of its own for a run, where systemd runs for the user: "systemd-run --user
// --scope" asks for it and then becomes the program (same process, streams and environment). It
// keeps the memory of the whole run together under the limit, where a limit on each process would
// not.
class ResourceScope final : public QObject
{
public:
    explicit ResourceScope(QObject *parent = nullptr);
    ~ResourceScope() override;

    // Whether these limits are better kept by a scope.
    static bool isWanted(const RunLimits &limits);
    // The words before the program's own. MemoryMax without swap, which would only make the run
    // slow; TasksMax counts threads, too, so it is far above the number of processes and only keeps
    // an explosion small until it is seen.
    static QStringList words(const RunLimits &limits, const QString &runId);

    // Tries it out, since the manager may be there and refuse; done() is called once, soon, from
    // the event loop. Then wrap() makes the process run in a scope, if that is possible.
    void prepare(const RunLimits &limits, const QString &runId,
                 const QProcessEnvironment &environment, std::function<void()> done);
    bool isAvailable() const { return !m_prefix.isEmpty(); }
    void wrap(QProcess &process) const;

    // Now and then while the child runs, and at its end: an empty group does not stay.
    void look(qint64 pid);
    // Somebody in the group was killed for the memory limit; false also where nobody can tell.
    bool ranOutOfMemory() const { return m_ranOutOfMemory; }

private:
    void tryNext();
    void finish();

    QList<QStringList> m_candidates; // with program; the next one to try is the first
    QStringList m_prefix;            // empty: no scope
    QProcessEnvironment m_environment;
    std::function<void()> m_done;
    std::unique_ptr<QProcess> m_trial;
    QTimer m_patience;
    QString m_events; // of the control group
    bool m_ranOutOfMemory = false;
};

} // namespace CommandRunner
