// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputview.h"

#include <algorithm>

namespace CommandRunner {

void OutputView::setNeedle(const QString &needle)
{
    m_needle = needle;
    const bool upper = std::any_of(needle.begin(), needle.end(),
                                   [](QChar c) { return c.isUpper(); });
    m_needleCase = upper ? Qt::CaseSensitive : Qt::CaseInsensitive; // as OutputDocument::find()
                                                                    // does
    m_currentMatch = -1;
    viewport()->update();
}

qint64 OutputView::findNext(bool backwards)
{
    if (!m_document || m_needle.isEmpty())
        return -1;
    // The first one is looked for from what is on the screen: a person expects the match nearest to
    // the eye.
    qint64 from = m_currentMatch;
    if (from < 0 && rowCount() > 0) {
        const qint64 edge = backwards ? std::min(m_topRow + fullRows(), rowCount() - 1) : m_topRow;
        from = m_document->row(edge).line + (backwards ? 1 : -1);
    }
    const qint64 line = m_document->nextMatch(from, backwards);
    if (line < 0)
        return -1;
    m_currentMatch = line;
    goToLine(line);
    const qsizetype column = rowText(m_document->rowOfLine(line))
                                 .indexOf(m_needle, 0, m_needleCase);
    if (column > 0) {
        m_caret = m_anchor = {line, column};
        ensureVisible({line, column + m_needle.size()});
    }
    return line;
}

qint64 OutputView::goToError(bool backwards)
{
    if (!m_document)
        return -1;
    const qint64 line = m_document->nextOfClass(LineClass::Error, m_caret.line, backwards);
    if (line >= 0)
        goToLine(line);
    return line;
}

} // namespace CommandRunner
