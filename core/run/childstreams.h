// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"
#include "core/run/runrequest.h"

#include <QObject>
#include <QProcess>

#include <memory>
#include <optional>

namespace CommandRunner {

// The child's three standard streams: pipes of our own or a pseudo-terminal, its output into the
// log, its input from us. The log belongs to this object's reader from prepare() until ended() or
// discard().
class ChildStreams final : public QObject
{
    Q_OBJECT
public:
    explicit ChildStreams(OutputLogWriter &log, QObject *parent = nullptr); // the log outlives us
    ~ChildStreams() override;

    // Before process.start(): opens the streams, begins to read (a fast child must not be ahead of
    // us: what it writes to its two streams could no longer be told in order) and sets the process
    // up to use them, in a session and group of its own. Errors: Io (no descriptors left),
    // NotSupported (terminal).
    // The limits are those that the child keeps by itself.
    Result<void> prepare(QProcess &process, const RunRequest &request, const RunLimits &limits);
    void childStarted(); // drops the child's ends, writes the initial input
    void discard();      // there is no child: stops reading, silently
    // Takes what is there and ends, although somebody still holds the child's output.
    void abandon();

    bool atEnd() const;
    qint64 recordedSize() const; // bytes of the log that readers may look at
    qint64 redactions() const;   // marks in the place of secrets, once at the end

    Result<void> write(const QByteArray &bytes); // errors: Refused (closed), Busy (too much waits)
    qint64 waitingInput() const;                 // bytes that the child has not taken yet
    void closeInput();
    Result<void> resize(TerminalSize size);             // errors: NotSupported
    std::optional<TerminalInputMode> inputMode() const; // of a terminal, while the child runs

Q_SIGNALS:
    void grew(qint64 recordedSize); // at once when idle, then at most about every 10 ms
    void ended();                   // end of file on every stream; once
    void inputTaken();              // none waits any more

private:
    void startReading();
    void takeNews();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
