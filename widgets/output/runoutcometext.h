// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/hostcondition.h"
#include "core/storage/runstore.h"

#include <QString>

namespace CommandRunner {

// How it ended, in a few words: "exit code 3", "signal 9". Empty where the state says it all.
QString runEndText(const RunOutcome &outcome);

// What it took: "CPU 1.2 s", "45.0 MB"; without what is not known.
QStringList runUsageFacts(const RunUsage &usage);
// The same in whole lines, for a tool tip.
QStringList runUsageLines(const RunUsage &usage);

// What a person must know about an end beyond its state, and what to do about it; empty: nothing.
struct RunNotice {
    QString text;
    QString detail; // raw, for the fold
    bool severe = false;
    bool calm = false; // good to know, nothing went wrong
};
RunNotice runNotice(const RunRecord &record);

// What a person must know about the process that watches over a run, while it runs; empty: nothing.
QString hostNotice(const HostCondition &condition);

} // namespace CommandRunner
