// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CommandRunner {

class OutputDocument;
class OutputView;

// Teaches QAccessible to speak of OutputView: its text, caret and selection. May be called more
// than once; every OutputView's constructor does, so that the interface is there before anybody
// asks for it.
void installOutputAccessibility();

// Tells assistive technology of rows that appeared since the last call: at most a few lines of
// them, however many came.
class OutputAnnouncer final
{
public:
    static constexpr int intervalMs = 500; // callers keep this distance
    static constexpr int maximumRows = 5;

    void announce(OutputView &view);
    QString take(const OutputDocument &document); // what announce() says; empty: nothing is new
    void reset(qint64 rows) { m_spoken = rows; }

private:
    qint64 m_spoken = 0; // rows that have been told
};

} // namespace CommandRunner
