// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"
#include "core/output/outputlens.h"
#include "tests/support/logfiles.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

LineFilter filter(LineFilter::Kind kind, const QString &text, int before = 0, int after = 0)
{
    return {kind, LinePattern::literal(text), before, after, true};
}

LineRule rule(const QString &text, RuleActions actions, const QString &name = u"rule"_s)
{
    LineRule result;
    result.id = result.name = name;
    result.pattern = LinePattern::regularExpression(text);
    result.pattern.takesProgress = bool(actions & RuleAction::Progress);
    result.actions = actions;
    return result;
}

// What is shown: "3" is a line, "[4+2]" a marker that begins with line 4 and hides two.
QString shown(const OutputDocument &document)
{
    QStringList result;
    for (qint64 i = 0; i < document.rowCount(); ++i) {
        const OutputRow row = document.row(i);
        result.append(row.marker ? u"[%1+%2]"_s.arg(row.line).arg(row.hiddenLines)
                                 : QString::number(row.line));
    }
    return result.join(u' ');
}

constexpr auto include = LineFilter::Kind::Include;
constexpr auto exclude = LineFilter::Kind::Exclude;

} // namespace

class TestOutputLens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filters_data();
    void filters();
    void rules();
    void followingLines();
    void streams();
    void coloursOfAPart();
    void countsWithoutEffect();
    void progressFromARule();
    void tellsNewMatches();
    void findSkipsWhatIsLeftOut();
    void overview();
    void newestLinesDoNotFlicker();
    void comesBackAtOnce();
    void agreesWithTheNaiveOne_data();
    void agreesWithTheNaiveOne();
    void catastrophicPattern();
    void invalidPattern();
    void logThatIsGone();
};

void TestOutputLens::filters_data()
{
    QTest::addColumn<LineFilters>("filters");
    QTest::addColumn<QString>("rows");
    using F = LineFilters;
    LineFilter off = filter(exclude, u"a"_s);
    off.enabled = false;
    // Lines: 0 apple, 1 banana, 2 cherry, 3 avocado, 4 blueberry, 5 plum
    QTest::newRow("none") << F{} << u"0 1 2 3 4 5"_s;
    QTest::newRow("only") << F{{filter(include, u"an"_s)}} << u"1"_s;
    QTest::newRow("without") << F{{filter(exclude, u"an"_s)}} << u"0 2 3 4 5"_s;
    QTest::newRow("switched off") << F{{off}} << u"0 1 2 3 4 5"_s;
    QTest::newRow("empty") << F{{filter(include, QString())}} << u"0 1 2 3 4 5"_s;
    QTest::newRow("all of them") << F{{filter(include, u"b"_s), filter(include, u"rr"_s)}}
                                 << u"4"_s;
    QTest::newRow("any of them") << F{{filter(include, u"b"_s), filter(include, u"rr"_s)}, true}
                                 << u"1 2 4"_s;
    QTest::newRow("without comes last")
        << F{{filter(exclude, u"blue"_s), filter(include, u"b"_s)}} << u"1"_s;
    QTest::newRow("context") << F{{filter(include, u"cherry"_s, 1, 2)}} << u"1 2 3 4"_s;
    QTest::newRow("without in the context")
        << F{{filter(include, u"cherry"_s, 1, 2), filter(exclude, u"avo"_s)}} << u"1 2 4"_s;
    QTest::newRow("nothing left") << F{{filter(include, u"zzz"_s)}} << QString();
}

void TestOutputLens::filters()
{
    QFETCH(LineFilters, filters);
    QFETCH(QString, rows);
    LogFiles files;
    files.write("apple\nbanana\ncherry\navocado\nblueberry\nplum\n");
    OutputDocument document(files.logPath(), files.indexPath());
    document.lens().setFilters(filters);
    document.setFinished();
    QTRY_COMPARE(document.lineCount(), 6);
    QTRY_COMPARE(shown(document), rows);
    for (const LineFilter &each : filters.filters) {
        if (each.isActive())
            QTRY_VERIFY(document.lens().stateOf(each.pattern).complete);
    }
    document.lens().setFilters({});
    QCOMPARE(shown(document), u"0 1 2 3 4 5"_s); // at once
}

