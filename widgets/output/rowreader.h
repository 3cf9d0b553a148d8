// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"

#include <algorithm>

namespace CommandRunner {

// The rows of a document one after the other. Neighbouring lines are read together, the more the
// longer the neighbourhood lasts. The document must not change meanwhile: do not keep one over a
// return to the event loop.
class RowReader final
{
public:
    RowReader(const OutputDocument &document, qint64 firstRow)
        : m_document(document),
          m_next(std::max<qint64>(0, firstRow))
    {}

    bool next(); // false: there are no more rows
    qint64 index() const { return m_next - 1; }
    const OutputRow &row() const { return m_row; }
    const OutputLine &line() const { return m_line; } // empty for a marker
    QString text() const;                             // plain; a marker's words

private:
    static constexpr qint64 mostLines = 256;

    const OutputDocument &m_document;
    qint64 m_next = 0;
    OutputRow m_row;
    OutputLine m_line;
    QList<OutputLine> m_lines;
    qint64 m_wanted = 4;
};

} // namespace CommandRunner
