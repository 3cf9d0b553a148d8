// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztargets.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 400;

const QByteArrayList &pieces()
{
    static const QByteArrayList all{"\n",
                                    "\r\n",
                                    "\r",
                                    "\b",
                                    "\t",
                                    "\x1b[2A",
                                    "\x1b[3B",
                                    "\x1b[2K",
                                    "\x1b[J",
                                    "\x1b[31m",
                                    "\x1b[38;5;9m",
                                    "\x1b[m",
                                    "\0337",
                                    "\0338",
                                    "\x1b]8;;u\x07",
                                    "\x1b]0;t",
                                    "\x1b\\",
                                    "\x1b[?1049h",
                                    "\x1b[?1049l",
                                    "\xe4\xb8\xad",
                                    "\xcc\x81",
                                    "\xf0\x9f\x91\xa9",
                                    "\xe2\x80\x8d",
                                    "\xef\xb8\x8f",
                                    "\xf0\x9f\x87\xa9",
                                    "\xe2\x80\xae",
                                    "50% ",
                                    "3/4",
                                    "(0.001) SELECT 1",
                                    "; args=()",
                                    "ERROR: x",
                                    "\xff",
                                    "\xc2\x9b",
                                    "text"};
    return all;
}

} // namespace

class TestFuzzTargets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rounds_data();
    void rounds();
    void regressions_data() { rounds_data(); }
    void regressions();
};

void TestFuzzTargets::rounds_data()
{
    QTest::addColumn<int>("target");
    int i = 0;
    for (const FuzzTarget &target : fuzzTargets())
        QTest::newRow(target.name) << i++;
}

// Random bytes and pieces of what matters, the same in each run.
void TestFuzzTargets::rounds()
{
    QFETCH(int, target);
    QRandomGenerator random(20261120);
    for (int round = 0; round < ::rounds; ++round) {
        QByteArray bytes;
        for (int i = random.bounded(60); i > 0; --i) {
            if (random.bounded(3) == 0)
                bytes.append(char(random.bounded(256)));
            else
                bytes.append(pieces().at(random.bounded(int(pieces().size()))));
        }
        fuzzTargets()[size_t(target)].run(bytes);
    }
}

// What libFuzzer found once: tests/fuzz/regressions/<target>/*.
void TestFuzzTargets::regressions()
{
    QFETCH(int, target);
    const FuzzTarget &wanted = fuzzTargets()[size_t(target)];
    const QDir folder(u"%1/fuzz/regressions/%2"_s.arg(
        QStringLiteral(COMMANDRUNNER_TEST_DATA).chopped(5), QLatin1StringView(wanted.name)));
    for (const QFileInfo &info : folder.entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        wanted.run(file.readAll());
    }
}

QTEST_GUILESS_MAIN(TestFuzzTargets)
#include "tst_fuzztargets.moc"
