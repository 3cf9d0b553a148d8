// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runstore.h"

#include <QString>

namespace CommandRunner {

// How it ended, in a few words: "exit code 3", "signal 9". Empty where the state says it all.
QString runEndText(const RunOutcome &outcome);

// What a person must know about an end beyond its state, and what to do about it; empty: nothing.
struct RunNotice {
    QString text;
    QString detail; // raw, for the fold
    bool severe = false;
};
RunNotice runNotice(const RunRecord &record);

} // namespace CommandRunner
