// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminalcarry.h"

#include <cstring>

namespace CommandRunner {

namespace {

bool movesRows(const EscapeSequence &sequence)
{
    switch (sequence.kind) {
    case EscapeSequence::Kind::Simple:
        return sequence.final == 'M' || sequence.final == '7' || sequence.final == '8';
    case EscapeSequence::Kind::Control:
        return !sequence.isPrivate
            && (sequence.final == 'A' || sequence.final == 'F' || sequence.final == 's'
                || sequence.final == 'u');
    default:
        return false;
    }
}

} // namespace

bool TerminalCarry::take(QByteArrayView piece)
{
    QByteArray joined;
    if (!m_pending.isEmpty()) {
        joined = m_pending + piece.toByteArray();
        piece = joined;
        m_pending.clear();
    }
    qsizetype at = m_inString ? skipString(piece) : 0;
    bool moved = false;
    while (at < piece.size()) {
        const void *found = std::memchr(piece.data() + at, 0x1b, size_t(piece.size() - at));
        if (!found)
            break;
        const qsizetype start = static_cast<const char *>(found) - piece.data();
        at = start + 1;
        const EscapeSequence sequence = readEscapeSequence(piece, at);
        if (!sequence.ended) {
            m_inString = piece.size() - start > maximumPending; // only strings are that long
            if (!m_inString)
                m_pending = piece.sliced(start).toByteArray();
            break;
        }
        applyLasting(m_state, sequence);
        applyModes(m_modes, sequence);
        moved = moved || (!m_state.alternateScreen && movesRows(sequence));
    }
    return moved;
}

void TerminalCarry::endLine()
{
    m_pending.clear();
    m_inString = false;
}

qsizetype TerminalCarry::skipString(QByteArrayView bytes)
{
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (c == 0x07 || c == 0x18 || c == 0x1a || c == 0x1b) {
            m_inString = false;
            return c == 0x1b ? at : at + 1;
        }
    }
    return bytes.size();
}

} // namespace CommandRunner
