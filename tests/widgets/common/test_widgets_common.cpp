// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/errortext.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/terminalpalette.h"
#include "widgets/common/theme.h"

#include <QApplication>
#include <QSet>
#include <QStyle>
#include <QTest>
#include <QTextLayout>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr RunState allStates[] = {RunState::Queued,        RunState::Running,
                                  RunState::Succeeded,     RunState::Failed,
                                  RunState::Stopped,       RunState::TimedOut,
                                  RunState::FailedToStart, RunState::Interrupted};

} // namespace

class TestWidgetsCommon final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreReadable_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
        QTest::newRow("Fusion's own") << QApplication::palette();
    }

    void statesAreReadable()
    {
        QFETCH(QPalette, palette);
        for (const RunState state : allStates) {
            const RunStatePresentation shown = runStatePresentation(state, palette);
            for (const QPalette::ColorRole role :
                 {QPalette::Base, QPalette::AlternateBase, QPalette::Window})
                QVERIFY2(contrastRatio(shown.color, palette.color(role)) >= 4.5,
                         qPrintable(shown.word));
        }
        for (const QPalette::ColorRole role :
             {QPalette::Text, QPalette::PlaceholderText, QPalette::Link})
            QVERIFY(contrastRatio(palette.color(role), palette.color(QPalette::Base)) >= 4.5
                    || palette == QApplication::palette());
        QVERIFY(contrastRatio(palette.color(QPalette::HighlightedText),
                              palette.color(QPalette::Highlight))
                    >= 4.5
                || palette == QApplication::palette());
    }

    void statesDifferInWordAndSymbol()
    {
        QSet<QString> words;
        QSet<QString> symbols;
        for (const RunState state : allStates) {
            words.insert(runStateWord(state));
            symbols.insert(runStateSymbol(state));
        }
        QCOMPARE(words.size(), qsizetype(std::size(allStates)));
        QCOMPARE(symbols.size(), qsizetype(std::size(allStates)));
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("negative") << qint64(-5) << u"0 ms"_s;
        QTest::newRow("below a second") << qint64(320) << u"320 ms"_s;
        QTest::newRow("tenths") << qint64(3'249) << u"3.2 s"_s;
        QTest::newRow("just below ten") << qint64(9'999) << u"9.9 s"_s;
        QTest::newRow("seconds") << qint64(42'900) << u"42 s"_s;
        QTest::newRow("minutes") << qint64(250'000) << u"4 min 10 s"_s;
        QTest::newRow("hours") << qint64(7'500'000) << u"2 h 5 min"_s;
        QTest::newRow("days") << qint64(273'600'000) << u"3 d 4 h"_s;
    }

    void durations()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, text);
        QCOMPARE(durationText(ms, QLocale::c()), text);
    }

    void relativeTimes_data()
    {
        QTest::addColumn<QDateTime>("when");
        QTest::addColumn<QString>("text");
        const QDate day(2026, 11, 20);
        QTest::newRow("none") << QDateTime() << QString();
        QTest::newRow("now") << QDateTime(day, QTime(15, 29, 30)) << u"just now"_s;
        QTest::newRow("minutes") << QDateTime(day, QTime(15, 28)) << u"2 min ago"_s;
        QTest::newRow("hours") << QDateTime(day, QTime(12, 0)) << u"3 h ago"_s;
        QTest::newRow("future") << QDateTime(day, QTime(15, 35)) << u"in 5 min"_s;
        QTest::newRow("days") << QDateTime(day.addDays(-5), QTime(12, 0)) << u"5 days ago"_s;
    }

    void relativeTimes()
    {
        QFETCH(QDateTime, when);
        QFETCH(QString, text);
        QCOMPARE(relativeTime(when, QDateTime(QDate(2026, 11, 20), QTime(15, 30)), QLocale::c()),
                 text);
    }

    void yesterdayIsACalendarDay()
    {
        const QDateTime now(QDate(2026, 11, 20), QTime(0, 30));
        QVERIFY(relativeTime(now.addSecs(-2 * 3600), now, QLocale::c()).startsWith(u"yesterday"));
        QCOMPARE(relativeTime(now.addSecs(-35 * 60), now, QLocale::c()), u"35 min ago"_s);
    }

    void exactTimeNamesItsZone()
    {
        const QString text = exactTime(QDateTime(QDate(2026, 11, 20), QTime(14, 3, 5)),
                                       QLocale::c());
        QVERIFY2(text.contains(u"14:03:05") && text.contains(u"(UTC+") && text.contains(u"2026"),
                 qPrintable(text));
    }

    void sizes()
    {
        QCOMPARE(sizeText(12'400'000, QLocale(QLocale::English)), u"12.4 MB"_s);
        QCOMPARE(numberText(1204, QLocale(QLocale::German)), u"1.204"_s);
    }

    void isolatedTextKeepsItsDirection()
    {
        // In a right-to-left paragraph the slash comes first, that is on the left of its path.
        const QString path = isolated(u"/srv/shop"_s);
        QTextLayout layout(path);
        QTextOption option;
        option.setTextDirection(Qt::RightToLeft);
        layout.setTextOption(option);
        layout.beginLayout();
        const QTextLine line = layout.createLine();
        layout.endLayout();
        const int second = int(path.indexOf(u'r'));
        QVERIFY(line.cursorToX(second) > QFontMetricsF(layout.font()).horizontalAdvance(u's') + 1);
        QVERIFY(isolated(QString()).isEmpty());
    }
    void everyErrorNamesItsThingAndKeepsTheDetail()
    {
        for (int code = 0; code <= int(ErrorCode::Process); ++code) {
            const Error error{ErrorCode(code), u"/srv/shop/manage.py"_s, u"errno 13"_s};
            const QString text = errorText(error);
            QVERIFY2(text.endsWith(u'.'), qPrintable(text));
            if (error.code != ErrorCode::Database)
                QVERIFY2(text.contains(error.subject), qPrintable(text));
            QVERIFY(errorDetail(error).contains(error.detail));
        }
    }

    void terminalColorsAreReadable_data() { statesAreReadable_data(); }

    void terminalColorsAreReadable()
    {
        QFETCH(QPalette, palette);
        const TerminalPalette colors(palette);
        for (int back = -1; back < 256; back += 3) {
            for (int front = 0; front < 256; ++front) {
                TerminalStyle style;
                style.foreground = {TerminalColor::Kind::Indexed, std::uint32_t(front)};
                if (back >= 0)
                    style.background = {TerminalColor::Kind::Indexed, std::uint32_t(back)};
                style.faint = front % 2 == 1;
                const auto shown = colors.colors(style);
                const QColor behind = shown.background.isValid() ? shown.background
                                                                 : palette.color(QPalette::Base);
                QVERIFY(contrastRatio(shown.foreground, behind) >= 4.4); // 8 bits a channel round a
                                                                         // little
            }
        }
    }

    void inverseSwaps()
    {
        TerminalStyle style;
        style.inverse = true;
        const auto shown = TerminalPalette(lightPalette()).colors(style);
        QCOMPARE(shown.background, lightPalette().color(QPalette::Text));
        QCOMPARE(shown.foreground, lightPalette().color(QPalette::Base));
    }

    void themeSwitchesAndComesBack()
    {
        ThemeSwitcher switcher(*qApp);
        const QString style = QApplication::style()->objectName();
        const bool wasDark = isDark(QApplication::palette());
        switcher.apply(ThemeChoice::Dark);
        QVERIFY(isDark(QApplication::palette()));
        switcher.apply(ThemeChoice::Light);
        QVERIFY(!isDark(QApplication::palette()));
        switcher.apply(ThemeChoice::System);
        QCOMPARE(isDark(QApplication::palette()), wasDark);
        QCOMPARE(QApplication::style()->objectName(), style);
        for (const ThemeChoice choice :
             {ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark})
            QVERIFY(themeChoiceFromString(toString(choice)) == choice);
    }
};

QTEST_MAIN(TestWidgetsCommon)
#include "test_widgets_common.moc"
