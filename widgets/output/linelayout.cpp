// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linelayout.h"

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isPlainAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

bool isRightToLeft(char32_t c)
{
    const QChar::Direction direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL;
}

// Scripts in which neighbours join or change places.
bool needsShaping(char32_t c)
{
    return c >= 0x590
        && (isRightToLeft(c) || (c >= 0x600 && c <= 0x109f) || (c >= 0x1780 && c <= 0x18af)
            || (c >= 0x1900 && c <= 0x1cff) || (c >= 0xa800 && c <= 0xabff));
}

// What stays within a shaped run when the run goes on behind it.
bool isNeutral(char32_t c)
{
    return c == U' ' || (c < 0x80 && !QChar::isLetter(c));
}

// Characters whose glyphs have one width in a font: ideographs, kana, Hangul syllables.
bool isIdeograph(char32_t c)
{
    return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xff01 && c <= 0xff60);
}

// Those that monospace fonts have themselves.
bool isSimple(char32_t c)
{
    return c < 0x530 || (c >= 0x2500 && c <= 0x259f);
}

char32_t characterAt(const QString &text, qsizetype at)
{
    if (text[at].isHighSurrogate() && at + 1 < text.size())
        return QChar::surrogateToUcs4(text[at], text[at + 1]);
    return text[at].unicode();
}

} // namespace

LineLayout::LineLayout(TerminalLine line, const ViewFont &font, const TerminalPalette &palette,
                       qreal wrapWidth)
    : m_text(std::move(line.text)),
      m_spans(std::move(line.spans)),
      m_font(&font),
      m_palette(&palette)
{
    if (wrapWidth > 0)
        m_columns = std::max<qsizetype>(2, qsizetype(wrapWidth / font.charWidth()));
    if (!font.isFixedPitch() || !isPlainAscii(m_text)) {
        findClusters(wrapWidth);
        findPieces();
    } else if (m_columns > 0) {
        m_subRows = int(std::max<qsizetype>(1, (m_text.size() + m_columns - 1) / m_columns));
    }
}

void LineLayout::findClusters(qreal wrapWidth)
{
    m_starts.reserve(size_t(m_text.size()) + 1);
    m_columnsAt.reserve(size_t(m_text.size()) + 1);
    m_rowStarts.push_back(0);
    qint32 column = 0;
    qint32 rowColumn = 0; // where the present sub-row begins
    for (qsizetype at = 0; at < m_text.size();) {
        const TerminalCluster cluster = CommandRunner::clusterAt(m_text, at);
        if (wrapWidth > 0 && column + cluster.columns - rowColumn > m_columns) {
            m_rowStarts.push_back(qint32(m_starts.size()));
            rowColumn = column;
        }
        m_starts.push_back(qint32(at));
        m_columnsAt.push_back(column);
        column += cluster.columns;
        at = cluster.end;
    }
    m_subRows = int(m_rowStarts.size());
    m_rowStarts.push_back(qint32(m_starts.size()));
    m_starts.push_back(qint32(m_text.size()));
    m_columnsAt.push_back(column);
}

LineLayout::Piece::Kind LineLayout::kindOf(qint32 cluster, qint32 &end, qint32 limit) const
{
    const auto character = [this](qint32 index) {
        return characterAt(m_text, startOf(index));
    };
    const auto isSingleCharacter = [this](qint32 index) {
        const qsizetype size = startOf(index + 1) - startOf(index);
        return size == 1 || (size == 2 && m_text[startOf(index)].isHighSurrogate());
    };
    const char32_t first = character(cluster);
    end = cluster + 1;
    if (needsShaping(first)) {
        for (qint32 next = end; next < limit; ++next) {
            if (needsShaping(character(next)))
                end = next + 1;
            else if (!isNeutral(character(next)))
                break;
        }
        return Piece::Shaped;
    }
    const auto extend = [&](auto &&belongs) {
        while (end < limit && belongs(character(end)) && isSingleCharacter(end))
            ++end;
        return Piece::Run;
    };
    if (!isSingleCharacter(cluster))
        return Piece::Single;
    if (first < 0x80)
        return extend([](char32_t c) { return c < 0x80; });
    if (isSimple(first))
        return extend([](char32_t c) { return c >= 0x80 && isSimple(c); });
    if (isIdeograph(first))
        return extend(isIdeograph);
    return Piece::Single;
}

void LineLayout::findPieces()
{
    for (int subRow = 0; subRow < m_subRows; ++subRow) {
        const qint32 limit = firstOf(subRow + 1);
        for (qint32 at = firstOf(subRow); at < limit;) {
            Piece piece;
            piece.first = at;
            piece.kind = kindOf(at, piece.end, limit);
            piece.isIdeographic = isIdeograph(characterAt(m_text, startOf(at)));
            at = piece.end;
            m_pieces.push_back(std::move(piece));
        }
    }
}

qint32 LineLayout::clusterOf(qsizetype position) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), qint32(position));
    return qint32(after - m_starts.begin()) - 1;
}

const LineLayout::Piece *LineLayout::pieceOf(qint32 cluster) const
{
    const auto found = std::lower_bound(m_pieces.begin(), m_pieces.end(), cluster,
                                        [](const Piece &piece, qint32 wanted) {
                                            return piece.end <= wanted;
                                        });
    return found == m_pieces.end() ? nullptr : &*found;
}

qreal LineLayout::xOf(qint32 cluster, int subRow) const
{
    return m_font->charWidth()
        * (m_columnsAt[size_t(cluster)] - m_columnsAt[size_t(firstOf(subRow))]);
}

