// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputview.h"

#include <algorithm>

namespace CommandRunner {

void OutputView::setQuery(const FindQuery &query)
{
    m_marker = FindMarker(query);
    m_currentMatch = -1;
    viewport()->update();
}

qint64 OutputView::findNext(bool backwards)
{
    if (!m_document || m_marker.isEmpty())
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
    const auto places = m_marker.placesIn(rowText(m_document->rowOfLine(line)));
    m_matchOutOfSight = places.isEmpty();
    if (!places.isEmpty() && places.first().start > 0) {
        m_caret = m_anchor = {line, places.first().start};
        ensureVisible({line, places.first().start + places.first().length});
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
