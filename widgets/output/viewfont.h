// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QList>
#include <QPointF>
#include <QRawFont>
#include <QStringView>

#include <array>

class QPainter;

namespace CommandRunner {

// The monospace font in its four shapes, measured once.
class ViewFont final
{
public:
    explicit ViewFont(const QFont &font);

    const QFont &regular() const { return m_fonts[0]; }
    const QFont &shape(bool bold, bool italic) const { return m_fonts[shapeOf(bold, italic)]; }
    qreal charWidth() const { return m_charWidth; }
    int lineHeight() const { return m_lineHeight; }
    int ascent() const { return m_ascent; }
    bool isFixedPitch() const { return m_fixedPitch; }

    // Printable ASCII in one of the shapes (and with the lines of `font`), in the painter's pen,
    // each character in its column: without the shaping that takes a third of QPainter::drawText().
    // Leaves some font set.
    void drawAscii(QPainter &painter, QPointF baseline, QStringView text, const QFont &font) const;

private:
    // What is drawn of a shape.
    struct Glyphs {
        bool known = false;
        QRawFont font;
        std::array<quint32, 128> indexes = {}; // of ASCII characters
    };

    static size_t shapeOf(bool bold, bool italic) { return size_t(bold) + 2 * size_t(italic); }
    const Glyphs &glyphsOf(size_t shape) const;

    std::array<QFont, 4> m_fonts;
    mutable std::array<Glyphs, 4> m_glyphs;
    mutable QList<quint32> m_indexes; // of the text that is drawn …
    mutable QList<QPointF> m_places;  // … and where
    qreal m_charWidth = 1;
    int m_lineHeight = 1;
    int m_ascent = 1;
    bool m_fixedPitch = true;
};

} // namespace CommandRunner
