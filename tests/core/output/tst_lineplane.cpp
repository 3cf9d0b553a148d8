// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linelens.h"

#include <QList>
#include <QRandomGenerator>
#include <QTest>

#include <set>

using namespace CommandRunner;

namespace {

// Rows by the plain rules: a line is left out, folded or shown; neighbouring folded lines, whatever
// is left out between them, are one marker.
struct NaivePlanes {
    struct Layer {
        LensPlane::Role role;
        std::set<qint64> lines;
        int before = 0;
        int after = 0;
    };
    qint64 count = 0;
    std::vector<LineClass> classes;
    LineClasses hidden = 0;
    std::vector<Layer> layers;
    bool any = false;
    qint64 pendingFrom = std::numeric_limits<qint64>::max();

    bool leavesOut(qint64 line) const
    {
        bool includes = false;
        bool all = true;
        bool one = false;
        for (const Layer &layer : layers) {
            if (layer.role == LensPlane::Role::Exclude && layer.lines.contains(line))
                return true;
            if (layer.role != LensPlane::Role::Include)
                continue;
            includes = true;
            const auto match = layer.lines.lower_bound(line - layer.after);
            const bool passes = match != layer.lines.end() && *match <= line + layer.before;
            all = all && passes;
            one = one || passes;
        }
        return line >= pendingFrom || (includes && !(any ? one : all));
    }
    bool folds(qint64 line) const
    {
        if (hidden & lineClassBit(classes[size_t(line)]))
            return true;
        return std::any_of(layers.begin(), layers.end(), [line](const Layer &layer) {
            return layer.role == LensPlane::Role::Fold && layer.lines.contains(line);
        });
    }
    QList<OutputRow> rows() const
    {
        QList<OutputRow> result;
        for (qint64 line = 0; line < count; ++line) {
            if (leavesOut(line))
                continue;
            if (!folds(line)) {
                result.append({false, line, 0, 0, 0});
                continue;
            }
            if (result.isEmpty() || !result.constLast().marker)
                result.append({true, line, 0, 0, 0});
            ++result.last().hiddenLines;
        }
        return result;
    }
};

QString differenceOf(const LineLens &lens, const NaivePlanes &naive)
{
    const QList<OutputRow> rows = naive.rows();
    if (lens.rowCount() != rows.size())
        return QStringLiteral("%1 rows, not %2").arg(lens.rowCount()).arg(rows.size());
    for (qint64 i = 0; i < rows.size(); ++i) {
        const OutputRow row = lens.row(i);
        const OutputRow &wanted = rows.at(i);
        if (row.marker != wanted.marker || row.line != wanted.line
            || row.hiddenLines != wanted.hiddenLines)
            return QStringLiteral("row %1: line %2, not %3; %4 hidden, not %5")
                .arg(i)
                .arg(row.line)
                .arg(wanted.line)
                .arg(row.hiddenLines)
                .arg(wanted.hiddenLines);
        if (lens.rowOfLine(row.line) != i)
            return QStringLiteral("row of line %1").arg(row.line);
    }
    for (qint64 line = 0; line < naive.count; line += 37) {
        if (lens.isLeftOut(line) != naive.leavesOut(line))
            return QStringLiteral("line %1 left out").arg(line);
    }
    return {};
}

} // namespace

class TestLinePlane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bits();
    void isSparse();
    void agreesWithASet();
    void lensAgreesWithTheNaiveOne_data();
    void lensAgreesWithTheNaiveOne();
    void contextReachesAcrossBlocks();
    void markerNamesItsPlanes();
    void everythingLeftOut();
};

