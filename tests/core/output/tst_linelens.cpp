// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelens.h"

#include <QList>
#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;

namespace {

// What LineLens must do, the plain way: one entry a line, all rows made anew.
class NaiveLens final
{
public:
    std::vector<LineClass> classes;
    std::vector<bool> expanded;
    LineClasses hidden = 0;
    bool resume = false; // the next line replaces one that was expanded

    bool hides(size_t line) const
    {
        return (hidden & lineClassBit(classes[line])) != 0 && !expanded[line];
    }

    QList<OutputRow> rows() const
    {
        QList<OutputRow> result;
        for (size_t line = 0; line < classes.size(); ++line) {
            if (!hides(line)) {
                result.append({false, qint64(line), 0, 0});
                continue;
            }
            if (result.isEmpty() || !result.constLast().marker)
                result.append({true, qint64(line), 0, 0});
            ++result.last().hiddenLines;
            result.last().hiddenClasses |= lineClassBit(classes[line]);
        }
        return result;
    }
};

QString differenceOf(const LineLens &lens, const NaiveLens &naive, QRandomGenerator &random)
{
    const QList<OutputRow> rows = naive.rows();
    if (lens.lineCount() != qint64(naive.classes.size()) || lens.rowCount() != rows.size())
        return QStringLiteral("%1 lines, %2 rows, not %3, %4")
            .arg(lens.lineCount())
            .arg(lens.rowCount())
            .arg(naive.classes.size())
            .arg(rows.size());
    // All rows would take minutes: those at the ends and some between.
    QList<qint64> chosen;
    for (qint64 i = 0; i < rows.size(); ++i) {
        if (i < 20 || i >= rows.size() - 20 || random.bounded(int(rows.size())) < 100)
            chosen.append(i);
    }
    for (const qint64 i : chosen) {
        const OutputRow row = lens.row(i);
        const OutputRow &wanted = rows.at(i);
        if (row.marker != wanted.marker || row.line != wanted.line
            || row.hiddenLines != wanted.hiddenLines || row.hiddenClasses != wanted.hiddenClasses)
            return QStringLiteral("row %1").arg(i);
        const qint64 count = qMax<qint64>(1, wanted.hiddenLines);
        for (qint64 line = wanted.line; line < wanted.line + count;
             line += qMax<qint64>(1, count / 7)) {
            if (lens.rowOfLine(line) != i)
                return QStringLiteral("row of line %1 is %2, not %3")
                    .arg(line)
                    .arg(lens.rowOfLine(line))
                    .arg(i);
            if (lens.classOf(line) != naive.classes[size_t(line)])
                return QStringLiteral("class of line %1").arg(line);
        }
    }
    for (unsigned c = 0; c < 6; ++c) {
        if (lens.classCount(LineClass(c))
            != std::count(naive.classes.begin(), naive.classes.end(), LineClass(c)))
            return QStringLiteral("count of class %1").arg(c);
    }
    return {};
}

} // namespace

class TestLineLens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void empty();
    void agreesWithTheNaiveOne_data();
    void agreesWithTheNaiveOne();
    void openedMarkerStaysOpenWhileItGrows();
    void runOverManyBlocks();
};

void TestLineLens::empty()
{
    LineLens lens;
    lens.setHidden(0xffff);
    QCOMPARE(lens.rowCount(), 0);
    QVERIFY(!lens.setExpanded(0, true));
    QCOMPARE(lens.row(0).hiddenLines, 0);
}

void TestLineLens::agreesWithTheNaiveOne_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("runLength"); // of lines of one class, at most
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed << (seed % 3 == 0 ? 2000 : seed % 3 == 1 ? 3 : 70);
}

