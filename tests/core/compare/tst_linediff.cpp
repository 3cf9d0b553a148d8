// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/linediff.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace CommandRunner;

using Sequence = std::vector<quint64>;

class TestLineDiff final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ends();
    void shortestOfSmall();
    void nearlyEqual();
    void nothingInCommon();
    void neverQuadratic_data();
    void neverQuadratic();
    void anchorsSurviveTheLimit();
    void canceled();
};

namespace {

// What the script makes of `a`; empty when it does not fit the sequences.
std::optional<Sequence> applied(const DiffScript &script, const Sequence &a, const Sequence &b)
{
    Sequence result;
    qint64 aAt = 0;
    qint64 bAt = 0;
    for (const DiffHunk &hunk : script.hunks) {
        if (hunk.a != aAt || hunk.b != bAt || hunk.aSize + hunk.bSize == 0)
            return std::nullopt;
        const auto aBegin = a.begin() + hunk.a;
        const auto bBegin = b.begin() + hunk.b;
        if (hunk.isEqual()
            && (hunk.aSize != hunk.bSize || !std::equal(aBegin, aBegin + hunk.aSize, bBegin)))
            return std::nullopt;
        result.insert(result.end(), bBegin, bBegin + hunk.bSize);
        aAt += hunk.aSize;
        bAt += hunk.bSize;
    }
    if (aAt != qint64(a.size()) || bAt != qint64(b.size()))
        return std::nullopt;
    return result;
}

qint64 equalIn(const DiffScript &script)
{
    qint64 count = 0;
    for (const DiffHunk &hunk : script.hunks)
        count += hunk.isEqual() ? hunk.aSize : 0;
    return count;
}

// The length of the longest common subsequence, by the book.
qint64 longestCommon(const Sequence &a, const Sequence &b)
{
    std::vector<qint64> row(b.size() + 1);
    for (const quint64 value : a) {
        qint64 diagonal = 0;
        for (size_t k = 0; k < b.size(); ++k) {
            const qint64 above = row[k + 1];
            row[k + 1] = value == b[k] ? diagonal + 1 : std::max(above, row[k]);
            diagonal = above;
        }
    }
    return row.back();
}

Sequence randomSequence(QRandomGenerator &random, int length, int values)
{
    Sequence result;
    for (int i = 0; i < length; ++i)
        result.push_back(quint64(random.bounded(values)) * 0x9e3779b97f4a7c15);
    return result;
}

} // namespace

void TestLineDiff::ends()
{
    const Sequence some{1, 2, 3};
    QVERIFY(diffSequences({}, {})->hunks.empty());
    const auto same = diffSequences(some, some);
    QCOMPARE(same->hunks, (std::vector<DiffHunk>{{DiffHunk::Kind::Equal, 0, 0, 3, 3}}));
    const auto added = diffSequences({}, some);
    QCOMPARE(added->hunks, (std::vector<DiffHunk>{{DiffHunk::Kind::Added, 0, 0, 0, 3}}));
    const auto removed = diffSequences(some, {});
    QCOMPARE(removed->hunks, (std::vector<DiffHunk>{{DiffHunk::Kind::Removed, 0, 0, 3, 0}}));
    const auto middle = diffSequences(some, Sequence{1, 7, 8, 3});
    QCOMPARE(middle->hunks,
             (std::vector<DiffHunk>{{DiffHunk::Kind::Equal, 0, 0, 1, 1},
                                    {DiffHunk::Kind::Removed, 1, 1, 1, 0},
                                    {DiffHunk::Kind::Added, 2, 1, 0, 2},
                                    {DiffHunk::Kind::Equal, 2, 3, 1, 1}}));
}

