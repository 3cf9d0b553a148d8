// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/run/runfixture.h"

#include <QCryptographicHash>
#include <QProcess>
#include <QRandomGenerator>

#include <cmath>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// Runs of which nobody thought: whatever the child writes, in whatever pieces, and however it ends,
// the log holds exactly that. COMMANDRUNNER_RANDOM_RUNS=N makes more of them,
// COMMANDRUNNER_RANDOM_SEED=S others.
class TestRandomRuns final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void logIsWhatTheChildWrote_data();
    void logIsWhatTheChildWrote();
};

namespace {

constexpr int usualRuns = 30;

struct Piece {
    QByteArray out;
    QByteArray err;
};

// What these verbs write when a plain QProcess runs them.
Piece written(const QStringList &verbs)
{
    QProcess process;
    process.start(RunFixture::testchild(), verbs);
    if (!process.waitForFinished(60'000))
        return {"the child did not end", {}};
    return {process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace

void TestRandomRuns::logIsWhatTheChildWrote_data()
{
    QTest::addColumn<quint32>("seed");
    bool given = false;
    int count = qEnvironmentVariableIntValue("COMMANDRUNNER_RANDOM_RUNS", &given);
    if (!given)
        count = usualRuns;
    const auto first = quint32(qEnvironmentVariableIntValue("COMMANDRUNNER_RANDOM_SEED"));
    for (int i = 0; i < count; ++i)
        QTest::addRow("seed %u", first + quint32(i)) << first + quint32(i);
}

void TestRandomRuns::logIsWhatTheChildWrote()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const auto size = [&random] {
        const int digits = random.bounded(7);
        return QString::number(random.bounded(int(std::pow(10, digits)) + 1));
    };
    const auto pieces = [&](const QString &where) {
        return QStringList{u"pieces"_s, where, size(), QString::number(random.bounded(1 << 30))};
    };
    enum Kind { Exits, KillsItself, LeavesGrandchild, IsKilled, Kinds };
    const auto kind = Kind(seed % Kinds);

    QStringList verbs;
    Piece expected;
    if (kind == LeavesGrandchild) {
        // Each has a stream of its own, so that what is expected does not depend on who is first.
        const QStringList child = pieces(u"out"_s);
        const QStringList grandchild = pieces(u"err"_s);
        verbs = QStringList{u"own-session-child"_s} + child
            + QStringList{u"--"_s, u"sleep"_s, QString::number(random.bounded(50))} + grandchild;
        expected = {written(child).out, written(grandchild).err};
    } else {
        verbs = pieces(u"both"_s);
        expected = written(verbs);
        if (kind == KillsItself)
            verbs += {u"signal"_s, u"9"_s};
        if (kind == IsKilled)
            verbs += u"sleep-forever"_s;
    }

    RunFixture fixture;
    const QString folder = fixture.launch(fixture.request(verbs));
    RunFollower follower(folder);
    QSignalSpy grew(&follower, &RunFollower::outputGrew);
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    const qint64 whole = expected.out.size() + expected.err.size();
    if (kind == IsKilled) {
        // In the midst of it, or when it has written all.
        const qint64 killAt = random.bounded(2) == 0 ? whole : random.bounded(int(whole) + 1);
        QTRY_VERIFY_WITH_TIMEOUT(
            killAt == 0 || (!grew.isEmpty() && grew.last().first().toLongLong() >= killAt), 30'000);
        follower.kill();
    }
    QVERIFY(!done.isEmpty() || done.wait(60'000));
    const auto outcome = done.first().first().value<RunOutcome>();

    QCOMPARE(RunFixture::recordProblem(folder), QString());
    QCOMPARE(outcome.outputLostFrom, -1);
    const QByteArray log = RunFixture::log(folder);
    QCOMPARE(outcome.outputBytes, log.size());
    if (kind != IsKilled)
        QCOMPARE(log.size(), whole);
    for (const auto &[stream, all] : {std::pair(OutputStream::Standard, expected.out),
                                      std::pair(OutputStream::Error, expected.err)}) {
        const QByteArray kept = RunFixture::stream(folder, stream);
        QVERIFY2(kept.size() <= all.size(), "more than the child wrote");
        // Killed, it wrote a part; what it wrote is the beginning, without a hole.
        QCOMPARE(sha256(kept), sha256(all.first(kept.size())));
    }
    if (kind == Exits || kind == LeavesGrandchild)
        QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    else if (kind == KillsItself)
        QCOMPARE(outcome.signal, 9);
    else
        QCOMPARE(int(outcome.state), int(RunState::Stopped));
}

QTEST_GUILESS_MAIN(TestRandomRuns)
#include "tst_randomruns.moc"
