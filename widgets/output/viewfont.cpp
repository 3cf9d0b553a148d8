// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/viewfont.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

ViewFont::ViewFont(const QFont &font)
{
    for (size_t i = 0; i < m_fonts.size(); ++i) {
        m_fonts[i] = font;
        m_fonts[i].setBold((i & 1) != 0);
        m_fonts[i].setItalic((i & 2) != 0);
        m_fonts[i].setKerning(false);
    }
    const QFontMetricsF metrics(m_fonts[0]);
    m_charWidth = std::max<qreal>(1, metrics.horizontalAdvance(u'0'));
    m_ascent = int(std::ceil(metrics.ascent()));
    m_lineHeight = m_ascent + int(std::ceil(metrics.descent()))
        + std::max(1, int(metrics.leading()));
    const QString sample = u"il1MW.@ -"_s;
    m_fixedPitch = std::abs(metrics.horizontalAdvance(sample) - m_charWidth * qreal(sample.size()))
        < 0.5;
}

// A font that is not known as glyphs (or lacks one) has an invalid raw font.
const ViewFont::Glyphs &ViewFont::glyphsOf(size_t shape) const
{
    Glyphs &glyphs = m_glyphs[shape];
    if (std::exchange(glyphs.known, true))
        return glyphs;
    glyphs.font = QRawFont::fromFont(m_fonts[shape]);
    QString printable;
    for (char c = ' '; c <= '~'; ++c)
        printable += QLatin1Char(c);
    const QList<quint32> indexes = glyphs.font.glyphIndexesForString(printable);
    if (indexes.size() == printable.size() && !indexes.contains(0))
        std::copy(indexes.begin(), indexes.end(), glyphs.indexes.begin() + ' ');
    else
        glyphs.font = QRawFont();
    return glyphs;
}

void ViewFont::drawAscii(QPainter &painter, QPointF baseline, QStringView text,
                         const QFont &font) const
{
    const Glyphs &glyphs = glyphsOf(shapeOf(font.bold(), font.italic()));
    // Qt 6.4 draws the lines of a glyph run somewhere below it.
    if (!glyphs.font.isValid() || font.underline() || font.strikeOut()) {
        painter.setFont(font);
        painter.drawText(baseline, text.toString());
        return;
    }
    m_indexes.clear();
    m_places.clear();
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u' ')
            continue;
        m_indexes.append(glyphs.indexes[text[i].unicode() & 0x7f]);
        m_places.append(QPointF(m_charWidth * qreal(i), 0));
    }
    if (m_indexes.isEmpty())
        return;
    QGlyphRun run;
    run.setRawFont(glyphs.font);
    run.setRawData(m_indexes.constData(), m_places.constData(), int(m_indexes.size()));
    painter.drawGlyphRun(baseline, run);
}

} // namespace CommandRunner
