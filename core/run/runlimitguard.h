// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/processtree.h"
#include "core/run/resourcescope.h"
#include "core/run/runoutcome.h"
#include "core/run/runrequest.h"

#include <QObject>
#include <QTimer>

namespace CommandRunner {

// Keeps one run within its limits, as far as the child's own (childlimits_unix.h) do not: a control
// group where there is one, a count of the processes. Says at the end which limit it was.
class RunLimitGuard final : public QObject
{
    Q_OBJECT
public:
    explicit RunLimitGuard(const ProcessTree &tree, QObject *parent = nullptr); // outlives us

    // done() is called once, at once when no scope is wanted, else from the event loop.
    void prepare(const RunRequest &request, const QProcessEnvironment &environment,
                 std::function<void()> done);
    // What the child is to keep by itself, once prepared.
    RunLimits limitsOfChild() const;
    void wrap(QProcess &process) const { m_scope.wrap(process); }
    void childStarted(qint64 pid);
    void childEnded();

    // The limit that a run ended by, in English; empty when it was none that can be told.
    QString explain(const RunOutcome &outcome) const;

Q_SIGNALS:
    void exceeded(const QString &why); // the run is to be ended

private:
    void look();

    const ProcessTree &m_tree;
    RunLimits m_limits;
    ResourceScope m_scope;
    QTimer m_watch;
    qint64 m_child = 0;
};

} // namespace CommandRunner
