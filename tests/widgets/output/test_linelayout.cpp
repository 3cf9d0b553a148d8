// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"
#include "widgets/output/linelayout.h"

#include <QApplication>
#include <QFontDatabase>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestLineLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void columns_data();
    void columns();
    void positions_data() { columns_data(); }
    void positions();
    void wraps();
    void rightToLeft();
    void manySpans();
    void contrast_data();
    void contrast();
    void concealed();

private:
    ViewFont m_font{QFontDatabase::systemFont(QFontDatabase::FixedFont)};
    TerminalPalette m_palette{lightPalette()};
};

void TestLineLayout::columns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    QTest::newRow("empty") << u""_s << 0;
    QTest::newRow("ASCII") << u"| a | b |"_s << 9;
    QTest::newRow("ideographs") << u"| \u674e\u660e |"_s << 8;
    QTest::newRow("combining") << u"e\u0301|"_s << 2;
    QTest::newRow("family") << u"\U0001f468\u200d\U0001f469\u200d\U0001f467|"_s << 3;
    QTest::newRow("skin tone") << u"\U0001f44d\U0001f3fd|"_s << 3;
    QTest::newRow("flags") << u"\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7|"_s << 5;
    QTest::newRow("variation selector") << u"\u2764\ufe0f|"_s << 3;
    QTest::newRow("boxes") << u"\u2502\u2588\u258f\u2714|"_s << 5;
    QTest::newRow("Hebrew") << u"| \u05e9\u05dc\u05d5\u05dd |"_s << 8;
    QTest::newRow("Arabic with digits") << u"\u062a\u0645 1204 \u062a\u0645|"_s << 11;
    QTest::newRow("Thai") << u"\u0e19\u0e49\u0e33|"_s << 3;
}

// What stands behind a text stands in its column, whatever glyphs the fonts have.
void TestLineLayout::columns()
{
    QFETCH(QString, text);
    QFETCH(int, expected);
    const LineLayout layout({text, {}, false, {}}, m_font, m_palette, 0);
    QCOMPARE(layout.width(), m_font.charWidth() * expected);
    if (text.endsWith(u'|'))
        QCOMPARE(layout.placeOf(text.size() - 1).x, m_font.charWidth() * (expected - 1));
    QCOMPARE(layout.subRowCount(), 1);
}

// From each boundary to its place and back; keys reach each boundary once.
void TestLineLayout::positions()
{
    QFETCH(QString, text);
    const LineLayout layout({text, {}, false, {}}, m_font, m_palette, 0);
    QList<qsizetype> forwards{0};
    while (forwards.last() < text.size()) {
        const qsizetype next = layout.nextPosition(forwards.last());
        QVERIFY(next > forwards.last());
        forwards.append(next);
    }
    QList<qsizetype> backwards{text.size()};
    while (backwards.last() > 0) {
        const qsizetype previous = layout.previousPosition(backwards.last());
        QVERIFY(previous < backwards.last());
        backwards.append(previous);
    }
    std::reverse(backwards.begin(), backwards.end());
    QCOMPARE(backwards, forwards);
    const bool shaped = std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.script() == QChar::Script_Hebrew || c.script() == QChar::Script_Arabic
            || c.script() == QChar::Script_Thai;
    });
    if (!shaped) {
        for (const qsizetype position : forwards)
            QCOMPARE(layout.positionAt(0, layout.placeOf(position).x), position);
    }
    QCOMPARE(layout.positionAt(0, 1e6), text.size());
    if (!shaped)
        QCOMPARE(layout.positionAt(0, -10), 0);
}