void TestLineLens::agreesWithTheNaiveOne()
{
    QFETCH(quint32, seed);
    QFETCH(int, runLength);
    QRandomGenerator random(seed);
    LineLens lens;
    NaiveLens naive;
    for (int step = 0; step < 60; ++step) {
        const int what = random.bounded(10);
        const qint64 count = qint64(naive.classes.size());
        if (what < 5 || count == 0) {
            std::vector<LineClass> more;
            for (int runs = random.bounded(4); runs >= 0; --runs)
                more.insert(more.end(), size_t(random.bounded(runLength)) + 1,
                            LineClass(random.bounded(6)));
            // An expanded run at the end goes on.
            bool extend = naive.resume || (count > 0 && naive.expanded.back());
            naive.resume = false;
            for (const LineClass c : more) {
                extend = extend && (naive.hidden & lineClassBit(c)) != 0;
                naive.classes.push_back(c);
                naive.expanded.push_back(extend);
            }
            lens.append(more);
        } else if (what == 5) {
            const qint64 line = random.bounded(int(count));
            const auto c = LineClass(random.bounded(6));
            naive.classes[size_t(line)] = c;
            lens.change(line, c);
        } else if (what == 6) {
            const qint64 kept = count - random.bounded(int(qMin<qint64>(count, 700)));
            if (kept < count)
                naive.resume = naive.expanded[size_t(kept)];
            naive.classes.resize(size_t(kept));
            naive.expanded.resize(size_t(kept));
            lens.truncate(kept);
        } else if (what == 7) {
            naive.hidden = LineClasses(random.bounded(64));
            lens.setHidden(naive.hidden);
        } else {
            lens.update();
            const qint64 line = random.bounded(int(count));
            if (what == 8 && naive.hides(size_t(line))) {
                qint64 first = line;
                qint64 last = line;
                while (first > 0 && naive.hides(size_t(first - 1)))
                    --first;
                while (last + 1 < count && naive.hides(size_t(last + 1)))
                    ++last;
                std::fill(naive.expanded.begin() + first, naive.expanded.begin() + last + 1, true);
                QVERIFY(lens.setExpanded(line, true));
            } else if (what == 9 && lens.isExpanded(line)) {
                QVERIFY(naive.expanded[size_t(line)]);
                lens.setExpanded(line, false);
                for (qint64 i = 0; i < count; ++i)
                    naive.expanded[size_t(i)] = lens.isExpanded(i);
                QVERIFY(!naive.expanded[size_t(line)]);
            }
        }
        lens.update();
        QCOMPARE(differenceOf(lens, naive, random), QString());
    }
}

void TestLineLens::openedMarkerStaysOpenWhileItGrows()
{
    LineLens lens;
    lens.setHidden(lineClassBit(LineClass::Progress));
    const std::vector<LineClass> first{LineClass::Plain, LineClass::Progress};
    lens.append(first);
    lens.update();
    QVERIFY(lens.setExpanded(1, true));
    lens.truncate(1); // the unfinished line comes again, and another one
    const std::vector<LineClass> again{LineClass::Progress, LineClass::Progress};
    lens.append(again);
    lens.update();
    QCOMPARE(lens.rowCount(), 3);
    const std::vector<LineClass> more{LineClass::Plain, LineClass::Progress};
    lens.append(more);
    lens.update();
    QCOMPARE(lens.rowCount(), 5);
    QVERIFY(lens.row(4).marker);
}

void TestLineLens::runOverManyBlocks()
{
    LineLens lens;
    lens.setHidden(lineClassBit(LineClass::Sql) | lineClassBit(LineClass::Debug));
    std::vector<LineClass> classes(100'000, LineClass::Sql);
    classes.front() = LineClass::Plain;
    classes.back() = LineClass::Plain;
    classes[70'000] = LineClass::Debug;
    lens.append(classes);
    lens.update();
    QCOMPARE(lens.rowCount(), 3);
    QCOMPARE(lens.row(1).hiddenLines, 99'998);
    QCOMPARE(lens.row(1).hiddenClasses, lens.hidden());
    QCOMPARE(lens.rowOfLine(55'555), 1);
    QVERIFY(lens.setExpanded(55'555, true));
    QCOMPARE(lens.rowCount(), 100'000);
    QVERIFY(lens.setExpanded(3, false));
    QCOMPARE(lens.rowCount(), 3);
}

QTEST_GUILESS_MAIN(TestLineLens)
#include "tst_linelens.moc"
