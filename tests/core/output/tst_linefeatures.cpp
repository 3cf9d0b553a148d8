// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/levellines.h"
#include "core/output/linefeatures.h"
#include "core/output/logscanner.h"
#include "core/output/progresslines.h"
#include "core/output/sqllines.h"
#include "tests/support/logfiles.h"

#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr std::uint8_t everyFeature = 0xff;

// What lines that mean something are made of, whole and in pieces, and what stands between.
const QByteArrayList &fragments()
{
    static const QByteArrayList list{"ERROR",
                                     "error",
                                     "Error: ",
                                     "error[E0308]: ",
                                     "CRITICAL",
                                     "[critical]",
                                     "FATAL ",
                                     "[fatal]",
                                     "fatal: ",
                                     "SEVERE",
                                     "PANIC:",
                                     "panic: ",
                                     "thread 'main' panicked at ",
                                     "[FTL]",
                                     "[ERR]",
                                     "[err]",
                                     "java.lang.Exception: ",
                                     "Traceback (most recent call last)",
                                     "Caused by: ",
                                     "Uncaught ",
                                     "npm ERR! ",
                                     "npm error ",
                                     "make: *** ",
                                     "FAILED tests/a.py::b",
                                     "FAIL: ",
                                     "E   assert",
                                     "level=error ",
                                     "level=\"fatal\" ",
                                     "\"level\":\"panic\"",
                                     "level=critical",
                                     "WARN ",
                                     "WARNING:",
                                     "warning: ",
                                     "[warn]",
                                     "[WRN]",
                                     "UserWarning: ",
                                     "npm warn ",
                                     "warn: ",
                                     "level=warn",
                                     "\"level\": \"warning\"",
                                     "DEBUG ",
                                     "[debug]",
                                     "debug: ",
                                     "dbug: ",
                                     "TRACE ",
                                     "[trace]",
                                     "[DBG]",
                                     "level=trace",
                                     "\"level\":\"debug\"",
                                     "(0.001) ",
                                     "SELECT a FROM b",
                                     "; args=(1,)",
                                     "; (params ())",
                                     "UPDATE x",
                                     "INFO sqlalchemy.engine.Engine ",
                                     "(0.5ms)  ",
                                     "User Load ",
                                     "Hibernate: ",
                                     "o.h.SQL ",
                                     "org.hibernate.orm.jdbc.bind ",
                                     "org.hibernate.type.descriptor.sql.BasicBinder ",
                                     "prisma:query ",
                                     "Executing (default): ",
                                     "Executed DbCommand (2ms) [",
                                     "dbug: Microsoft.EntityFrameworkCore.Database.Command[",
                                     "12%",
                                     "100 %",
                                     " 45.5% done",
                                     "3/10",
                                     "3 / 10",
                                     "1.2MB/3.4MB",
                                     "5k/10k",
                                     "2 of 7",
                                     "2 MB of 7",
                                     "  % Total    % Received % Xferd",
                                     "  Dload  Upload   Total",
                                     "Duration: 00:01:02.5, ",
                                     "100K .......... .......... 99%",
                                     "a.py . [ 50%]",
                                     "\r",
                                     "\x1b[31m",
                                     "\x1b",
                                     "(",
                                     ")",
                                     " ",
                                     "  ",
                                     ": ",
                                     "/",
                                     "2026-03-14 09:26:53.123 ",
                                     "shop.orders ",
                                     "of ",
                                     "order 1234 of customer",
                                     "errors found",
                                     "\xc3\xa9",
                                     "\xff",
                                     "pmstatus:a:45.0:x",
                                     "dlstatus:b",
                                     "9",
                                     "x",
                                     "=",
                                     "\""};
    return list;
}

QByteArray randomLine(QRandomGenerator &random)
{
    QByteArray line;
    for (int left = random.bounded(5); left > 0; --left)
        line += fragments().at(random.bounded(int(fragments().size())));
    return line;
}

