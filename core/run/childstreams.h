// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"
#include "core/run/runrequest.h"

#include <QObject>
#include <QProcess>

#include <memory>

namespace CommandRunner {

// The child's three standard streams: pipes of our own or a pseudo-terminal, its output into the log, its input from us.
// The log belongs to this object's reader between childStarted() and ended().
class ChildStreams final : public QObject
{
    Q_OBJECT
public:
    explicit ChildStreams(OutputLogWriter &log, QObject *parent = nullptr); // the log outlives us
    ~ChildStreams() override;

    // Before process.start(): opens the streams and sets the process up to use them, in a session and group of its own.
    // Errors: Io (no descriptors left), NotSupported (terminal).
    Result<void> prepare(QProcess &process, const RunRequest &request);
    void childStarted(); // begins to read, writes the initial input
    void abandon();      // takes what is there and ends, although somebody still holds the child's output

    bool atEnd() const;
    qint64 recordedSize() const; // bytes of the log that readers may look at

    Result<void> write(const QByteArray &bytes); // errors: Refused (closed), Busy (too much waits)
    void closeInput();
    Result<void> resize(int columns, int rows);  // errors: NotSupported

Q_SIGNALS:
    void grew(qint64 recordedSize); // at once when idle, then at most about every 10 ms
    void ended();                   // end of file on every stream; once

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace CommandRunner
