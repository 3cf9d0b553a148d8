// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/run/runoutcome.h"
#include "core/run/runrequest.h"

namespace CommandRunner {

// Names one process for good: pids are reused, pid and start time together are not.
struct ProcessIdentity {
    qint64 pid = 0;
    QString startTime; // opaque: boot id and start ticks on Linux; empty: not known

    bool operator==(const ProcessIdentity &) const = default;
    bool isAlive() const; // false when the pid now belongs to another process
    // It lives, and does nothing until somebody continues it (SIGSTOP); false also where nobody can
    // tell.
    bool isSuspended() const;
    static ProcessIdentity current();
    static std::optional<ProcessIdentity> of(qint64 pid);
};

// What a running host says about itself, written as host.json before the child starts, kept after
// the end.
struct HostDescription {
    int protocol = 1; // of the socket's messages
    ProcessIdentity host;
    ProcessIdentity child; // pid 0 until it has started
    QString socket;        // full name for QLocalSocket

    QJsonObject toJson() const;
    static Result<HostDescription> fromJson(const QJsonObject &json);
};

// The files of one run, on disk. A run's folder is all that the host writes and all that a reader
// needs.
class RunFolder final
{
public:
    explicit RunFolder(QString path) : m_path(std::move(path)) {}

    QString path() const { return m_path; }
    QString request() const;     // request.json
    QString hostFile() const;    // host.json
    QString outcomeFile() const; // outcome.json
    QString log() const;         // output.log
    QString index() const;       // output.idx

    Result<RunRequest> readRequest() const;
    Result<void> writeRequest(const RunRequest &request) const; // creates the folder
    Result<HostDescription> readHost() const;
    Result<void> writeHost(const HostDescription &description) const;
    Result<RunOutcome> readOutcome() const; // NotFound while it runs
    Result<void> writeOutcome(const RunOutcome &outcome) const;

    enum class Liveness { Starting, Running, Ended, HostGone };
    // Starting: no host.json yet and the request is younger than 15 s by `now`. Ended: outcome.json
    // is there. Running also when host.json is there and cannot be opened.
    Liveness liveness(const QDateTime &now) const;
    // What to record for a run whose host is gone without an outcome: Interrupted, with the log's
    // real size and line count, and as end the time of the last record (or of the request).
    RunOutcome interruptedOutcome() const;

private:
    QString m_path;
};

} // namespace CommandRunner