// Without a carriage return at its end, which would be part of how the line ends.
QByteArray randomText(QRandomGenerator &random)
{
    QByteArray line = randomLine(random);
    while (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

class TestLineFeatures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void missesNothing();
    void findsTheFirst();
    void scannerAgrees_data();
    void scannerAgrees();
};

// A pattern that is not tried, since its text is not there, would not have matched.
void TestLineFeatures::missesNothing()
{
    const LineFeatures features;
    const LevelLines levels;
    const SqlLines sql;
    const ProgressLines progress;
    QRandomGenerator random(1);
    for (int round = 0; round < 40'000; ++round) {
        const QByteArray line = randomLine(random);
        const std::uint8_t found = features.of(line);
        QVERIFY2(found & EscapeFeature || !line.chopped(!line.isEmpty()).contains('\x1b'), line);
        QVERIFY2(found & ProgressFeature || !line.contains('\r'), line);
        if (line.contains('\x1b'))
            continue;
        QVERIFY2(levels.levelOf(line, found) == levels.levelOf(line, everyFeature), line);
        SqlLines::State state;
        if (!(found & SqlFeature))
            QVERIFY2(sql.look(state, line, line, true) == SqlLines::Verdict::No, line);
        ProgressLines::State series;
        std::optional<double> told;
        if (!(found & ProgressFeature) && !ProgressLines::isStatusLine(line)) {
            QVERIFY2(progress.look(series, line, false, told) == ProgressLines::Verdict::No, line);
            QVERIFY2(series.duration == 0, line);
        }
    }
}

void TestLineFeatures::findsTheFirst()
{
    const LineFeatures features;
    QRandomGenerator random(2);
    for (int round = 0; round < 10'000; ++round) {
        QByteArray text;
        qsizetype expected = -1; // the beginning of the first line that has a feature
        for (int line = 0; line < 6; ++line) {
            const QByteArray bytes = random.bounded(3) > 0 ? "plain text, nothing to see"_ba
                                                           : randomText(random);
            if (expected < 0 && (features.of(bytes) != 0 || bytes.endsWith('\x1b')))
                expected = text.size();
            text += bytes + (random.bounded(2) ? "\n" : "\r\n");
        }
        const char *const end = text.constData() + text.size();
        const char *const place = features.first(text.constData(), end);
        if (expected < 0) {
            QVERIFY2(place == end, text);
        } else {
            const qsizetype at = place - text.constData();
            QVERIFY2(at >= expected && at <= text.indexOf('\n', expected), text);
        }
    }
}

void TestLineFeatures::scannerAgrees_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("plain"); // of so many lines all but one are plain
    QTest::addRow("dense") << 3u << 1;
    QTest::addRow("mixed") << 4u << 3;
    QTest::addRow("sparse") << 5u << 40;
}

// The scanner passes plain lines without classifying them one by one.
void TestLineFeatures::scannerAgrees()
{
    QFETCH(quint32, seed);
    QFETCH(int, plain);
    QRandomGenerator random(seed);
    LineClassifier classifier;
    std::vector<LineClass> expected;
    std::vector<LineClassChange> changes;
    QByteArray text;
    for (int number = 0; number < 20'000; ++number) {
        const QByteArray line = random.bounded(plain) > 0
            ? QByteArray("order ") + QByteArray::number(number) + " stored"
            : randomText(random).replace('\x1b', '~');
        text += line + (random.bounded(4) ? "\n" : "\r\n");
        expected.push_back(classifier.classify(number, LineSample::of(line), OutputStream::Standard,
                                               changes));
    }
    for (const LineClassChange &change : changes)
        expected[size_t(change.line)] = change.after;
    LogFiles files;
    files.write(text);
    LogScanner scanner(files.logPath(), files.indexPath());
    while (scanner.step()) {}
    const IndexBatch batch = scanner.takeBatch(false);
    QCOMPARE(batch.classes.size(), expected.size());
    for (size_t line = 0; line < expected.size(); ++line)
        QVERIFY2(batch.classes[line] == expected[line], QByteArray::number(qint64(line)));
    QCOMPARE(batch.progress, classifier.progress());
}

QTEST_GUILESS_MAIN(TestLineFeatures)
#include "tst_linefeatures.moc"