void TestLineDiff::shortestOfSmall()
{
    QRandomGenerator random(20261121);
    for (int round = 0; round < 6000; ++round) {
        const int values = 1 + int(random.bounded(12));
        const Sequence a = randomSequence(random, int(random.bounded(40)), values);
        const Sequence b = randomSequence(random, int(random.bounded(40)), values);
        const auto script = diffSequences(a, b);
        QCOMPARE(applied(*script, a, b), std::optional(b));
        QCOMPARE(equalIn(*script), longestCommon(a, b));
        QVERIFY(!script->approximate);
        for (size_t i = 1; i < script->hunks.size(); ++i)
            QVERIFY(script->hunks[i].kind != script->hunks[i - 1].kind);
    }
}

void TestLineDiff::nearlyEqual()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 30; ++round) {
        const Sequence a = randomSequence(random, 1500, round % 2 ? 40 : 1'000'000);
        Sequence b = a;
        for (int edit = 0; edit < 60; ++edit) {
            const auto at = qsizetype(random.bounded(int(b.size())));
            if (random.bounded(2) == 0)
                b.erase(b.begin() + at);
            else
                b.insert(b.begin() + at, random.bounded(1000));
        }
        const auto script = diffSequences(a, b);
        QCOMPARE(applied(*script, a, b), std::optional(b));
        QCOMPARE(equalIn(*script), longestCommon(a, b));
    }
}

void TestLineDiff::nothingInCommon()
{
    Sequence a;
    Sequence b;
    for (quint64 i = 0; i < 300'000; ++i) {
        a.push_back(2 * i);
        b.push_back(2 * i + 1);
    }
    const auto script = diffSequences(a, b);
    QCOMPARE(script->hunks.size(), size_t(2));
    QVERIFY(!script->approximate);
}

void TestLineDiff::neverQuadratic_data()
{
    QTest::addColumn<int>("values");
    QTest::newRow("few values, in any order") << 5;
    QTest::newRow("many values") << 20'000;
    QTest::newRow("hardly any twice") << 2'000'000'000;
}

// The same values in another order: a quadratic way takes thousands of millions of steps, which the
// bound is far below.
void TestLineDiff::neverQuadratic()
{
    QFETCH(const int, values);
    QRandomGenerator random(11);
    const Sequence a = randomSequence(random, 60'000, values);
    Sequence b = a;
    std::shuffle(b.begin(), b.end(), random);
    qint64 asked = 0;
    const auto script = diffSequences(a, b, [&asked] { return ++asked < 1000; });
    QVERIFY2(script, "it takes more than 1000 million steps");
    QVERIFY(script->approximate);
    QCOMPARE(applied(*script, a, b), std::optional(b));
    QVERIFY(equalIn(*script) > 100);
}

// Two parts in common, and between them more edits than are looked for: what is there once on both
// sides still finds its other.
void TestLineDiff::anchorsSurviveTheLimit()
{
    QRandomGenerator random(5);
    const auto noise = [&random] {
        return randomSequence(random, 8'000, 300);
    };
    Sequence a = noise();
    Sequence b = noise();
    for (quint64 anchor = 1; anchor <= 20; ++anchor) {
        for (Sequence *side : {&a, &b}) {
            side->push_back(anchor);
            const Sequence more = noise();
            side->insert(side->end(), more.begin(), more.end());
        }
    }
    const auto script = diffSequences(a, b);
    QVERIFY(script->approximate);
    QCOMPARE(applied(*script, a, b), std::optional(b));
    quint64 kept = 0;
    for (const DiffHunk &hunk : script->hunks) {
        for (qint64 i = 0; hunk.isEqual() && i < hunk.aSize; ++i)
            kept += a[size_t(hunk.a + i)] >= 1 && a[size_t(hunk.a + i)] <= 20 ? 1 : 0;
    }
    QCOMPARE(kept, quint64(20));
}

void TestLineDiff::canceled()
{
    QRandomGenerator random(3);
    const Sequence a = randomSequence(random, 200'000, 50);
    const Sequence b = randomSequence(random, 200'000, 50);
    int asked = 0;
    QVERIFY(!diffSequences(a, b, [&asked] { return ++asked < 3; }));
    QCOMPARE(asked, 3);
}

QTEST_APPLESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