QTextLayout &LineLayout::layoutOf(const Piece &piece) const
{
    if (!piece.layout) {
        const qsizetype start = startOf(piece.first);
        piece.layout = std::make_shared<QTextLayout>(m_text.mid(start, startOf(piece.end) - start),
                                                     m_font->regular());
        QTextOption option;
        option.setWrapMode(QTextOption::NoWrap);
        option.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
        const bool mirrored = isRightToLeft(characterAt(m_text, start));
        option.setTextDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        piece.layout->setTextOption(option);
        piece.layout->setCacheEnabled(true);
        piece.layout->beginLayout();
        QTextLine line = piece.layout->createLine();
        line.setLineWidth(1e7);
        line.setPosition(QPointF(0, m_font->ascent() - line.ascent()));
        piece.layout->endLayout();
        piece.glyphs = line.naturalTextWidth();
    }
    return *piece.layout;
}

// Shaped text that is wider than its columns is narrowed; narrower text stands at their beginning.
qreal LineLayout::scaleOf(const Piece &piece) const
{
    layoutOf(piece);
    const qreal room = m_font->charWidth()
        * (m_columnsAt[size_t(piece.end)] - m_columnsAt[size_t(piece.first)]);
    return piece.glyphs > room ? room / piece.glyphs : 1;
}

qreal LineLayout::width() const
{
    const qreal unit = m_font->charWidth();
    if (isAscii())
        return unit * qreal(m_columns == 0 ? m_text.size() : std::min(m_text.size(), m_columns));
    return unit * qreal(m_columns > 0 && m_subRows > 1 ? m_columns : m_columnsAt.back());
}

// The one whose columns hold x, or the first behind the sub-row.
qint32 LineLayout::clusterAt(int subRow, qreal x) const
{
    const qint32 first = firstOf(subRow);
    const qint32 end = firstOf(subRow + 1);
    const qint32 column = m_columnsAt[size_t(first)]
        + qint32(std::clamp<qreal>(x / m_font->charWidth(), 0, 1e8));
    const auto after = std::upper_bound(m_columnsAt.begin() + first, m_columnsAt.begin() + end,
                                        column);
    const qint32 cluster = std::max(first, qint32(after - m_columnsAt.begin()) - 1);
    return column >= m_columnsAt[size_t(end)] ? end : cluster;
}

qsizetype LineLayout::positionAt(int subRow, qreal x) const
{
    const qreal unit = m_font->charWidth();
    if (isAscii()) {
        const auto column = qsizetype(std::max<qreal>(0, std::floor(x / unit + 0.5)));
        const qsizetype start = m_columns * std::max(0, subRow);
        const qsizetype within = m_columns == 0 ? column : std::min(column, m_columns);
        return std::clamp<qsizetype>(start + within, 0, m_text.size());
    }
    subRow = std::clamp(subRow, 0, m_subRows - 1);
    const qint32 cluster = clusterAt(subRow, x);
    if (cluster >= firstOf(subRow + 1))
        return startOf(firstOf(subRow + 1));
    const Piece *piece = pieceOf(cluster);
    if (piece && piece->kind == Piece::Shaped) {
        const qreal within = (x - xOf(piece->first, subRow)) / scaleOf(*piece);
        const int position = layoutOf(*piece).lineAt(0).xToCursor(within);
        return startOf(piece->first) + position;
    }
    const qreal middle = (xOf(cluster, subRow) + xOf(cluster + 1, subRow)) / 2;
    return startOf(x < middle ? cluster : cluster + 1);
}

LineLayout::Place LineLayout::placeOf(qsizetype position) const
{
    const qsizetype at = std::clamp<qsizetype>(position, 0, m_text.size());
    const qreal unit = m_font->charWidth();
    if (isAscii()) {
        if (m_columns == 0)
            return {0, unit * qreal(at)};
        // The end of a full last sub-row stands behind its last character, not in a row of its own.
        const qsizetype row = std::min<qsizetype>(at / m_columns, m_subRows - 1);
        return {int(row), unit * qreal(at - row * m_columns)};
    }
    const qint32 cluster = clusterOf(at);
    const auto after = std::upper_bound(m_rowStarts.begin(), m_rowStarts.end() - 1, cluster);
    const int subRow = std::clamp(int(after - m_rowStarts.begin()) - 1, 0, m_subRows - 1);
    const Piece *piece = pieceOf(cluster);
    if (piece && piece->kind == Piece::Shaped) {
        const qreal within = layoutOf(*piece).lineAt(0).cursorToX(int(at - startOf(piece->first)));
        return {subRow, xOf(piece->first, subRow) + within * scaleOf(*piece)};
    }
    return {subRow, xOf(cluster, subRow)};
}

LineLayout::Place LineLayout::placeOfCell(qsizetype column) const
{
    const qsizetype row = m_columns == 0 ? 0
                                         : std::min<qsizetype>(column / m_columns, m_subRows - 1);
    return {int(row), m_font->charWidth() * qreal(column - row * m_columns)};
}

qsizetype LineLayout::nextPosition(qsizetype position) const
{
    if (isAscii() || position >= m_text.size())
        return std::min(position + 1, m_text.size());
    return startOf(clusterOf(std::max<qsizetype>(0, position)) + 1);
}

qsizetype LineLayout::previousPosition(qsizetype position) const
{
    const qsizetype before = std::max<qsizetype>(0, std::min(position, m_text.size()) - 1);
    return isAscii() || m_text.isEmpty() ? before : startOf(clusterOf(before));
}

} // namespace CommandRunner
