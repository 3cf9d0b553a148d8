// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/hostcondition.h"
#include "core/run/runfolder.h"
#include "core/run/terminalsettings.h"

#include <QObject>

#include <memory>

namespace CommandRunner {

class RunFolderProbe;

// Watches one run from any process: connects to its host, tells when output grew and how it ended,
// and carries wishes to it. Reconnects while the host lives; notices a host that died. Never
// blocks. Emits done() exactly once.
class RunFollower final : public QObject
{
    Q_OBJECT
public:
    // With a thread of its own for looks at the folder.
    explicit RunFollower(const QString &runFolder, QObject *parent = nullptr);
    // For one of many. The probe lives in our thread.
    RunFollower(const QString &runFolder, std::shared_ptr<RunFolderProbe> probe,
                QObject *parent = nullptr);
    ~RunFollower() override;

    void start();
    bool isDone() const;
    // Known once the child runs; empty before.
    ProcessIdentity child() const;
    TerminalInputMode inputMode() const; // the last that was told
    HostCondition hostCondition() const;

    void terminate(); // polite signal, after the grace the kill; the whole tree
    void kill();      // the whole tree at once
    void sendInput(const QByteArray &bytes);
    void closeInput();
    void resize(TerminalSize size); // terminal runs only
    void closeInputAndConfirm();    // both, so that the run's end cannot come between
    void confirmWishes(); // wishesTaken() follows once the host has taken the wishes so far

Q_SIGNALS:
    void started(); // the child runs
    // At most about every 10 ms; the first bytes at once. Again for the same bytes when records
    // cover them that were not covered before.
    void outputGrew(qint64 logSize);
    // outcome.json's, or interrupted when the host vanished.
    void done(const CommandRunner::RunOutcome &outcome);
    void inputModeChanged(CommandRunner::TerminalInputMode mode); // terminal runs only
    void wishesTaken();                                           // see confirmWishes()
    void hostConditionChanged();
    // terminate, kill, input or resize could not be delivered or met; subject: the wish.
    void wishFailed(const CommandRunner::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
