// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfolderprobe.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

using Liveness = RunFolder::Liveness;

class TestRunFolderProbe final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tellsWhatTheFolderSays();
    void tellsNothingAtOnceAndNothingForgotten();
    void manyResultsLeaveOthersTheirTurn();
    void lastOwnerMayGoInACall();

private:
    RunFolder folder() const { return RunFolder(m_dir->filePath(u"runs/r"_s)); }
    static QDateTime now() { return QDateTime::currentDateTimeUtc(); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestRunFolderProbe::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    RunRequest request;
    request.runId = u"r"_s;
    request.argv = {u"x"_s};
    QVERIFY(folder().writeRequest(request));
}

void TestRunFolderProbe::tellsWhatTheFolderSays()
{
    RunFolderProbe probe;
    std::optional<RunFolderState> state;
    const auto look = [&] {
        state.reset();
        probe.look(folder(), now(), [&state](const RunFolderState &found) { state = found; });
        return QTest::qWaitFor([&state] { return state.has_value(); });
    };
    QVERIFY(look());
    QCOMPARE(int(state->liveness), int(Liveness::Starting));
    QVERIFY(!state->host && !state->outcome);

    HostDescription description;
    description.host = ProcessIdentity::current();
    description.socket = u"somewhere"_s;
    QVERIFY(folder().writeHost(description));
    QFile log(folder().log());
    QVERIFY(log.open(QIODevice::WriteOnly));
    log.write("1234");
    log.close();
    QVERIFY(look());
    QCOMPARE(int(state->liveness), int(Liveness::Running));
    QCOMPARE(state->host.value().socket, u"somewhere"_s);
    QCOMPARE(state->logSize, 4);

    RunOutcome outcome;
    outcome.exitCode = 3;
    QVERIFY(folder().writeOutcome(outcome));
    QVERIFY(look());
    QCOMPARE(int(state->liveness), int(Liveness::Ended));
    QCOMPARE(state->outcome.value()->exitCode, 3);
}

void TestRunFolderProbe::tellsNothingAtOnceAndNothingForgotten()
{
    RunFolderProbe probe;
    QList<int> told;
    QList<quint64> looks;
    for (int i = 0; i < 10; ++i) {
        looks.append(probe.look(folder(), now(), [&told, &probe, &looks, i](const auto &) {
            told.append(i);
            probe.forget(looks.at(i + 1)); // its result may be there already
        }));
    }
    QVERIFY(told.isEmpty());
    probe.forget(looks.first());
    looks.append(0);
    QTRY_COMPARE(told, (QList<int>{1, 3, 5, 7, 9}));
}

void TestRunFolderProbe::manyResultsLeaveOthersTheirTurn()
{
    constexpr int looks = 200;
    RunFolderProbe probe;
    int told = 0;
    int turnsOfOthers = 0;
    QTimer others;
    connect(&others, &QTimer::timeout, this, [&] { turnsOfOthers += told > 0 && told < looks; });
    for (int i = 0; i < looks; ++i) {
        probe.look(folder(), now(), [&told](const auto &) {
            QElapsedTimer work;
            work.start();
            while (work.nsecsElapsed() < 500'000) {}
            ++told;
        });
    }
    others.start(0);
    QTRY_COMPARE(told, looks);
    QVERIFY2(turnsOfOthers > looks / 10, qPrintable(QString::number(turnsOfOthers)));
}

void TestRunFolderProbe::lastOwnerMayGoInACall()
{
    auto probe = std::make_unique<RunFolderProbe>();
    bool gone = false;
    bool toldAfterwards = false;
    probe->look(folder(), now(), [&](const auto &) {
        probe.reset();
        gone = true;
    });
    for (int i = 0; i < 50; ++i)
        probe->look(folder(), now(), [&](const auto &) { toldAfterwards = true; });
    QTRY_VERIFY(gone);
    QCoreApplication::processEvents();
    QVERIFY(!toldAfterwards);
}

QTEST_GUILESS_MAIN(TestRunFolderProbe)
#include "tst_runfolderprobe.moc"
