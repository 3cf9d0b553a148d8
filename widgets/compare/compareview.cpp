// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compareview.h"

#include "widgets/common/format.h"
#include "widgets/compare/compareaccessible.h"
#include "widgets/output/linetext.h"

#include <QAccessible>
#include <QFontDatabase>
#include <QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 linesPerRead = 64;
constexpr qsizetype mostCompared = 8000; // characters of a line whose words are compared

CellLook lookOf(DiffRow::Kind kind)
{
    switch (kind) {
    case DiffRow::Kind::Removed:
        return CellLook::Removed;
    case DiffRow::Kind::Added:
        return CellLook::Added;
    case DiffRow::Kind::Changed:
        return CellLook::Changed;
    case DiffRow::Kind::Equal:
    case DiffRow::Kind::Fold:
        break;
    }
    return CellLook::Equal;
}

} // namespace

CompareView::CompareView(QWidget *parent)
    : QAbstractScrollArea(parent),
      m_font(QFontDatabase::systemFont(QFontDatabase::FixedFont)),
      m_colors(palette())
{
    installCompareAccessibility();
    setAccessibleName(tr("Differences"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::ArrowCursor);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
}

CompareView::~CompareView() = default;

void CompareView::setComparison(const OutputDocument *before, const OutputDocument *after,
                                DiffRows rows, NoiseKinds ignored)
{
    m_documents = {before, after};
    m_rows = std::move(rows);
    m_ignored = ignored;
    m_current = m_anchor = 0;
    ++m_revision;
    m_widest = 0;
    m_visible.clear();
    for (auto &lines : m_lines)
        lines.clear();
    invalidate();
    updateBars();
    verticalScrollBar()->setValue(0);
    if (m_rows.differenceCount() > 0)
        goToDifference(0);
    else
        Q_EMIT currentChanged();
}

void CompareView::clear()
{
    setComparison(nullptr, nullptr, {}, m_ignored);
}

void CompareView::invalidate()
{
    m_layoutValid = false;
    viewport()->update();
}

int CompareView::fullRows() const
{
    return std::max(1, viewport()->height() / m_font.lineHeight());
}

qint64 CompareView::topRow() const
{
    return verticalScrollBar()->value();
}

CompareView::Geometry CompareView::geometryOf(int side) const
{
    qsizetype digits = 4;
    for (const OutputDocument *document : m_documents) {
        if (document)
            digits = std::max(
                digits, QString::number(document->writtenNumber(document->lineCount())).size());
    }
    const int half = viewport()->width() / 2;
    Geometry geometry;
    geometry.left = side == 0 ? 0 : half + 1;
    geometry.width = side == 0 ? half : viewport()->width() - half - 1;
    geometry.gutter = int(m_font.charWidth() * (qreal(digits) + 3.5)); // number, sign and blanks
    return geometry;
}

OutputLine CompareView::lineOf(int side, qint64 line) const
{
    const OutputDocument *document = m_documents.at(size_t(side));
    if (!document)
        return {};
    QList<OutputLine> &lines = m_lines.at(size_t(side));
    const auto holds = [&lines, line] {
        return !lines.isEmpty() && line >= lines.first().number && line <= lines.last().number;
    };
    if (!holds()) {
        // Upwards one comes to the lines before next.
        const bool upwards = !lines.isEmpty() && line == lines.first().number - 1;
        lines = document->lines(upwards ? line - linesPerRead / 2 : line, linesPerRead);
    }
    return holds() ? lines.at(line - lines.first().number) : OutputLine();
}

CompareView::Cell CompareView::cellOf(const OutputLine &line, TerminalLine decoded,
                                      CellLook look) const
{
    Cell cell;
    cell.look = look;
    cell.line = line.number;
    cell.more = line.takenOut > 0 ? 0 : line.byteCount - line.bytes.size();
    cell.layout.emplace(std::move(decoded), m_font, m_colors.palette(look), 0);
    m_widest = std::max(m_widest, cell.layout->width());
    return cell;
}

void CompareView::markParts(VisibleRow &row, const QString &before, const QString &after,
                            std::array<TerminalLine, 2> &lines) const
{
    std::array looks{CellLook::Changed, CellLook::Changed};
    LineDifference parts;
    if (std::max(before.size(), after.size()) <= mostCompared)
        parts = compareLines(before, after, m_ignored);
    if (parts.isReplaced()) {
        looks = {CellLook::Removed, CellLook::Added};
        parts = {};
    }
    for (int side = 0; side < 2; ++side) {
        const auto index = size_t(side);
        Cell cell = cellOf(lineOf(side, side == 0 ? row.row.a : row.row.b), std::move(lines[index]),
                           looks[index]);
        for (const TextRange &part : side == 0 ? parts.before : parts.after)
            cell.highlights.append({part.start, part.end - part.start,
                                    m_colors.changedText(side == 1),
                                    m_colors.changedPart(side == 1)});
        row.cells[index] = std::move(cell);
    }
}

CompareView::VisibleRow CompareView::visibleRow(qint64 index) const
{
    VisibleRow result;
    result.index = index;
    result.row = m_rows.at(index);
    const DiffRow &row = result.row;
    if (row.kind == DiffRow::Kind::Fold)
        return result;
    const auto decoded = [this](int side, qint64 number) {
        OutputLine line = lineOf(side, number);
        if (line.takenOut > 0)
            line.bytes = tr("%1 were taken out here", "bytes of an output")
                             .arg(sizeText(line.takenOut))
                             .toUtf8();
        return decodeLine(line);
    };
    std::array<TerminalLine, 2> lines;
    const std::array numbers{row.a, row.b};
    for (int side = 0; side < 2; ++side) {
        if (numbers.at(size_t(side)) >= 0)
            lines.at(size_t(side)) = decoded(side, numbers.at(size_t(side)));
    }
    if (row.kind == DiffRow::Kind::Changed) {
        markParts(result, QString(lines[0].text), QString(lines[1].text), lines);
        return result;
    }
    for (int side = 0; side < 2; ++side) {
        const auto at = size_t(side);
        if (numbers.at(at) >= 0)
            result.cells.at(at) = cellOf(lineOf(side, numbers.at(at)), std::move(lines.at(at)),
                                         lookOf(row.kind));
    }
    return result;
}

void CompareView::layOut() const
{
    if (m_layoutValid)
        return;
    m_layoutValid = true;
    const qint64 first = topRow();
    const qint64 end = std::min(m_rows.count(), first + fullRows() + 1);
    std::vector<VisibleRow> rows;
    for (qint64 index = first; index < end; ++index) {
        const auto known = std::find_if(m_visible.begin(), m_visible.end(),
                                        [index](const VisibleRow &row) {
                                            return row.index == index;
                                        });
        rows.push_back(known == m_visible.end() ? visibleRow(index) : std::move(*known));
    }
    m_visible = std::move(rows);
}

void CompareView::updateBars()
{
    const qint64 last = std::max<qint64>(0, m_rows.count() - fullRows());
    verticalScrollBar()->setPageStep(fullRows());
    verticalScrollBar()->setRange(0, int(std::min<qint64>(last, std::numeric_limits<int>::max())));
    layOut();
    const Geometry geometry = geometryOf(1);
    const int room = geometry.width - geometry.gutter;
    const int needed = int(m_widest + 2 * m_font.charWidth());
    horizontalScrollBar()->setPageStep(room);
    horizontalScrollBar()->setSingleStep(int(4 * m_font.charWidth()));
    horizontalScrollBar()->setRange(0, std::max(0, needed - room));
}

void CompareView::setCurrentRow(qint64 row, bool select)
{
    if (m_rows.count() == 0)
        return;
    m_current = std::clamp<qint64>(row, 0, m_rows.count() - 1);
    if (!select)
        m_anchor = m_current;
    reveal(m_current);
    viewport()->update();
    Q_EMIT currentChanged();
    tellCurrentRow(*this);
}

void CompareView::reveal(qint64 row)
{
    const qint64 top = topRow();
    if (row < top)
        verticalScrollBar()->setValue(int(row));
    else if (row >= top + fullRows())
        verticalScrollBar()->setValue(int(row - fullRows() + 1));
}

qint64 CompareView::currentDifference() const
{
    if (m_rows.count() == 0 || !m_rows.at(m_current).isDifferent())
        return -1;
    return m_rows.differenceAt(m_current);
}

bool CompareView::stepDifference(bool forward)
{
    if (m_rows.differenceCount() == 0)
        return false;
    const qint64 above = m_rows.differenceAt(m_current);
    const bool insideFirstRow = above >= 0 && m_rows.rowOfDifference(above) == m_current;
    const qint64 wanted = forward ? above + 1 : insideFirstRow ? above - 1 : above;
    if (wanted < 0 || wanted >= m_rows.differenceCount())
        return false;
    goToDifference(wanted);
    return true;
}

// With some of what stands before it in sight.
void CompareView::goToDifference(qint64 index)
{
    const qint64 row = m_rows.rowOfDifference(index);
    const qint64 top = topRow();
    if (row < top + 1 || row >= top + fullRows() - 1)
        verticalScrollBar()->setValue(int(std::max<qint64>(0, row - fullRows() / 3)));
    setCurrentRow(row);
}

void CompareView::openFold(qint64 row)
{
    const DiffRow which = m_rows.at(row);
    if (which.kind != DiffRow::Kind::Fold)
        return;
    m_rows.expand(which.hunk);
    ++m_revision;
    m_visible.clear();
    invalidate();
    updateBars();
    setCurrentRow(m_rows.rowOfLine(which.a, false));
}

void CompareView::setAllOpen(bool open)
{
    if (m_rows.count() == 0)
        return;
    const DiffRow current = m_rows.at(m_current);
    m_rows.setAllExpanded(open);
    ++m_revision;
    m_visible.clear();
    invalidate();
    updateBars();
    setCurrentRow(current.a >= 0 ? m_rows.rowOfLine(current.a, false)
                                 : m_rows.rowOfLine(current.b, true));
}

bool CompareView::isSelected(qint64 row) const
{
    const auto [first, last] = std::minmax(m_anchor, m_current);
    return row >= first && row <= last && first != last;
}

QString CompareView::numberOf(int side, qint64 line) const
{
    const OutputDocument *document = m_documents.at(size_t(side));
    return document ? QString::number(document->writtenNumber(line) + 1) : QString();
}

QString CompareView::foldText(const DiffRow &row) const
{
    return u"▸ "_s + tr("%Ln equal line(s)", nullptr, int(row.folded));
}

QString CompareView::rowText(qint64 row) const
{
    const DiffRow which = m_rows.at(row);
    const auto line = [this](QStringView sign, int side, qint64 number) {
        return sign.toString() + u' ' + plainText(lineOf(side, number));
    };
    switch (which.kind) {
    case DiffRow::Kind::Fold:
        return foldText(which);
    case DiffRow::Kind::Removed:
        return line(u"-", 0, which.a);
    case DiffRow::Kind::Added:
        return line(u"+", 1, which.b);
    case DiffRow::Kind::Changed:
        return line(u"-", 0, which.a) + u'\n' + line(u"+", 1, which.b);
    case DiffRow::Kind::Equal:
        break;
    }
    return line(u" ", 1, which.b);
}

QString CompareView::spokenText(qint64 row) const
{
    const DiffRow which = m_rows.at(row);
    const auto text = [this](int side, qint64 number) {
        return plainText(lineOf(side, number));
    };
    switch (which.kind) {
    case DiffRow::Kind::Fold:
        return tr("%Ln equal line(s), folded", nullptr, int(which.folded));
    case DiffRow::Kind::Removed:
        return tr("removed, line %1: %2").arg(numberOf(0, which.a), text(0, which.a));
    case DiffRow::Kind::Added:
        return tr("added, line %1: %2").arg(numberOf(1, which.b), text(1, which.b));
    case DiffRow::Kind::Changed:
        return tr("changed, line %1: %2 – now line %3: %4")
            .arg(numberOf(0, which.a), text(0, which.a), numberOf(1, which.b), text(1, which.b));
    case DiffRow::Kind::Equal:
        break;
    }
    return tr("equal, line %1: %2").arg(numberOf(1, which.b), text(1, which.b));
}

QRect CompareView::rowRect(qint64 row) const
{
    const qint64 at = row - topRow();
    if (at < 0 || at > fullRows() || row >= m_rows.count())
        return {};
    const int height = m_font.lineHeight();
    return QRect(0, int(at) * height, viewport()->width(), height).intersected(viewport()->rect());
}

qint64 CompareView::rowAt(int y) const
{
    const qint64 row = topRow() + y / m_font.lineHeight();
    return y < 0 || row >= m_rows.count() ? -1 : row;
}

} // namespace CommandRunner
