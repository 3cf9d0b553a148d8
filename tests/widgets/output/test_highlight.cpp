// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/output/shownoutput.h"
#include "widgets/common/theme.h"
#include "widgets/output/linehighlighter.h"
#include "widgets/output/outputpane.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QSignalSpy>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// The text of the spans that have a colour, joined.
QString coloured(const TerminalLine &line)
{
    QStringList parts;
    for (const TerminalSpan &span : line.spans) {
        if (span.style.foreground.kind != TerminalColor::Kind::Default)
            parts.append(line.text.mid(span.start, span.length));
    }
    return parts.join(u'|');
}

} // namespace

class TestHighlight final : public QObject
{
    Q_OBJECT

private:
    SyntaxLibrary m_library;

    void load(const QString &name) { QTRY_VERIFY(m_library.syntax(name)); }
    static TerminalLine lineOf(LineHighlighter &highlighter, OutputDocument &document,
                               qint64 number)
    {
        const OutputLine line = document.lines(number, 1).first();
        TerminalLine decoded = decodeTerminalLine(line.bytes);
        highlighter.apply(decoded, line, false);
        return decoded;
    }

private Q_SLOTS:
    void guesses_data();
    void guesses();
    void statesComeFromTheLinesAbove();
    void programsColoursWin();
    void partsAndSql();
    void aFarLineIsInstant();
    void unknownLanguageDoesNoHarm();
    void paneGuessesAndIsChosen();
    void followsTheTheme();
};

void TestHighlight::guesses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("syntax");
    const auto row = [](const char *name, const char *text, const char *syntax) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(syntax);
    };
    row("json", "{\n  \"a\": 1,\n  \"b\": [2]\n}", "JSON");
    row("json array", "[\n  {\n    \"a\": 1\n  }\n]", "JSON");
    row("json lines", "{\"a\":1}\n{\"a\":2}", "JSON");
    row("json line that is not complete", "{\"a\":1}\n{\"a\":", "JSON");
    row("not json", "{oops\nmore", "");
    row("bracketed log", "[INFO] starting\n[WARN] x", "");
    row("xml", "<?xml version=\"1.0\"?>\n<a>b</a>", "XML");
    row("xml without head", "<root attr=\"1\">\n  <a>b</a>\n</root>", "XML");
    row("html", "<!DOCTYPE html>\n<html>", "HTML");
    row("words in angles", "<none>\nnothing", "");
    row("git diff", "commit 1\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@", "Diff");
    row("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y", "Diff");
    row("yaml", "---\nname: shop\nitems:\n  - one\n  - two: 2", "YAML");
    row("prose with colons", "Note: this is text\nResult: fine", "");
    row("traceback", "start\nTraceback (most recent call last):\n  File \"x\", line 1",
        "Python Traceback");
    row("sql", "SELECT a FROM b;\nSELECT c FROM d;", "SQL");
    row("plain", "Connecting …\nImported 1 204 rows", "");
    row("nothing", "\n\n", "");
}

void TestHighlight::guesses()
{
    QFETCH(QString, text);
    QFETCH(QString, syntax);
    QCOMPARE(guessSyntax(text.split(u'\n')), syntax);
}

void TestHighlight::statesComeFromTheLinesAbove()
{
    ShownOutput shown("<a>\n<!-- begins\n" + numberedLines(500, "inside ") + "ends -->\n<b/>\n");
    QTRY_VERIFY(shown.isRead());
    load(u"XML"_s);
    LineHighlighter highlighter(m_library);
    highlighter.setDocument(&shown.document());
    highlighter.setWhole(u"XML"_s);
    QSignalSpy improved(&highlighter, &LineHighlighter::improved);
    // Asked for out of the middle: what is above is not known yet.
    QVERIFY(coloured(lineOf(highlighter, shown.document(), 400)).isEmpty());
    QTRY_VERIFY(!improved.isEmpty());
    QCOMPARE(coloured(lineOf(highlighter, shown.document(), 400)), u"inside 398"_s);
    QCOMPARE(coloured(lineOf(highlighter, shown.document(), 401)), u"inside 399"_s);
}

void TestHighlight::programsColoursWin()
{
    ShownOutput shown("{\"a\": \x1b[32m\"green\"\x1b[0m, \x1b[1m\"bold\"\x1b[0m}\n");
    QTRY_VERIFY(shown.isRead());
    load(u"JSON"_s);
    LineHighlighter highlighter(m_library);
    highlighter.setDocument(&shown.document());
    highlighter.setWhole(u"JSON"_s);
    const TerminalLine line = lineOf(highlighter, shown.document(), 0);
    QString green;
    bool bold = false;
    for (const TerminalSpan &span : line.spans) {
        if (span.style.foreground.kind == TerminalColor::Kind::Indexed)
            green += line.text.mid(span.start, span.length);
        if (line.text.mid(span.start, span.length).contains(u"bold"_s))
            bold = span.style.bold && span.style.foreground.kind == TerminalColor::Kind::Rgb;
    }
    QCOMPARE(green, u"\"green\""_s);
    QVERIFY(bold);
    for (qsizetype i = 1; i < line.spans.size(); ++i)
        QVERIFY(line.spans[i - 1].start + line.spans[i - 1].length <= line.spans[i].start);
}

