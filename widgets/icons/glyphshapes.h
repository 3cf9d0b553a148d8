// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QList>
#include <QPainterPath>
#include <QSizeF>

class QPainter;

namespace CommandRunner {

// One drawn element. An invalid colour stands for "currentColor": the palette's, chosen when
// painting.
struct GlyphShape {
    QPainterPath path;
    bool filled = false;
    bool stroked = false;
    QColor fill;
    QColor stroke;
    qreal strokeWidth = 1;
};

// The small part of SVG that our own icons are drawn with, so that no SVG library is needed: <path>
// with M L H V C Z (both cases), <circle>, and fill, stroke and stroke-width. Anything else in the
// file is left out.
class GlyphShapes final
{
public:
    static GlyphShapes fromSvg(const QByteArray &svg);

    bool isEmpty() const { return m_shapes.isEmpty(); }
    QSizeF viewBox() const { return m_viewBox; }
    const QList<GlyphShape> &shapes() const { return m_shapes; }

    // Paints into `rect`, keeping the proportions; `current` stands for currentColor.
    void paint(QPainter &painter, const QRectF &rect, const QColor &current) const;

private:
    QSizeF m_viewBox{16, 16};
    QList<GlyphShape> m_shapes;
};

// The path of an SVG "d" attribute; stops at the first thing that it does not know.
QPainterPath parseSvgPath(QStringView data);

} // namespace CommandRunner
