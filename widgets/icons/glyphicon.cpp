// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons/glyphicon.h"

#include "core/base/paths.h"
#include "widgets/icons/glyphshapes.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

// Outside any namespace: the resources lie in a static library, which the linker would else leave
// out.
static void initialiseIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QColor currentColor(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    default:
        return palette.color(QPalette::Active, QPalette::WindowText);
    }
}

QString fileOf(QStringView name)
{
    return u":/commandrunner/icons/%1.svg"_s.arg(name);
}

// Read when first painted, once: a window has many icons and shows few at its start. Of the thread
// that paints icons.
const GlyphShapes &shapesOf(const QString &name)
{
    static QHash<QString, GlyphShapes> known;
    auto found = known.constFind(name);
    if (found == known.cend()) {
        QFile file(fileOf(name));
        found = known.insert(name,
                             file.open(QIODevice::ReadOnly) ? GlyphShapes::fromSvg(file.readAll())
                                                            : GlyphShapes());
    }
    return *found;
}

class GlyphIconEngine final : public QIconEngine
{
public:
    GlyphIconEngine(QString name, std::function<QColor()> colour)
        : m_name(std::move(name)),
          m_colour(std::move(colour))
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const bool own = m_colour && (mode == QIcon::Normal || mode == QIcon::Active);
        shapesOf(m_name).paint(*painter, rect, own ? m_colour() : currentColor(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new GlyphIconEngine(m_name, m_colour); }
    QString key() const override { return u"commandrunner-glyph"_s; }
    QString iconName() override { return m_name; }
    // What an icon of sizes means to task bars, which ask for them.
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override
    {
        return {{16, 16}, {24, 24}, {32, 32}, {48, 48}, {64, 64}, {128, 128}};
    }

private:
    QString m_name;
    std::function<QColor()> m_colour; // empty: the palette's
};

} // namespace

QIcon glyphIcon(QStringView name)
{
    return glyphIcon(name, {});
}

QIcon glyphIcon(QStringView name, std::function<QColor()> colour)
{
    initialiseIconResources();
    if (!QFile::exists(fileOf(name)))
        return {};
    return QIcon(new GlyphIconEngine(name.toString(), std::move(colour)));
}

QIcon applicationIcon()
{
    return glyphIcon(QString::fromLatin1(applicationId));
}

} // namespace CommandRunner