void TestHighlight::partsAndSql()
{
    ShownOutput shown("plain\n{\"a\": 1}\n{\"a\": 2}\nplain\n" + sqlLines(1) + "end\n");
    QTRY_VERIFY(shown.isRead());
    load(u"JSON"_s);
    load(u"SQL"_s);
    LineHighlighter highlighter(m_library);
    highlighter.setDocument(&shown.document());
    highlighter.addPart(1, 2, u"JSON"_s);
    QVERIFY(coloured(lineOf(highlighter, shown.document(), 0)).isEmpty());
    QVERIFY(!coloured(lineOf(highlighter, shown.document(), 1)).isEmpty());
    QVERIFY(coloured(lineOf(highlighter, shown.document(), 2)).isEmpty());
    QVERIFY(coloured(lineOf(highlighter, shown.document(), 4)).contains(u"SELECT"_s)
            || !lineOf(highlighter, shown.document(), 4).spans.isEmpty());
    highlighter.setSqlHighlighted(false);
    QVERIFY(lineOf(highlighter, shown.document(), 4).spans.isEmpty());
}

void TestHighlight::aFarLineIsInstant()
{
    ShownOutput shown(numberedLines(200'000, "{\"value\": "));
    QTRY_VERIFY(shown.isRead());
    load(u"JSON"_s);
    LineHighlighter highlighter(m_library);
    highlighter.setDocument(&shown.document());
    highlighter.setWhole(u"JSON"_s);
    QSignalSpy improved(&highlighter, &LineHighlighter::improved);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!coloured(lineOf(highlighter, shown.document(), 199'000)).isEmpty());
    QTRY_VERIFY(!improved.isEmpty()); // 2,000 lines above it, not 199,000
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestHighlight::unknownLanguageDoesNoHarm()
{
    ShownOutput shown("text\n");
    QTRY_VERIFY(shown.isRead());
    LineHighlighter highlighter(m_library);
    highlighter.setDocument(&shown.document());
    highlighter.setWhole(u"No Such Language"_s);
    QVERIFY(lineOf(highlighter, shown.document(), 0).spans.isEmpty());
    QTRY_VERIFY(m_library.isUnknown(u"No Such Language"_s));
    QVERIFY(lineOf(highlighter, shown.document(), 0).spans.isEmpty());
}

void TestHighlight::paneGuessesAndIsChosen()
{
    LogFixture log;
    log.append("{\n  \"a\": 1\n}\n");
    OutputPane pane;
    pane.resize(800, 400);
    pane.open(log.log(), log.index(), true);
    pane.show();
    QTRY_COMPARE(pane.highlighter()->whole(), u"JSON"_s);
    const auto choose = [&pane](const QString &text) {
        Q_EMIT pane.highlightMenu()->aboutToShow();
        for (QAction *action : pane.highlightMenu()->actions()) {
            if (action->text().remove(u'&') == text) {
                action->trigger();
                return true;
            }
        }
        return false;
    };
    QVERIFY(choose(u"YAML"_s));
    QCOMPARE(pane.highlighter()->whole(), u"YAML"_s);
    QVERIFY(choose(u"Guess"_s));
    QCOMPARE(pane.highlighter()->whole(), u"JSON"_s);
    QVERIFY(choose(u"Nothing"_s));
    QVERIFY(pane.highlighter()->whole().isEmpty());
    QVERIFY(!pane.preferences().isSyntaxGuessed());
    QTRY_VERIFY(pane.preferences().syntaxes().names().size() > 200);
}

void TestHighlight::followsTheTheme()
{
    // Readable in both: the view's palette sees to the contrast of what a theme chose.
    load(u"Python Traceback"_s);
    ShownOutput shown("Traceback (most recent call last):\n  File \"/a.py\", line 3, in handle\n"
                      "    raise ValueError(1)\nshop.errors.Missing: no title\n");
    QTRY_VERIFY(shown.isRead());
    LineHighlighter highlighter(m_library);
    highlighter.setDocument(&shown.document());
    highlighter.setWhole(u"Python Traceback"_s);
    QSet<QRgb> themes[2];
    for (const bool dark : {false, true}) {
        const TerminalPalette palette(dark ? darkPalette() : lightPalette());
        int spans = 0;
        for (int number = 0; number < 4; ++number) {
            const OutputLine line = shown.document().lines(number, 1).first();
            TerminalLine decoded = decodeTerminalLine(line.bytes);
            highlighter.apply(decoded, line, dark);
            for (const TerminalSpan &span : std::as_const(decoded.spans)) {
                ++spans;
                QVERIFY(contrastRatio(palette.colors(span.style).foreground, palette.base())
                        >= 4.45);
                if (span.style.foreground.kind == TerminalColor::Kind::Rgb)
                    themes[dark ? 1 : 0].insert(span.style.foreground.value);
            }
            if (number == 1)
                QVERIFY(coloured(decoded).contains(u"\"/a.py\""_s));
        }
        QVERIFY(spans >= 5);
    }
    QVERIFY(themes[0].size() >= 3);
    QVERIFY(themes[0] != themes[1]);
}

QTEST_MAIN(TestHighlight)
#include "test_highlight.moc"
