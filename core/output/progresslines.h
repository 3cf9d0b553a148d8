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
// dots, curl's table, apt's status lines, and series of at least three lines in which the same
// count or percentage rises. The first two lines of a series are known by the third. ffmpeg's times
// are measured against the duration that it told before; pytest's percentages are taken, but its
// lines stay results. The bars of docker's layers and steps tell of a part only, and are not taken.
class ProgressLines final
{
public:
    enum class Verdict {
        No,
        Progress,
        Sample, // may be the beginning of a series
        Told,   // tells the progress, but is worth reading
    };

    // Of one stream.
    struct State {
        QByteArray prefix; // of the series: the text before its number, digits made equal
        ProgressSample last;
        int samples = 0;     // 0: no series
        double duration = 0; // seconds, of what ffmpeg works on; 0: not known
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

    // apt's "pmstatus:package:45.0:text" and "dlstatus:…" (APT::Status-Fd).
    static bool isStatusLine(QByteArrayView text)
    {
        if (text.size() < 9 || (text[0] != 'p' && text[0] != 'd')) // nearly every line
            return false;
        return text.startsWith("pmstatus:") || text.startsWith("dlstatus:");
    }
    // What a bar in the last row of the terminal says, which apt draws beside the text: 0…1. The
    // last one in these bytes.
    std::optional<double> statusBarOf(QByteArrayView bytes) const;

private:
    std::optional<Verdict> lookForTools(State &state, QByteArrayView shown, bool rewritten,
                                        std::optional<double> &progress) const;

    BytePattern m_tools;
    BytePattern m_curl;
    BytePattern m_afterSample;
    BytePattern m_activity;
    BytePattern m_parts;
    BytePattern m_testResult;
    BytePattern m_duration;
    BytePattern m_time;
    BytePattern m_statusBar;
};

} // namespace CommandRunner
