// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/bytepattern.h"
#include "core/output/lineclass.h"
#include "core/output/progressparser.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace CommandRunner {

// Recognises lines that only tell how far something is: bars that carriage returns rewrote, wget's
// dots, curl's table, and series of at least three lines in which the same count or percentage
// rises. The first two lines of a series are known by the third.
class ProgressLines final
{
public:
    enum class Verdict { No, Progress, Sample };

    // Of one stream.
    struct State {
        QByteArray prefix; // of the series: the text before its number, digits made equal
        ProgressSample last;
        int samples = 0; // 0: no series
        std::vector<LineClassChange> held;

        bool isIdle() const { return samples == 0; }
    };

    ProgressLines();

    // `shown`: what a terminal shows of the line; `rewritten`: a carriage return went back in it.
    Verdict look(State &state, QByteArrayView shown, bool rewritten,
                 std::optional<double> &progress) const;
    // Keeps a line for which the verdict was Sample, and that is `c` as long as the series is
    // short.
    static void hold(State &state, qint64 line, LineClass c);
    static void breakSeries(State &state);

private:
    BytePattern m_tools;
    BytePattern m_curl;
    BytePattern m_afterSample;
    BytePattern m_activity;
};

} // namespace CommandRunner
