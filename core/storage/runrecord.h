// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/runcontext.h"
#include "core/run/runoutcome.h"
#include "core/run/runrequest.h"

namespace CommandRunner {

// What is left of a run's output.
enum class OutputKept {
    Plain,      // as it was written
    Compressed, // readable as before
    Removed,    // by retention; what is known of the run stays
};
QString toString(OutputKept kept);

// What runs have in common that are compared with each other: the same command of the same folder.
// For an unlisted program: its name.
struct RunSeries {
    QString commandId;
    QString folder;
    QString name;

    bool operator==(const RunSeries &) const = default;
};
size_t qHash(const RunSeries &series, size_t seed = 0);

// A row of the runs table: what was asked, what is known of it by now.
struct RunRecord {
    RunRequest request; // without initialInput
    RunState state = RunState::Queued;
    QDateTime created;  // when it was asked for
    RunOutcome outcome; // meaningful in final states; outcome.started also while running
    RunContext context;
    int priority = 0; // in the queue: higher goes first
    bool pinned = false;
    QString note;
    OutputKept output = OutputKept::Plain;
    qint64 diskBytes = -1; // what a compressed output takes; -1: as many as outcome.outputBytes

    QString id() const { return request.runId; }
    RunSeries series() const { return {request.commandId, request.folder, request.name}; }
    // From the start to the end, or to `now` while it runs; -1: it never started, or nobody knows.
    qint64 durationMs(const QDateTime &now = {}) const;
    // The object of the command line's contract with further keys; null where a thing is unknown or
    // does not apply (an unfinished run has no outputBytes yet).
    QJsonObject toJson() const;
};

} // namespace CommandRunner
