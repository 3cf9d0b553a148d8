// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/diffrows.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;

using Kind = DiffHunk::Kind;
using Row = DiffRow::Kind;

class TestDiffRows final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothing();
    void foldsAroundADifference();
    void expands();
    void findsDifferences();
    void everyLineOnce();
};

void TestDiffRows::nothing()
{
    QCOMPARE(DiffRows().count(), 0);
    QCOMPARE(DiffRows(DiffScript()).count(), 0);
    const DiffRows same(DiffScript{{{Kind::Equal, 0, 0, 100, 100}}, false});
    QCOMPARE(same.count(), 1);
    QCOMPARE(same.at(0).kind, Row::Fold);
    QCOMPARE(same.at(0).folded, 100);
    QCOMPARE(same.differenceCount(), 0);
    QCOMPARE(same.differenceAt(0), -1);
}

void TestDiffRows::foldsAroundADifference()
{
    const DiffRows rows(DiffScript{{{Kind::Equal, 0, 0, 20, 20},
                                    {Kind::Changed, 20, 20, 2, 2},
                                    {Kind::Removed, 22, 22, 1, 0},
                                    {Kind::Equal, 23, 22, 7, 7},
                                    {Kind::Added, 30, 29, 0, 2},
                                    {Kind::Equal, 30, 31, 50, 50}},
                                   false});
    // fold, 3 before, 2 changed, 1 removed, 7 (a fold would save nothing), 2 added, 3 behind, fold
    QCOMPARE(rows.count(), 1 + 3 + 2 + 1 + 7 + 2 + 3 + 1);
    QCOMPARE(rows.at(0).kind, Row::Fold);
    QCOMPARE(rows.at(0).folded, 17);
    QCOMPARE(rows.at(0).a, 0);
    QCOMPARE(rows.at(1).a, 17);
    QCOMPARE(rows.at(4).kind, Row::Changed);
    QCOMPARE(rows.at(5).a, 21);
    QCOMPARE(rows.at(5).b, 21);
    QCOMPARE(rows.at(6).kind, Row::Removed);
    QCOMPARE(rows.at(6).b, -1);
    QCOMPARE(rows.at(7).a, 23);
    QCOMPARE(rows.at(7).b, 22);
    QCOMPARE(rows.at(14).kind, Row::Added);
    QCOMPARE(rows.at(14).a, -1);
    QCOMPARE(rows.at(15).b, 30);
    QCOMPARE(rows.at(18).kind, Row::Equal);
    QCOMPARE(rows.at(18).a, 32);
    QCOMPARE(rows.at(19).folded, 47);
    QCOMPARE(rows.at(19).b, 34);
}

void TestDiffRows::expands()
{
    DiffRows rows(DiffScript{
        {{Kind::Equal, 0, 0, 20, 20}, {Kind::Added, 20, 20, 0, 1}, {Kind::Equal, 20, 21, 20, 20}},
        false});
    QCOMPARE(rows.count(), 9);
    rows.expand(0);
    QCOMPARE(rows.count(), 25);
    QCOMPARE(rows.at(0).kind, Row::Equal);
    QCOMPARE(rows.at(19).a, 19);
    QVERIFY(!rows.isFolded(0));
    QVERIFY(rows.isFolded(2));
    rows.setAllExpanded(true);
    QCOMPARE(rows.count(), 41);
    rows.setAllExpanded(false);
    QCOMPARE(rows.count(), 9);
}

void TestDiffRows::findsDifferences()
{
    const DiffRows rows(DiffScript{{{Kind::Removed, 0, 0, 1, 0},
                                    {Kind::Added, 1, 0, 0, 1},
                                    {Kind::Equal, 1, 1, 2, 2},
                                    {Kind::Changed, 3, 3, 2, 2}},
                                   false});
    QCOMPARE(rows.differenceCount(), 2); // removed and added are one
    QCOMPARE(rows.rowOfDifference(0), 0);
    QCOMPARE(rows.rowOfDifference(1), 4);
    QCOMPARE(rows.differenceAt(1), 0);
    QCOMPARE(rows.differenceAt(3), 0);
    QCOMPARE(rows.differenceAt(5), 1);
}

// Opened: each line of both sides stands in exactly one row, in order. Folded: rowOfLine() finds
// the row or the fold of every line.
void TestDiffRows::everyLineOnce()
{
    QRandomGenerator random(42);
    for (int round = 0; round < 200; ++round) {
        DiffScript script;
        qint64 a = 0;
        qint64 b = 0;
        const int hunks = int(random.bounded(20));
        for (int i = 0; i < hunks; ++i) {
            const qint64 size = 1 + qint64(random.bounded(30));
            const auto kind = i % 2 == 0 ? Kind::Equal : Kind(1 + random.bounded(3));
            const DiffHunk hunk{kind, a, b, kind == Kind::Added ? 0 : size,
                                kind == Kind::Removed ? 0 : size};
            script.hunks.push_back(hunk);
            a += hunk.aSize;
            b += hunk.bSize;
        }
        DiffRows rows(script);
        for (qint64 line = 0; line < a; ++line) {
            const DiffRow row = rows.at(rows.rowOfLine(line, false));
            QVERIFY(row.kind == Row::Fold ? line >= row.a && line < row.a + row.folded
                                          : row.a == line);
        }
        for (qint64 line = 0; line < b; ++line) {
            const DiffRow row = rows.at(rows.rowOfLine(line, true));
            QVERIFY(row.kind == Row::Fold ? line >= row.b && line < row.b + row.folded
                                          : row.b == line);
        }
        rows.setAllExpanded(true);
        qint64 nextA = 0;
        qint64 nextB = 0;
        for (qint64 i = 0; i < rows.count(); ++i) {
            const DiffRow row = rows.at(i);
            QVERIFY(row.kind != Row::Fold);
            if (row.a >= 0)
                QCOMPARE(row.a, nextA++);
            if (row.b >= 0)
                QCOMPARE(row.b, nextB++);
        }
        QCOMPARE(nextA, a);
        QCOMPARE(nextB, b);
    }
}

QTEST_APPLESS_MAIN(TestDiffRows)
#include "tst_diffrows.moc"
