// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"
#include "core/output/terminalrows.h"
#include "core/output/terminalstyle.h"

#include <QByteArray>

#include <array>
#include <deque>
#include <map>
#include <optional>

namespace CommandRunner {

// The state of a stream's terminal where a line with an anchor begins.
struct TerminalMark {
    qint64 line = 0;
    OutputStream stream = OutputStream::Standard;
    TerminalState state;

    bool operator==(const TerminalMark &) const = default;
};

// How lines look beyond their own bytes: with which colours they begin, and what the rows of
// multi-line progress showed in the end. Only what differs is kept: at most one mark a stream every
// 64 lines, and redrawn rows up to maximumBytes, from where the oldest are given up (those lines
// read as they were written). One thread.
class LineLooks final
{
public:
    static constexpr qint64 maximumBytes = 4LL << 20;

    void truncate(qint64 line); // what is told of this line and those after it; its mark stays
    void add(const TerminalMark &mark);
    void add(RedrawnLine redrawn);

    bool hasStates() const { return m_anyMark; }
    TerminalState stateAt(qint64 anchorLine, OutputStream stream) const;
    std::optional<QByteArray> shown(qint64 line) const; // none: as its bytes say

private:
    struct Mark {
        qint64 line = 0;
        TerminalState state;
    };

    std::array<std::deque<Mark>, 3> m_marks;
    bool m_anyMark = false;
    std::map<qint64, QByteArray> m_redrawn;
    qint64 m_bytes = 0;
};

} // namespace CommandRunner
