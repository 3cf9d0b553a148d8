// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/escapesequence.h"

#include <QByteArray>

namespace CommandRunner {

// What one stream takes along from line to line: goes from escape to escape and looks at nothing
// else, so that text costs nothing. (The C1 forms of the sequences end with their line.)
class TerminalCarry final
{
public:
    TerminalCarry() = default;
    explicit TerminalCarry(const TerminalState &state) : m_state(state) {}

    // A piece of the present line. True: the cursor was moved up, saved or restored in it.
    bool take(QByteArrayView piece);
    bool isPending() const { return m_inString || !m_pending.isEmpty(); }
    void endLine(); // what is unfinished ends with its line

    const TerminalState &state() const { return m_state; }
    const TerminalModes &modes() const { return m_modes; }

private:
    static constexpr qsizetype maximumPending = 4096;
    qsizetype skipString(QByteArrayView bytes);

    TerminalState m_state;
    TerminalModes m_modes;
    QByteArray m_pending; // a sequence that the piece before ended in
    bool m_inString = false;
};

} // namespace CommandRunner
