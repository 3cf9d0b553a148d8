// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons/glyphshapes.h"

#include <QPainter>
#include <QXmlStreamReader>

#include <optional>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

class PathReader final
{
public:
    explicit PathReader(QStringView data) : m_data(data) {}

    // The next command letter; a number repeats the one before, as SVG says.
    std::optional<char16_t> command()
    {
        skipBlanks();
        if (m_at >= m_data.size())
            return {};
        if (m_data[m_at].isLetter())
            m_command = m_data[m_at++].unicode();
        else if (m_command == u'M')
            m_command = u'L';
        else if (m_command == u'm')
            m_command = u'l';
        if (m_command == 0)
            return {};
        return m_command;
    }

    std::optional<qreal> number()
    {
        skipBlanks();
        const qsizetype start = m_at;
        if (m_at < m_data.size() && (m_data[m_at] == u'-' || m_data[m_at] == u'+'))
            ++m_at;
        bool dot = false;
        while (m_at < m_data.size() && (m_data[m_at].isDigit() || (m_data[m_at] == u'.' && !dot))) {
            dot = dot || m_data[m_at] == u'.';
            ++m_at;
        }
        bool ok = false;
        const qreal value = m_data.sliced(start, m_at - start).toDouble(&ok);
        if (!ok)
            return {};
        return value;
    }

    std::optional<QPointF> point(QPointF origin)
    {
        const auto x = number();
        const auto y = number();
        if (!x || !y)
            return {};
        return origin + QPointF(*x, *y);
    }

private:
    void skipBlanks()
    {
        while (m_at < m_data.size() && (m_data[m_at].isSpace() || m_data[m_at] == u','))
            ++m_at;
    }

    QStringView m_data;
    qsizetype m_at = 0;
    char16_t m_command = 0;
};

bool readSegment(PathReader &reader, char16_t command, QPainterPath &path)
{
    const bool relative = command >= u'a';
    const QPointF here = path.currentPosition();
    const QPointF origin = relative ? here : QPointF();
    switch (command) {
    case u'M':
    case u'm':
        if (const auto to = reader.point(origin))
            return path.moveTo(*to), true;
        return false;
    case u'L':
    case u'l':
        if (const auto to = reader.point(origin))
            return path.lineTo(*to), true;
        return false;
    case u'H':
    case u'h':
        if (const auto x = reader.number())
            return path.lineTo(origin.x() + *x, here.y()), true;
        return false;
    case u'V':
    case u'v':
        if (const auto y = reader.number())
            return path.lineTo(here.x(), origin.y() + *y), true;
        return false;
    case u'C':
    case u'c': {
        const auto first = reader.point(origin);
        const auto second = reader.point(origin);
        const auto to = reader.point(origin);
        if (!first || !second || !to)
            return false;
        return path.cubicTo(*first, *second, *to), true;
    }
    case u'Z':
    case u'z':
        return path.closeSubpath(), true;
    default:
        return false;
    }
}

GlyphShape readStyle(const QXmlStreamAttributes &attributes)
{
    GlyphShape shape;
    const auto colour = [](QStringView text) {
        return text == "currentColor"_L1 ? QColor() : QColor(text.toString());
    };
    const QStringView fill = attributes.value("fill"_L1);
    shape.filled = !fill.isEmpty() && fill != "none"_L1;
    if (shape.filled)
        shape.fill = colour(fill);
    const QStringView stroke = attributes.value("stroke"_L1);
    shape.stroked = !stroke.isEmpty() && stroke != "none"_L1;
    if (shape.stroked)
        shape.stroke = colour(stroke);
    if (attributes.hasAttribute("stroke-width"_L1))
        shape.strokeWidth = attributes.value("stroke-width"_L1).toDouble();
    return shape;
}

} // namespace

QPainterPath parseSvgPath(QStringView data)
{
    PathReader reader(data);
    QPainterPath path;
    while (const auto command = reader.command()) {
        if (!readSegment(reader, *command, path))
            break;
    }
    return path;
}

GlyphShapes GlyphShapes::fromSvg(const QByteArray &svg)
{
    GlyphShapes result;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        if (xml.name() == "svg"_L1) {
            const auto box = attributes.value("viewBox"_L1).split(u' ', Qt::SkipEmptyParts);
            if (box.size() == 4)
                result.m_viewBox = QSizeF(box.at(2).toDouble(), box.at(3).toDouble());
            continue;
        }
        GlyphShape shape = readStyle(attributes);
        if (xml.name() == "path"_L1) {
            shape.path = parseSvgPath(attributes.value("d"_L1));
        } else if (xml.name() == "circle"_L1) {
            const qreal radius = attributes.value("r"_L1).toDouble();
            shape.path.addEllipse(QPointF(attributes.value("cx"_L1).toDouble(),
                                          attributes.value("cy"_L1).toDouble()),
                                  radius, radius);
        }
        if (!shape.path.isEmpty())
            result.m_shapes.append(shape);
    }
    return result;
}

void GlyphShapes::paint(QPainter &painter, const QRectF &rect, const QColor &current) const
{
    if (m_viewBox.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal scale = qMin(rect.width() / m_viewBox.width(), rect.height() / m_viewBox.height());
    painter.translate(rect.center());
    painter.scale(scale, scale);
    painter.translate(-m_viewBox.width() / 2, -m_viewBox.height() / 2);
    for (const GlyphShape &shape : m_shapes) {
        if (shape.filled)
            painter.fillPath(shape.path, shape.fill.isValid() ? shape.fill : current);
        if (shape.stroked) {
            const QColor colour = shape.stroke.isValid() ? shape.stroke : current;
            painter.strokePath(shape.path,
                               QPen(colour, shape.strokeWidth, Qt::SolidLine, Qt::RoundCap,
                                    Qt::RoundJoin));
        }
    }
    painter.restore();
}

} // namespace CommandRunner
