// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/rowreader.h"

#include "core/output/outputlens.h"
#include "core/output/terminaltext.h"
#include "widgets/output/lineclasspresentation.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

bool RowReader::next()
{
    if (m_next >= m_document.rowCount())
        return false;
    m_row = m_document.row(m_next++);
    m_line = {};
    if (m_row.marker)
        return true;
    if (m_lines.isEmpty() || m_row.line < m_lines.first().number
        || m_row.line > m_lines.last().number) {
        const bool neighbours = !m_lines.isEmpty() && m_row.line == m_lines.last().number + 1;
        m_wanted = neighbours ? std::min(2 * m_wanted, mostLines) : 4;
        m_lines = m_document.lines(m_row.line, m_wanted);
    }
    m_line.number = m_row.line;
    if (!m_lines.isEmpty() && m_row.line - m_lines.first().number < m_lines.size())
        m_line = m_lines[m_row.line - m_lines.first().number];
    if (m_line.takenOut > 0) {
        // Quiet as a marker, in the escape codes that every reader of lines understands.
        m_line.bytes = "\x1b[2m" + takenOutText(m_line.takenOut).toUtf8() + "\x1b[22m";
        m_line.byteCount = m_line.bytes.size();
    }
    return true;
}

QString RowReader::text() const
{
    return m_row.marker ? markerRowText(m_row, m_document.lens().foldedBy(m_row))
                        : plainText(m_line);
}

} // namespace CommandRunner