void TestOutputLens::rules()
{
    LogFiles files;
    files.write("one\nnoise 1\n(0.001) SELECT 1 FROM a; args=()\nnoise 2\nsecret\ntwo\n");
    OutputDocument document(files.logPath(), files.indexPath());
    LineRule noise = rule(u"^noise"_s, RuleAction::Fold);
    noise.group = u"Noise"_s;
    document.lens().setRules({noise, rule(u"secret"_s, RuleAction::Hide)});
    document.setFinished();
    QTRY_COMPARE(shown(document), u"0 [1+3] 5"_s);
    const OutputRow marker = document.row(1);
    QCOMPARE(marker.hiddenClasses, lineClassBit(LineClass::Sql));
    QCOMPARE(document.lens().foldedBy(marker), QStringList{u"Noise"_s});
    document.setHiddenClasses(0);
    QCOMPARE(shown(document), u"0 [1+1] 2 [3+1] 5"_s);
    document.setExpanded(1, true);
    QCOMPARE(shown(document), u"0 1 2 [3+1] 5"_s);
    noise.enabled = false;
    document.lens().setRules({noise});
    QCOMPARE(shown(document), u"0 1 2 3 4 5"_s);
}

void TestOutputLens::followingLines()
{
    LogFiles files;
    const auto warning = "/x/a.py:3: DeprecationWarning: old\n"_ba;
    files.write(warning + "  old()\nplain\n" + warning + warning + "  \x1b[1mold()\x1b[0m\n  b\n"
                + warning);
    OutputDocument document(files.logPath(), files.indexPath());
    LineRule warnings = rule(u":\\d+: \\w*Warning: "_s, RuleAction::Fold);
    warnings.pattern.following = u"^  \\S"_s;
    warnings.pattern.followingLines = 1;
    document.lens().setRules({warnings});
    document.grow();
    QTRY_COMPARE(shown(document), u"[0+2] 2 [3+3] 6 [7+1]"_s);
    QCOMPARE(document.lens().stateOf(warnings.pattern).count, 6);
    // The line that belongs to the last one comes later, in two pieces.
    files.write("  o");
    document.grow();
    QTRY_COMPARE(shown(document), u"[0+2] 2 [3+3] 6 [7+2]"_s);
    files.write("ld()\n  c\n");
    document.grow();
    QTRY_COMPARE(shown(document), u"[0+2] 2 [3+3] 6 [7+2] 9"_s);
}

void TestOutputLens::streams()
{
    LogFiles files;
    files.write("x 1\n");
    files.write("x 2\n\x1b[31mx\x1b[0m 3\n", OutputStream::Error);
    files.write("x 4");
    files.write("x 5\n", OutputStream::Error);
    OutputDocument document(files.logPath(), files.indexPath());
    LineFilters filters{{filter(exclude, u"x"_s)}};
    filters.filters[0].pattern.streams = 1 << unsigned(OutputStream::Error);
    document.lens().setFilters(filters);
    document.setFinished();
    QTRY_COMPARE(document.lineCount(), 5);
    QTRY_COMPARE(shown(document), u"0 3"_s);
}

void TestOutputLens::coloursOfAPart()
{
    LogFiles files;
    files.write("ä 12 and 34\nnone\n");
    OutputDocument document(files.logPath(), files.indexPath());
    LineRule numbers = rule(u"\\d+"_s, RuleAction::Colour);
    numbers.matchOnly = true;
    numbers.foreground = {LineColour::Role::Accent, 0};
    LineRule line = rule(u"and"_s, RuleAction::Colour);
    line.background = {LineColour::Role::Fixed, 0x102030};
    document.lens().setRules({numbers, line});
    document.setFinished();
    QTRY_COMPARE(document.lens().stateOf(line.pattern).count, 1);
    const auto decorations = document.lens().decorations(0, u"ä 12 and 34"_s);
    QCOMPARE(decorations.size(), 3);
    QCOMPARE(decorations[0].start, 2);
    QCOMPARE(decorations[0].length, 2);
    QVERIFY(decorations[0].foreground == numbers.foreground);
    QCOMPARE(decorations[1].start, 9);
    QCOMPARE(decorations[2].start, 0);
    QCOMPARE(decorations[2].length, 11);
    QVERIFY(decorations[2].background == line.background);
    QVERIFY(document.lens().decorations(1, u"none"_s).isEmpty());
    QCOMPARE(shown(document), u"0 1"_s);
}

