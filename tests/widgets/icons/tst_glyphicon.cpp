// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons/glyphicon.h"
#include "widgets/icons/glyphshapes.h"

#include <QApplication>
#include <QDir>
#include <QPalette>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QStringList iconNames()
{
    QStringList names;
    for (const QString &file :
         QDir(QStringLiteral(COMMANDRUNNER_SOURCE_DIR "/resources/icons")).entryList({u"*.svg"_s}))
        names.append(file.chopped(4));
    return names;
}

// The colours of an icon's fully covered pixels.
QSet<QRgb> solidColours(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
{
    const QImage image =
        icon.pixmap(QSize(64, 64), mode).toImage().convertToFormat(QImage::Format_ARGB32);
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 255)
                colours.insert(image.pixel(x, y));
        }
    }
    return colours;
}

} // namespace

class TestGlyphIcon final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsAnIcon_data();
    void everyFileIsAnIcon();
    void followsThePalette();
    void keepsAColourOfItsOwn();
    void paths_data();
    void paths();
    void unknownName();
};

void TestGlyphIcon::everyFileIsAnIcon_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : iconNames())
        QTest::newRow(qPrintable(name)) << name;
}

void TestGlyphIcon::everyFileIsAnIcon()
{
    QFETCH(QString, name);
    const QIcon icon = glyphIcon(name);
    QVERIFY(!icon.isNull());
    QVERIFY2(!solidColours(icon).isEmpty(), "nothing was painted");
    // Every element of the file is one that we can draw.
    QFile file(QStringLiteral(COMMANDRUNNER_SOURCE_DIR "/resources/icons/") + name + u".svg"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QCOMPARE(GlyphShapes::fromSvg(svg).shapes().size(), svg.count("<path") + svg.count("<circle"));
    QCOMPARE(svg.count("<path") + svg.count("<circle") + 1,
             svg.count("<") - svg.count("</") - svg.count("<!--"));
}

void TestGlyphIcon::followsThePalette()
{
    const QIcon icon = glyphIcon(u"stop"_s);
    for (const QColor &colour : {QColor(Qt::black), QColor(0xee, 0xee, 0xee)}) {
        QPalette palette = QApplication::palette();
        palette.setColor(QPalette::WindowText, colour);
        QApplication::setPalette(palette);
        QCOMPARE(solidColours(icon), QSet<QRgb>{colour.rgba()});
    }
    QVERIFY(solidColours(icon, QIcon::Selected)
            == QSet<QRgb>{QApplication::palette().color(QPalette::HighlightedText).rgba()});
}

void TestGlyphIcon::keepsAColourOfItsOwn()
{
    const QIcon icon = glyphIcon(u"state-stopped"_s, [] { return QColor(12, 34, 56); });
    QCOMPARE(solidColours(icon), QSet<QRgb>{qRgb(12, 34, 56)});
    QVERIFY(!solidColours(icon, QIcon::Selected).contains(qRgb(12, 34, 56)));
}

void TestGlyphIcon::paths_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<QRectF>("bounds");
    QTest::addColumn<QPointF>("end");
    QTest::newRow("absolute") << u"M1 2 L5 2 L5 8"_s << QRectF(1, 2, 4, 6) << QPointF(5, 8);
    QTest::newRow("relative") << u"m1,2l4 0v6"_s << QRectF(1, 2, 4, 6) << QPointF(5, 8);
    QTest::newRow("numbers that repeat M are lines")
        << u"M0 0 4 0 4 3"_s << QRectF(0, 0, 4, 3) << QPointF(4, 3);
    QTest::newRow("sign separates") << u"M0 0 L3-1"_s << QRectF(0, -1, 3, 1) << QPointF(3, -1);
    QTest::newRow("closed") << u"M1 1 H3 V3 Z"_s << QRectF(1, 1, 2, 2) << QPointF(1, 1);
    QTest::newRow("curve") << u"M0 0 C0 4 4 4 4 0"_s << QRectF(0, 0, 4, 4) << QPointF(4, 0);
    QTest::newRow("stops at the unknown")
        << u"M0 0 L2 2 Q 1 1 9 9"_s << QRectF(0, 0, 2, 2) << QPointF(2, 2);
    QTest::newRow("half a point") << u"M0 0 L2"_s << QRectF() << QPointF(0, 0);
}

void TestGlyphIcon::paths()
{
    QFETCH(QString, data);
    QFETCH(QRectF, bounds);
    QFETCH(QPointF, end);
    const QPainterPath path = parseSvgPath(data);
    QCOMPARE(path.controlPointRect(), bounds);
    QCOMPARE(path.currentPosition(), end);
}

void TestGlyphIcon::unknownName()
{
    QVERIFY(glyphIcon(u"no-such-icon"_s).isNull());
}

QTEST_MAIN(TestGlyphIcon)
#include "tst_glyphicon.moc"
