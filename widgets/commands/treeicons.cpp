// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/treeicons.h"

#include "widgets/common/runstatepresentation.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace CommandRunner {

namespace {

class StarEngine final : public QIconEngine
{
public:
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(mode == QIcon::Selected ? palette.color(QPalette::HighlightedText)
                                                  : semanticColor(SemanticColor::Caution, palette));
        const QPointF center = QRectF(rect).center();
        const double outer = std::min(rect.width(), rect.height()) / 2.0;
        QPolygonF star;
        for (int corner = 0; corner < 10; ++corner) {
            const double radius = corner % 2 == 0 ? outer : outer * 0.42;
            const double angle = -std::numbers::pi / 2 + corner * std::numbers::pi / 5;
            star.append(center + QPointF(radius * std::cos(angle), radius * std::sin(angle)));
        }
        painter->drawPolygon(star);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({}, size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new StarEngine(*this); }
};

} // namespace

QIcon favouriteIcon()
{
    return QIcon(new StarEngine);
}

} // namespace CommandRunner