void TestLineLayout::wraps()
{
    const qreal width = m_font.charWidth() * 10;
    const QString ascii(25, u'x');
    const LineLayout plain({ascii, {}, false, {}}, m_font, m_palette, width);
    QCOMPARE(plain.subRowCount(), 3);
    QCOMPARE(plain.placeOf(12).subRow, 1);

    // Nine columns, then wide ones: the fifth column pair does not fit beside the ninth column.
    const QString mixed = u"123456789"_s + QString(6, QChar(0x4e2d));
    const LineLayout wide({mixed, {}, false, {}}, m_font, m_palette, width);
    QCOMPARE(wide.subRowCount(), 3);
    QCOMPARE(wide.placeOf(9).subRow, 1);
    QCOMPARE(wide.placeOf(9).x, 0.0);
    QCOMPARE(wide.placeOf(14).subRow, 2);
    QCOMPARE(wide.positionAt(1, m_font.charWidth() * 2), 10);
    QVERIFY(wide.width() <= width);
}

// A line of Hebrew alone begins at the left and is painted within its columns.
void TestLineLayout::rightToLeft()
{
    const QString text = u"\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"_s;
    const LineLayout layout({text, {}, false, {}}, m_font, m_palette, 0);
    QImage image(400, m_font.lineHeight(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    layout.paint(painter, {8, 0}, image.rect(), Qt::black, {});
    painter.end();
    int left = image.width();
    int right = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128) {
                left = std::min(left, x);
                right = std::max(right, x);
            }
        }
    }
    QVERIFY2(right > 0, "nothing was painted");
    QVERIFY(left >= 7);
    QVERIFY(right <= 8 + layout.width() + 1);
    QVERIFY(layout.placeOf(1).x < layout.placeOf(0).x); // the first letter stands at the right
}

// A line in which every character has its own colour is painted by what is seen of it.
void TestLineLayout::manySpans()
{
    TerminalLine line;
    line.text = QString(60'000, u'x');
    for (int i = 0; i < 60'000; ++i) {
        TerminalStyle style;
        style.foreground = {TerminalColor::Kind::Rgb, std::uint32_t(i)};
        line.spans.append({i, 1, style, {}});
    }
    const LineLayout layout(line, m_font, m_palette, 0);
    QImage image(800, m_font.lineHeight(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i)
        layout.paint(painter, {-m_font.charWidth() * 500 * i, 0}, image.rect(), Qt::black, {});
    QVERIFY2(timer.elapsed() < 10'000, "painting cost what the whole line would");
}

void TestLineLayout::contrast_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void TestLineLayout::contrast()
{
    QFETCH(QPalette, palette);
    const TerminalPalette colors(palette);
    const QColor base = palette.color(QPalette::Base);
    const auto check = [&](const TerminalStyle &style, double wanted) {
        const TerminalPalette::Colors found = colors.colors(style);
        const QColor behind = found.background.isValid() ? found.background : base;
        const double reached = contrastRatio(found.foreground, behind);
        QVERIFY2(reached >= wanted - 0.05,
                 qPrintable(u"%1 on %2: %3"_s.arg(style.foreground.value)
                                .arg(style.background.value)
                                .arg(reached)));
    };
    using Kind = TerminalColor::Kind;
    for (std::uint32_t i = 0; i < 256; ++i) {
        check({.foreground = {Kind::Indexed, i}}, i < 16 ? 4.5 : 3);
        check({.background = {Kind::Indexed, i}}, 3);
        check({.foreground = {Kind::Indexed, i}, .inverse = true}, 3);
        check({.foreground = {Kind::Indexed, i}, .faint = true}, 3);
        for (std::uint32_t j = 0; j < 16; ++j)
            check({.foreground = {Kind::Indexed, i}, .background = {Kind::Indexed, j}}, 3);
    }
    for (std::uint32_t red = 0; red < 256; red += 51) {
        for (std::uint32_t green = 0; green < 256; green += 51) {
            for (std::uint32_t blue = 0; blue < 256; blue += 51)
                check({.foreground = {Kind::Rgb, red << 16 | green << 8 | blue}}, 3);
        }
    }
}

void TestLineLayout::concealed()
{
    const auto colors = m_palette.colors({.conceal = true});
    QCOMPARE(colors.foreground, lightPalette().color(QPalette::Base));
}

QTEST_MAIN(TestLineLayout)
#include "test_linelayout.moc"