void TestLinePlane::bits()
{
    LinePlane plane;
    QVERIFY(!plane.test(5));
    QVERIFY(!plane.any(0, 100'000));
    plane.set(5);
    plane.set(5);
    plane.set(1000);
    QCOMPARE(plane.count(), 2);
    QVERIFY(plane.test(5) && plane.test(1000) && !plane.test(6));
    QVERIFY(plane.any(5, 6) && !plane.any(6, 1000) && plane.any(6, 1001));
    QCOMPARE(plane.countBefore(5), 0);
    QCOMPARE(plane.countBefore(6), 1);
    QCOMPARE(plane.countBefore(1'000'000), 2);
    plane.clear(0, 6);
    QCOMPARE(plane.count(), 1);
    QVERIFY(plane.isEmptyBlock(0));
    plane.truncate(1000);
    QCOMPARE(plane.count(), 0);
    plane.set(100'000);
    QVERIFY(plane.blockCount() > 195);
    plane.truncate(0);
    QCOMPARE(plane.blockCount(), 0);
}

void TestLinePlane::isSparse()
{
    LinePlane plane;
    for (qint64 line = 0; line < 10'000'000; line += 100'000)
        plane.set(line);
    QVERIFY2(plane.memoryBytes() < 50'000, qPrintable(QString::number(plane.memoryBytes())));
    LinePlane dense;
    for (qint64 line = 0; line < 1'000'000; ++line)
        dense.set(line);
    QVERIFY(dense.memoryBytes() < 1'000'000 / 8 * 12 / 10);
    dense.clear(0, 1'000'000);
    QCOMPARE(dense.count(), 0);
}

void TestLinePlane::agreesWithASet()
{
    QRandomGenerator random(7);
    LinePlane plane;
    std::set<qint64> naive;
    for (int step = 0; step < 3000; ++step) {
        const qint64 line = random.bounded(5000);
        const qint64 end = line + random.bounded(1500);
        switch (random.bounded(8)) {
        case 0:
            plane.clear(line, end);
            naive.erase(naive.lower_bound(line), naive.lower_bound(end));
            break;
        case 1:
            plane.truncate(end);
            naive.erase(naive.lower_bound(end), naive.end());
            break;
        default:
            plane.set(line);
            naive.insert(line);
        }
        QCOMPARE(plane.count(), qint64(naive.size()));
        QCOMPARE(plane.test(line), naive.contains(line));
        QCOMPARE(plane.any(line, end), naive.lower_bound(line) != naive.lower_bound(end));
        QCOMPARE(plane.countBefore(line),
                 qint64(std::distance(naive.begin(), naive.lower_bound(line))));
        const auto after = naive.upper_bound(line);
        const qint64 next = nextLineOf(7000, line, false,
                                       [&plane](qint64 block) { return plane.words(block); });
        QCOMPARE(next, naive.empty() ? -1 : after == naive.end() ? *naive.begin() : *after);
        const auto before = naive.lower_bound(line);
        const qint64 previous = nextLineOf(7000, line, true,
                                           [&plane](qint64 block) { return plane.words(block); });
        QCOMPARE(previous,
                 naive.empty()                 ? -1
                     : before == naive.begin() ? *naive.rbegin()
                                               : *std::prev(before));
    }
}

void TestLinePlane::lensAgreesWithTheNaiveOne_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLinePlane::lensAgreesWithTheNaiveOne()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    LineLens lens;
    NaivePlanes naive;
    std::deque<LinePlane> planes(size_t(random.bounded(1, 6)));
    std::vector<LensPlane> layers;
    for (LinePlane &plane : planes) {
        const auto role = LensPlane::Role(random.bounded(3));
        const bool context = role == LensPlane::Role::Include && random.bounded(2) == 0;
        const int before = context ? random.bounded(random.bounded(2) ? 5 : 512) : 0;
        const int after = context ? random.bounded(random.bounded(2) ? 5 : 512) : 0;
        layers.push_back({&plane, role, before, after});
        naive.layers.push_back({role, {}, before, after});
    }
    naive.any = random.bounded(2) == 0;
    naive.hidden = LineClasses(random.bounded(64));
    lens.setHidden(naive.hidden);
    lens.setPlanes(layers, naive.any);
    for (int step = 0; step < 25; ++step) {
        const qint64 before = naive.count;
        const int what = random.bounded(8);
        if (what < 4 || naive.count == 0) {
            std::vector<LineClass> more(size_t(random.bounded(1, 700)));
            for (LineClass &c : more)
                c = random.bounded(3) ? LineClass::Plain : LineClass(random.bounded(6));
            naive.classes.insert(naive.classes.end(), more.begin(), more.end());
            naive.count = qint64(naive.classes.size());
            lens.append(more);
            for (size_t i = 0; i < planes.size(); ++i) {
                const int every = 1 + random.bounded(random.bounded(2) ? 3 : 300);
                for (qint64 line = before; line < naive.count; ++line) {
                    if (random.bounded(every) == 0) {
                        planes[i].set(line);
                        naive.layers[i].lines.insert(line);
                    }
                }
            }
            lens.planesChanged(before);
        } else if (what == 4) {
            const size_t i = size_t(random.bounded(int(planes.size())));
            const qint64 first = random.bounded(int(naive.count));
            const qint64 end = first + random.bounded(900);
            planes[i].clear(first, end);
            auto &lines = naive.layers[i].lines;
            lines.erase(lines.lower_bound(first), lines.lower_bound(end));
            lens.planesChanged(first);
        } else if (what == 5) {
            naive.count -= random.bounded(int(qMin<qint64>(naive.count, 600)));
            naive.classes.resize(size_t(naive.count));
            lens.truncate(naive.count);
            for (size_t i = 0; i < planes.size(); ++i) {
                planes[i].truncate(naive.count);
                auto &lines = naive.layers[i].lines;
                lines.erase(lines.lower_bound(naive.count), lines.end());
            }
            lens.planesChanged(naive.count);
        } else if (what == 6) {
            naive.pendingFrom = random.bounded(3) ? std::numeric_limits<qint64>::max()
                                                  : random.bounded(int(naive.count));
            lens.setPendingFrom(naive.pendingFrom);
        } else {
            naive.any = !naive.any;
            lens.setPlanes(layers, naive.any);
        }
        lens.update();
        QCOMPARE(differenceOf(lens, naive), QString());
    }
}

void TestLinePlane::contextReachesAcrossBlocks()
{
    LineLens lens;
    lens.append(std::vector<LineClass>(3000, LineClass::Plain));
    LinePlane plane;
    plane.set(1024);
    lens.setPlanes({{&plane, LensPlane::Role::Include, 512, 512}}, false);
    QCOMPARE(lens.rowCount(), 1025);
    QCOMPARE(lens.row(0).line, 512);
    QCOMPARE(lens.row(1024).line, 1536);
    QCOMPARE(lens.rowOfLine(2999), 1024); // left out: the row above
    QCOMPARE(lens.rowOfLine(0), 0);
}

void TestLinePlane::markerNamesItsPlanes()
{
    LineLens lens;
    lens.append(std::vector<LineClass>(100, LineClass::Plain));
    LinePlane one;
    LinePlane two;
    LinePlane left;
    one.set(10);
    left.set(11);
    two.set(12);
    two.set(50);
    lens.setPlanes({{&one, LensPlane::Role::Fold, 0, 0},
                    {&left, LensPlane::Role::Exclude, 0, 0},
                    {&two, LensPlane::Role::Fold, 0, 0}},
                   false);
    const OutputRow marker = lens.row(10);
    QVERIFY(marker.marker);
    QCOMPARE(marker.hiddenLines, 2);
    QCOMPARE(marker.hiddenRules, quint64(3));
    QCOMPARE(marker.hiddenClasses, 0);
    QCOMPARE(lens.row(lens.rowOfLine(50)).hiddenRules, quint64(2));
    QVERIFY(lens.setExpanded(12, true));
    QCOMPARE(lens.rowCount(), 99);
    QVERIFY(lens.isExpanded(10));
    QVERIFY(lens.setExpanded(10, false));
    QCOMPARE(lens.rowCount(), 98);
}

void TestLinePlane::everythingLeftOut()
{
    LineLens lens;
    lens.append(std::vector<LineClass>(1000, LineClass::Error));
    const LinePlane none;
    lens.setPlanes({{&none, LensPlane::Role::Include, 3, 3}}, false);
    QCOMPARE(lens.rowCount(), 0);
    QCOMPARE(lens.rowOfLine(5), -1);
    QCOMPARE(lens.nextOfClass(LineClass::Error, 0, false), -1);
    QVERIFY(!lens.hasClassIn(LineClass::Error, 0, 1000));
    lens.setPlanes({}, false);
    QCOMPARE(lens.rowCount(), 1000);
}

QTEST_GUILESS_MAIN(TestLinePlane)
#include "tst_lineplane.moc"
