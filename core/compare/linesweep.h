// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/logsnapshot.h"
#include "core/output/outputlogreader.h"
#include "core/output/segmentedlog.h"
#include "core/output/terminalcarry.h"

#include <QByteArray>

#include <array>

namespace CommandRunner {

// Reads the lines of a log once, from the first to the last, as a terminal shows them in the end.
// The same lines that the snapshot's document has, in any thread.
class LineSweep final
{
public:
    explicit LineSweep(const LogSnapshot &log); // outlives us

    bool next(); // the next line; false: there is none
    qint64 line() const { return m_line; }
    qint64 offset() const { return m_start; } // of its first byte

    // Without escape sequences, UTF-8, of at most OutputDocument::maximumLineBytes of the line.
    // Valid until next(); not made when nobody asks.
    QByteArrayView text();
    // Of what the line holds behind that; 0: nothing.
    quint64 restHash() const { return m_restHash; }

private:
    bool fill();
    void findEnd();
    void takeLongLine();
    void passStates();

    const LogSnapshot &m_log;
    SegmentedLog m_file;
    OutputRecordReader m_records;
    QByteArray m_window;
    qint64 m_windowStart = 0;
    qint64 m_windowSize = 0;

    qint64 m_line = -1;
    qint64 m_start = 0;
    qint64 m_next = 0; // where the next line begins
    size_t m_break = 0;
    QByteArrayView m_bytes;
    QByteArray m_long;
    quint64 m_restHash = 0;
    QByteArray m_text;
    // Only of logs with an alternate screen: all else that a line begins with gives it colours.
    std::array<TerminalCarry, 3> m_carries;
    TerminalState m_state;
};

} // namespace CommandRunner