void TestOutputLens::countsWithoutEffect()
{
    LogFiles files;
    files.write("a\nb\na\n");
    OutputDocument document(files.logPath(), files.indexPath());
    document.setFinished();
    QTRY_COMPARE(document.lineCount(), 3);
    const LinePattern pattern = LinePattern::literal(u"a"_s);
    QCOMPARE(document.lens().stateOf(pattern).count, 0);
    document.lens().setCounted({pattern});
    QTRY_COMPARE(document.lens().stateOf(pattern).count, 2);
    QCOMPARE(document.rowCount(), 3);
    document.lens().setCounted({});
    QVERIFY(!document.lens().plane(pattern));
}

void TestOutputLens::progressFromARule()
{
    LogFiles files;
    files.write("step 1/4\nother\nstep 2/4\n");
    OutputDocument document(files.logPath(), files.indexPath());
    document.lens().setRules({rule(u"^step (?<done>\\d)/(?<total>\\d)"_s, RuleAction::Progress)});
    document.grow();
    QTRY_COMPARE(document.progress().value_or(-1), 0.5);
    files.write("step 3/4\n");
    document.grow();
    QTRY_COMPARE(document.progress().value_or(-1), 0.75);
}

void TestOutputLens::tellsNewMatches()
{
    qRegisterMetaType<QList<RuleMatch>>();
    LogFiles files;
    files.write("ready\n");
    OutputDocument document(files.logPath(), files.indexPath());
    document.grow();
    QTRY_COMPARE(document.lineCount(), 1);
    const LineRule ready = rule(u"ready"_s, RuleAction::Notify);
    QSignalSpy spy(&document.lens(), &OutputLens::rulesMatched);
    document.lens().setRules({ready});
    QTRY_VERIFY(document.lens().stateOf(ready.pattern).complete);
    QCOMPARE(spy.count(), 0); // it was there before
    files.write("x\nready again\nnot rea");
    document.grow();
    QTRY_COMPARE(spy.count(), 1);
    const auto matches = spy[0][0].value<QList<RuleMatch>>();
    QCOMPARE(matches.size(), 1);
    QCOMPARE(matches[0].firstLine, 2);
    QCOMPARE(matches[0].count, 1);
    files.write("dy\n"); // completes a line that was searched before
    document.grow();
    QTRY_COMPARE(spy.count(), 2);
    QCOMPARE(spy[1][0].value<QList<RuleMatch>>()[0].firstLine, 3);
}

void TestOutputLens::findSkipsWhatIsLeftOut()
{
    LogFiles files;
    files.write("hit one\nhit two\nhit three\nERROR: one\nERROR: two\n");
    OutputDocument document(files.logPath(), files.indexPath());
    document.setFinished();
    document.find(FindQuery{.text = u"^hit \\w+$"_s, .regularExpression = true});
    QTRY_COMPARE(document.matchCount(), 3);
    document.lens().setFilters({{filter(exclude, u"two"_s)}});
    QTRY_COMPARE(document.rowCount(), 3);
    QCOMPARE(document.matchCount(), 2);
    QCOMPARE(document.matchesBefore(2), 1);
    QCOMPARE(document.nextMatch(0, false), 2);
    QCOMPARE(document.nextMatch(2, false), 0);
    QCOMPARE(document.nextOfClass(LineClass::Error, 3, false), 3);
    document.find(QString());
    QCOMPARE(document.matchCount(), 0);
    QVERIFY(!document.isSearching());
}

void TestOutputLens::overview()
{
    LogFiles files;
    QByteArray text;
    for (int i = 0; i < 1000; ++i)
        text += i == 100 ? "ERROR: x\n" : i == 500 ? "needle\n" : i == 990 ? "mark\n" : "plain\n";
    files.write(text);
    OutputDocument document(files.logPath(), files.indexPath());
    document.lens().setRules({rule(u"plain"_s, RuleAction::Colour),
                              rule(u"mark"_s, RuleAction::Mark)});
    document.setFinished();
    document.find(u"needle"_s);
    QTRY_COMPARE(document.matchCount(), 1);
    QTRY_COMPARE(document.lens().stateOf(document.lens().rules()[1].pattern).count, 1);
    QVERIFY(document.lens().hasMarks());
    QCOMPARE(document.lens().markedBy(0, 990), -1);
    QCOMPARE(document.lens().markedBy(990, 991), 1);
    QCOMPARE(document.lens().nextMarked(0, false), 990);
    QCOMPARE(document.lens().nextMarked(990, true), 990);
    QVERIFY(document.hasMatchIn(500, 501) && !document.hasMatchIn(0, 500));
    QVERIFY(document.hasClassIn(LineClass::Error, 100, 101));
    document.lens().setFilters({{filter(exclude, u"needle"_s), filter(exclude, u"mark"_s)}});
    QTRY_COMPARE(document.rowCount(), 998);
    QVERIFY(!document.hasMatchIn(500, 501));
    QCOMPARE(document.lens().markedBy(990, 991), -1);
    QCOMPARE(document.lens().nextMarked(0, false), -1);
}

void TestOutputLens::newestLinesDoNotFlicker()
{
    LogFiles files;
    OutputDocument document(files.logPath(), files.indexPath());
    document.lens().setRules({rule(u"^noise"_s, RuleAction::Fold)});
    document.grow();
    bool flickered = false;
    const auto look = [&document, &flickered] {
        for (qint64 row = 0; row < document.rowCount(); ++row) {
            const OutputRow shownRow = document.row(row);
            const auto lines = document.lines(shownRow.line, 1);
            flickered = flickered || (!shownRow.marker && lines.value(0).bytes.startsWith("noise"));
        }
    };
    connect(&document, &OutputDocument::grown, this, look);
    connect(&document, &OutputDocument::rowsReset, this, look);
    for (int i = 0; i < 30; ++i) {
        files.write("noise\nnoise\n");
        files.write("plain\n");
        document.grow();
        QTRY_COMPARE(document.lineCount(), 3 * (i + 1));
    }
    QTRY_COMPARE(document.rowCount(), 60);
    QVERIFY(!flickered);
}

void TestOutputLens::comesBackAtOnce()
{
    LogFiles files;
    QByteArray text;
    for (int i = 0; i < 10'000; ++i)
        text += i % 3 ? "plain\n" : "noise\n";
    files.write(text);
    OutputDocument document(files.logPath(), files.indexPath());
    const LineRule noise = rule(u"noise"_s, RuleAction::Hide);
    document.lens().setRules({noise});
    document.setFinished();
    QTRY_COMPARE(document.rowCount(), 6666);
    document.lens().setRules({});
    QCOMPARE(document.rowCount(), 10'000);
    document.lens().setRules({noise});
    QCOMPARE(document.rowCount(), 6666);
}

void TestOutputLens::agreesWithTheNaiveOne_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestOutputLens::agreesWithTheNaiveOne()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    LogFiles files;
    OutputDocument document(files.logPath(), files.indexPath());
    document.setHiddenClasses(0);
    const QStringList words{u"alpha"_s, u"beta"_s, u"gamma"_s, u"delta"_s, u"a"_s, u"^$"_s};
    LineFilters filters;
    QList<LineRule> rules;
    const auto change = [&] {
        filters = {};
        rules.clear();
        filters.anyInclude = random.bounded(2);
        for (int i = random.bounded(3); i > 0; --i) {
            LineFilter one = filter(random.bounded(2) ? include : exclude,
                                    words.at(random.bounded(6)), random.bounded(3),
                                    random.bounded(3));
            one.pattern.regex = one.pattern.text.startsWith(u'^') || random.bounded(2);
            filters.filters.append(one);
        }
        for (int i = random.bounded(3); i > 0; --i)
            rules.append(rule(words.at(random.bounded(6)),
                              random.bounded(2) ? RuleAction::Fold : RuleAction::Hide));
        document.lens().setFilters(filters);
        document.lens().setRules(rules);
    };
    QByteArray all;
    change();
    for (int step = 0; step < 40; ++step) {
        QByteArray text;
        for (int i = random.bounded(200); i > 0; --i) {
            text += words.at(random.bounded(5)).toUtf8();
            text += random.bounded(3) ? "\n" : random.bounded(9) ? " " : "\n\n";
        }
        all += text;
        files.write(text);
        document.grow();
        if (random.bounded(4) == 0)
            change();
        if (random.bounded(2))
            QTRY_COMPARE(document.byteCount(), all.size());
    }
    document.setFinished();
    QTRY_VERIFY(document.isFinished());
    QByteArrayList lines = all.split('\n');
    if (lines.constLast().isEmpty())
        lines.removeLast();
    const auto isMatch = [&lines](const LinePattern &pattern, qsizetype line) {
        CompiledPattern compiled(pattern);
        return line >= 0 && line < lines.size() && compiled.matches(lines.at(line));
    };
    QStringList wanted;
    qsizetype hidden = 0;
    for (qsizetype line = 0; line < lines.size(); ++line) {
        bool out = false;
        QList<bool> passes;
        for (const LineFilter &each : std::as_const(filters.filters)) {
            if (each.kind == exclude) {
                out = out || isMatch(each.pattern, line);
                continue;
            }
            bool passed = false;
            for (qsizetype near = line - each.after; near <= line + each.before; ++near)
                passed = passed || isMatch(each.pattern, near);
            passes.append(passed);
        }
        if (!passes.isEmpty())
            out = out || (filters.anyInclude ? !passes.contains(true) : passes.contains(false));
        bool fold = false;
        for (const LineRule &each : std::as_const(rules)) {
            if (!isMatch(each.pattern, line))
                continue;
            out = out || (each.actions & RuleAction::Hide);
            fold = fold || (each.actions & RuleAction::Fold);
        }
        if (out)
            continue;
        if (fold && hidden++ == 0)
            wanted.append(u"[%1"_s.arg(line));
        if (!fold || line + 1 == lines.size()) {
            if (!fold && hidden > 0)
                wanted.last() += u"+%1]"_s.arg(hidden);
            if (!fold) {
                hidden = 0;
                wanted.append(QString::number(line));
            }
        }
    }
    if (hidden > 0)
        wanted.last() += u"+%1]"_s.arg(hidden);
    QTRY_COMPARE(shown(document), wanted.join(u' '));
}

void TestOutputLens::catastrophicPattern()
{
    LogFiles files;
    QByteArray text;
    for (int i = 0; i < 3000; ++i)
        text += QByteArray(300, 'a') + "!\n";
    files.write(text + "aaa\n");
    OutputDocument document(files.logPath(), files.indexPath());
    const LineRule bad = rule(u"^(a+)+$"_s, RuleAction::Hide);
    document.lens().setRules({bad});
    document.setFinished();
    QTRY_COMPARE_WITH_TIMEOUT(document.rowCount(), 3001, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(document.lens().stateOf(bad.pattern).complete, 20'000);
    QVERIFY(document.lens().stateOf(bad.pattern).stopped);
    QVERIFY(document.lens().stateOf(bad.pattern).gaveUpLines > 0);
}

void TestOutputLens::invalidPattern()
{
    LogFiles files;
    files.write("a(b\nc\n");
    OutputDocument document(files.logPath(), files.indexPath());
    LineFilters filters{{filter(include, u"a(b"_s)}};
    filters.filters[0].pattern.regex = true;
    document.lens().setFilters(filters);
    document.lens().setRules({rule(u"("_s, RuleAction::Hide)});
    document.setFinished();
    QTRY_COMPARE(document.rowCount(), 2); // still being typed: the lines stay
    files.write("d\n");
}

void TestOutputLens::logThatIsGone()
{
    auto files = std::make_unique<LogFiles>();
    files->write("one\nnoise\n");
    OutputDocument document(files->logPath(), files->indexPath());
    document.grow();
    QTRY_COMPARE(document.lineCount(), 2);
    files->resizeLog(0);
    document.lens().setRules({rule(u"noise"_s, RuleAction::Fold)});
    QTRY_VERIFY(document.lens().stateOf(document.lens().rules()[0].pattern).complete);
    QCOMPARE(document.rowCount(), 2);
}

QTEST_GUILESS_MAIN(TestOutputLens)
#include "tst_outputlens.moc"
