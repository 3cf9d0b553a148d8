// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostwish.h"
#include "core/workspace/runqueue.h"
#include "core/workspace/waitingrequest.h"
#include "tests/support/runtesting.h"

#include <QTemporaryDir>

#include <thread>
#include <vector>

using namespace CommandRunner;
using namespace CommandRunner::RunTesting;

class TestRunQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void policies_data();
    void policies();
    void theLimitHolds();
    void aLimitCountsEveryCommand();
    void orderOfStart();
    void aRunThatWaitsForItsSeriesHoldsUpNobody();
    void pause();
    void startNow();
    void cancel();
    void replaceEndsTheOldTreeFirst();
    void replaceCancelsWhatWaits();
    void replaceTellsAgain();
    void aKilledClaimerLosesNothing_data();
    void aKilledClaimerLosesNothing();
    void aKilledStarterStartsNothingLater();
    void aLivingClaimerIsLeftAlone();
    void noHostTwiceForOneRun();
    void aKilledHostHoldsUpNobody();
    void whoAskedGivesTheEnvironmentAndTheInput();
    void whatCannotStartIsRecorded();
    void waitingIsExplained();
    void twoProcessesRace();

private:
    RunRegistry registry(const QString &host = hostProgram()) const
    {
        return RunRegistry(*m_paths, m_clock, RunLauncher(m_paths->runs(), host));
    }
    RunRequest requestOf(const QString &series, const QStringList &child = {u"wait"_s})
    {
        const QString id = u"%1-%2"_s.arg(newRunId(m_clock.now())).arg(++m_count);
        RunRequest request = RunTesting::request(id, child);
        request.name = series;
        return request;
    }
    QString submit(const RunRequest &request)
    {
        const auto submitted = m_queue->submit(*m_database, {request}).first();
        return submitted.record ? toString(submitted.record->state)
                                : toString(submitted.error->code);
    }
    static QString toString(ErrorCode code)
    {
        return code == ErrorCode::Refused ? u"refused"_s : u"error %1"_s.arg(int(code));
    }
    static QString toString(RunState state) { return CommandRunner::toString(state); }
    QString stateOf(const QString &id)
    {
        const auto record = registry().refresh(*m_database, id);
        return record ? toString(record->state) : record.error().toString();
    }
    void end(const QString &id)
    {
        const RunFolder folder(m_paths->runFolder(id));
        QTRY_VERIFY(QFile::exists(folder.hostFile()));
        const auto killed = sendHostWish(folder, u"kill"_s, 5000);
        QVERIFY2(killed, killed ? "" : qPrintable(killed.error().toString()));
        QTRY_VERIFY(isFinal(registry().refresh(*m_database, id)->state));
    }
    QStringList advance()
    {
        const auto progress = m_queue->advance(*m_database);
        return progress ? progress->started : QStringList{progress.error().toString()};
    }
    // For QTRY_VERIFY, which asks once more when it was so.
    bool advancedTo(const QString &id)
    {
        m_started += advance();
        return m_started == QStringList{id};
    }
    void endAll()
    {
        const QStringList ids = RunStore(*m_database).unfinished().value();
        for (const QString &id : ids) {
            if (m_queue->cancel(*m_database, id).value())
                continue; // it waited
            const RunFolder folder(m_paths->runFolder(id));
            // Its host may only just be coming; one that was never started leaves no trace at all.
            const bool ended = QTest::qWaitFor(
                [&folder] {
                    std::ignore = sendHostWish(folder, u"kill"_s, 5000);
                    return folder.readOutcome().has_value() || !QFile::exists(folder.request());
                },
                5000);
            if (!ended && QFile::exists(folder.hostFile()))
                qWarning("a host is left behind: %s", qPrintable(folder.path()));
        }
    }
    QueueStore store() { return QueueStore(*m_database); }

    SystemClock m_clock;
    int m_count = 0;
    QStringList m_started; // by advancedTo()
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<RunQueue> m_queue;
};

void TestRunQueue::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_paths = std::make_unique<DataPaths>(m_folder->path());
    auto database = Database::open(m_paths->database());
    QVERIFY(database);
    m_database = std::move(*database);
    m_queue = std::make_unique<RunQueue>(registry());
    m_started.clear();
}

void TestRunQueue::cleanup()
{
    endAll();
    m_queue.reset();
    m_database.reset();
}

void TestRunQueue::policies_data()
{
    using Policy = ConcurrencyPolicy;
    QTest::addColumn<ConcurrencyPolicy>("policy");
    QTest::addColumn<QString>("alone");
    QTest::addColumn<QString>("besideOther");
    QTest::addColumn<QString>("besideOwn");
    QTest::newRow("parallel") << Policy::Parallel << u"running"_s << u"running"_s << u"running"_s;
    QTest::newRow("queue") << Policy::Queue << u"running"_s << u"running"_s << u"queued"_s;
    QTest::newRow("refuse") << Policy::Refuse << u"running"_s << u"running"_s << u"refused"_s;
    QTest::newRow("replace") << Policy::Replace << u"running"_s << u"running"_s << u"queued"_s;
}

void TestRunQueue::policies()
{
    QFETCH(const ConcurrencyPolicy, policy);
    QFETCH(const QString, alone);
    QFETCH(const QString, besideOther);
    QFETCH(const QString, besideOwn);
    RunRequest first = requestOf(u"a"_s);
    first.ifRunning = policy;
    QCOMPARE(submit(first), alone);
    RunRequest other = requestOf(u"b"_s);
    other.ifRunning = policy;
    QCOMPARE(submit(other), besideOther);
    RunRequest second = requestOf(u"a"_s);
    second.ifRunning = policy;
    const auto submitted = m_queue->submit(*m_database, {second}).first();
    if (besideOwn != "refused"_L1) {
        QCOMPARE(toString(submitted.record->state), besideOwn);
        return;
    }
    QCOMPARE(submitted.error->code, ErrorCode::Refused);
    QCOMPARE(submitted.error->subject, first.runId);
    QVERIFY(!RunStore(*m_database).run(second.runId)); // not recorded
    end(first.runId);
    QCOMPARE(submit(second), u"running"_s);
}

void TestRunQueue::theLimitHolds()
{
    QVERIFY(store().setLimit(2));
    QStringList ids;
    QList<RunRequest> requests;
    for (int i = 0; i < 4; ++i) {
        requests.append(requestOf(u"a"_s));
        ids.append(requests.last().runId);
    }
    const auto submitted = m_queue->submit(*m_database, requests);
    QStringList states;
    for (const auto &one : submitted)
        states.append(toString(one.record->state));
    QCOMPARE(states, (QStringList{u"running"_s, u"running"_s, u"queued"_s, u"queued"_s}));
    QCOMPARE(advance(), QStringList());
    end(ids.at(0));
    QCOMPARE(advance(), QStringList{ids.at(2)});
    QCOMPARE(advance(), QStringList());
    QVERIFY(store().setLimit(0));
    QCOMPARE(advance(), QStringList{ids.at(3)});
}

void TestRunQueue::aLimitCountsEveryCommand()
{
    QVERIFY(store().setLimit(1));
    QCOMPARE(submit(requestOf(u"a"_s)), u"running"_s);
    QCOMPARE(submit(requestOf(u"b"_s)), u"queued"_s);
    QVERIFY(store().setLimit(-3)); // none
    QCOMPARE(store().settings()->limit, 0);
    QCOMPARE(advance().size(), 1);
}

void TestRunQueue::orderOfStart()
{
    QVERIFY(store().setPaused(true));
    QStringList ids;
    for (const int priority : {0, -10, 10, 10, 0}) {
        RunRequest request = requestOf(u"a"_s);
        request.priority = priority;
        QCOMPARE(submit(request), u"queued"_s);
        ids.append(request.runId);
    }
    QVERIFY(store().setPriority(ids.at(4), RunPriority::highest + 50));
    QCOMPARE(RunStore(*m_database).run(ids.at(4))->priority, RunPriority::highest);
    QVERIFY(store().setPaused(false));
    QVERIFY(store().setLimit(5));
    QCOMPARE(advance(), (QStringList{ids.at(4), ids.at(2), ids.at(3), ids.at(0), ids.at(1)}));
    QCOMPARE(store().setPriority(ids.at(4), 0).error().code, ErrorCode::Busy);
    QCOMPARE(store().setPriority(u"none"_s, 0).error().code, ErrorCode::NotFound);
}

void TestRunQueue::aRunThatWaitsForItsSeriesHoldsUpNobody()
{
    QVERIFY(store().setLimit(2));
    const RunRequest first = requestOf(u"a"_s);
    QCOMPARE(submit(first), u"running"_s);
    RunRequest second = requestOf(u"a"_s);
    second.ifRunning = ConcurrencyPolicy::Queue;
    second.priority = RunPriority::high;
    QCOMPARE(submit(second), u"queued"_s);
    QCOMPARE(submit(requestOf(u"b"_s)), u"running"_s); // though the second waits longer
    const RunRequest fourth = requestOf(u"b"_s);
    QCOMPARE(submit(fourth), u"queued"_s);
    end(first.runId);
    QCOMPARE(advance(), QStringList{second.runId});
}

void TestRunQueue::pause()
{
    const RunRequest first = requestOf(u"a"_s);
    QCOMPARE(submit(first), u"running"_s);
    QVERIFY(store().setPaused(true));
    const RunRequest second = requestOf(u"b"_s);
    QCOMPARE(submit(second), u"queued"_s);
    QCOMPARE(advance(), QStringList());
    QCOMPARE(stateOf(first.runId), u"running"_s); // what runs goes on
    QVERIFY(store().setPaused(false));
    QCOMPARE(advance(), QStringList{second.runId});
}

void TestRunQueue::startNow()
{
    QVERIFY(store().setPaused(true));
    QVERIFY(store().setLimit(1));
    const RunRequest request = requestOf(u"a"_s);
    QCOMPARE(submit(request), u"queued"_s);
    QVERIFY(m_queue->startNow(*m_database, request.runId));
    QCOMPARE(m_queue->startNow(*m_database, request.runId).error().code, ErrorCode::Busy);
    QCOMPARE(m_queue->startNow(*m_database, u"none"_s).error().code, ErrorCode::NotFound);
    QTRY_VERIFY(RunStore(*m_database).run(request.runId)->state == RunState::Running
                && registry().refresh(*m_database, request.runId)->outcome.started.isValid());
}

void TestRunQueue::cancel()
{
    QVERIFY(store().setPaused(true));
    const RunRequest request = requestOf(u"a"_s);
    QCOMPARE(submit(request), u"queued"_s);
    QVERIFY(m_queue->cancel(*m_database, request.runId).value());
    QVERIFY(!m_queue->cancel(*m_database, request.runId).value());
    QVERIFY(store().setPaused(false));
    QCOMPARE(advance(), QStringList());
    const auto record = RunStore(*m_database).run(request.runId);
    QCOMPARE(toString(record->state), u"stopped"_s);
    QCOMPARE(record->outcome.error, u"cancelled before it started"_s);
    QVERIFY(!record->outcome.started.isValid());
    QVERIFY(!QFile::exists(m_paths->runFolder(request.runId) + u"/waiting.json"_s));
}

void TestRunQueue::replaceEndsTheOldTreeFirst()
{
    const QStringList child{u"tree"_s, m_folder->filePath(u"held"_s)};
    const RunRequest old = requestOf(u"a"_s, child);
    QCOMPARE(submit(old), u"running"_s);
    const RunFolder oldFolder(m_paths->runFolder(old.runId));
    QTRY_COMPARE(QFileInfo(oldFolder.log()).size(), 8); // its child holds the file
    RunRequest fresh = requestOf(u"a"_s, child);
    fresh.ifRunning = ConcurrencyPolicy::Replace;
    QCOMPARE(submit(fresh), u"queued"_s);
    QTRY_VERIFY(advancedTo(fresh.runId));
    QCOMPARE(stateOf(old.runId), u"stopped"_s);
    const RunFolder freshFolder(m_paths->runFolder(fresh.runId));
    QTRY_COMPARE(QFileInfo(freshFolder.log()).size(), 8); // else it would have ended with 9
    QCOMPARE(stateOf(fresh.runId), u"running"_s);
}

void TestRunQueue::replaceCancelsWhatWaits()
{
    const RunRequest first = requestOf(u"a"_s);
    QCOMPARE(submit(first), u"running"_s);
    QVERIFY(store().setPaused(true)); // else the first may have ended before all have come
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        RunRequest request = requestOf(u"a"_s);
        request.ifRunning = ConcurrencyPolicy::Replace;
        QCOMPARE(submit(request), u"queued"_s);
        ids.append(request.runId);
    }
    QCOMPARE(stateOf(ids.at(0)), u"stopped"_s);
    QCOMPARE(stateOf(ids.at(1)), u"stopped"_s);
    QVERIFY(RunStore(*m_database).run(ids.at(0))->outcome.error.contains(ids.at(1)));
    QVERIFY(store().setPaused(false));
    QTRY_VERIFY(advancedTo(ids.at(2)));
}

// Who asked for the replacement died before the old run heard of it, or that one's host was not
// there yet.
void TestRunQueue::replaceTellsAgain()
{
    const RunRequest old = requestOf(u"a"_s);
    QCOMPARE(submit(old), u"running"_s);
    QTRY_VERIFY(registry().refresh(*m_database, old.runId)->outcome.started.isValid());
    QVERIFY(store().askToStop(old.runId));
    QCOMPARE(store().toStop().value(), QStringList{old.runId});
    QVERIFY(RunQueue(registry()).advance(*m_database));
    QTRY_COMPARE(stateOf(old.runId), u"stopped"_s);
    QCOMPARE(store().toStop().value(), QStringList());
}

void TestRunQueue::aKilledClaimerLosesNothing_data()
{
    QTest::addColumn<int>("requestAgeMs"); // -1: it was not written
    QTest::addColumn<bool>("waitsAgain");
    QTest::newRow("before the folder") << -1 << true;
    QTest::newRow("after the request, long ago") << 3'600'000 << true;
    QTest::newRow("after the request, just now: its host may come") << 0 << false;
}

void TestRunQueue::aKilledClaimerLosesNothing()
{
    QFETCH(const int, requestAgeMs);
    QFETCH(const bool, waitsAgain);
    const RunRequest request = requestOf(u"a"_s, {u"print"_s, u"once"_s});
    // Long in the queue: no young row excuses that nothing runs.
    QVERIFY(RunStore(*m_database).insert(request, RunState::Queued, m_clock.now().addSecs(-7200)));
    QVERIFY(store().claim(request.runId, goneProcess()).value());
    const RunFolder folder(m_paths->runFolder(request.runId));
    QVERIFY(WaitingRequest().write(folder.path()));
    if (requestAgeMs >= 0) {
        QVERIFY(folder.writeRequest(request));
        QFile file(folder.request());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(m_clock.now().addMSecs(-requestAgeMs),
                                 QFileDevice::FileModificationTime));
    }
    // Who only looks does not call it interrupted.
    QCOMPARE(stateOf(request.runId), waitsAgain ? u"queued"_s : u"running"_s);
    QCOMPARE(advance(), waitsAgain ? QStringList{request.runId} : QStringList());
    if (!waitsAgain) {
        // The host was only slow.
        QVERIFY(RunLauncher(m_paths->runs(), hostProgram()).launch(request));
    }
    QTRY_COMPARE(stateOf(request.runId), u"succeeded"_s);
    QVERIFY(RunQueue(registry()).advance(*m_database));
    QVERIFY(store().claims()->isEmpty());
}

// Nobody wants what he asked for at once to begin some other day.
void TestRunQueue::aKilledStarterStartsNothingLater()
{
    const RunRequest request = requestOf(u"a"_s, {u"print"_s, u"once"_s});
    QVERIFY(RunStore(*m_database).insert(request, RunState::Queued, m_clock.now().addSecs(-7200)));
    QVERIFY(store().claim(request.runId, goneProcess()).value());
    QCOMPARE(stateOf(request.runId), u"interrupted"_s);
    QVERIFY(store().claims()->isEmpty());
    QCOMPARE(advance(), QStringList());
    QVERIFY(!QFile::exists(m_paths->runFolder(request.runId)));
}

void TestRunQueue::aLivingClaimerIsLeftAlone()
{
    const RunRequest request = requestOf(u"a"_s);
    QVERIFY(RunStore(*m_database).insert(request, RunState::Queued, m_clock.now().addSecs(-7200)));
    QVERIFY(store().claim(request.runId, ProcessIdentity::current()).value());
    QVERIFY(!store().claim(request.runId, ProcessIdentity::current()).value());
    QCOMPARE(advance(), QStringList());
    QCOMPARE(stateOf(request.runId), u"running"_s);
    QVERIFY(store().release(request.runId));
}

// What "waits again" rests on: of two hosts for one folder the later one leaves.
void TestRunQueue::noHostTwiceForOneRun()
{
    const QString notes = m_folder->filePath(u"notes"_s);
    const RunRequest request = requestOf(u"a"_s, {u"note"_s, notes, u"ran"_s});
    QVERIFY(RunStore(*m_database).insert(request, RunState::Running, m_clock.now()));
    const RunLauncher launcher(m_paths->runs(), hostProgram());
    for (int i = 0; i < 4; ++i)
        QVERIFY(launcher.launch(request));
    QTRY_COMPARE(stateOf(request.runId), u"succeeded"_s);
    // A fifth, later, changes nothing.
    QVERIFY(launcher.launch(request));
    QProcess host;
    host.start(hostProgram(), {m_paths->runFolder(request.runId)});
    QVERIFY(host.waitForFinished());
    QCOMPARE(host.exitCode(), 1);
    QFile file(notes);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("ran\n"));
}

void TestRunQueue::aKilledHostHoldsUpNobody()
{
    QVERIFY(store().setLimit(1));
    const RunRequest gone = requestOf(u"a"_s);
    QVERIFY(RunStore(*m_database).insert(gone, RunState::Running, m_clock.now()));
    const RunFolder folder(m_paths->runFolder(gone.runId));
    QVERIFY(folder.writeRequest(gone));
    writeHost(folder, goneProcess(), 1);
    RunRequest next = requestOf(u"a"_s);
    next.ifRunning = ConcurrencyPolicy::Refuse;
    QCOMPARE(submit(next), u"running"_s);
    QCOMPARE(stateOf(gone.runId), u"interrupted"_s);
}

void TestRunQueue::whoAskedGivesTheEnvironmentAndTheInput()
{
    QVERIFY(store().setPaused(true));
    RunRequest request = requestOf(u"a"_s, {u"env"_s, u"TST_RUNQUEUE"_s});
    RunRequest reader = requestOf(u"b"_s);
    reader.initialInput = "secret";
    reader.closeInputAfterInitial = true;
    qputenv("TST_RUNQUEUE", "of who asked");
    QCOMPARE(submit(request), u"queued"_s);
    QCOMPARE(submit(reader), u"queued"_s);
    qputenv("TST_RUNQUEUE", "of who starts");
    const QString file = m_paths->runFolder(reader.runId) + u"/waiting.json"_s;
    QVERIFY(!(QFileInfo(file).permissions()
              & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    QVERIFY(store().setPaused(false));
    QCOMPARE(advance().size(), 2);
    QTRY_COMPARE(stateOf(request.runId), u"succeeded"_s);
    QFile log(RunFolder(m_paths->runFolder(request.runId)).log());
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll(), QByteArray("of who asked\n"));
    QTRY_COMPARE(stateOf(reader.runId), u"succeeded"_s); // its input came, and its end
    QVERIFY(!QFile::exists(file));
}

void TestRunQueue::whatCannotStartIsRecorded()
{
    RunQueue broken(registry(m_folder->filePath(u"no-such-host"_s)));
    const RunRequest request = requestOf(u"a"_s);
    const auto submitted = broken.submit(*m_database, {request}).first();
    QCOMPARE(submitted.error->code, ErrorCode::Process);
    QCOMPARE(toString(submitted.record->state), u"failed-to-start"_s);
    QVERIFY(store().claims()->isEmpty());
    const auto twice = m_queue->submit(*m_database, {request, requestOf(u"b"_s)});
    QCOMPARE(twice.at(0).error->code, ErrorCode::AlreadyExists);
    QVERIFY(!twice.at(0).record);
    QCOMPARE(toString(twice.at(1).record->state), u"running"_s); // the others are not concerned
}

void TestRunQueue::waitingIsExplained()
{
    using Reason = WaitingRun::Reason;
    QVERIFY(store().setLimit(2));
    const RunRequest first = requestOf(u"a"_s);
    submit(first);
    RunRequest second = requestOf(u"a"_s);
    second.ifRunning = ConcurrencyPolicy::Queue;
    submit(second);
    submit(requestOf(u"b"_s));
    const RunRequest third = requestOf(u"b"_s);
    submit(third);
    const auto progress = m_queue->advance(*m_database);
    QCOMPARE(progress->running, 2);
    QCOMPARE(progress->settings.limit, 2);
    QCOMPARE(progress->waiting,
             (QList<WaitingRun>{{second.runId, Reason::Series, first.runId},
                                {third.runId, Reason::Limit, {}}}));
    QVERIFY(store().setPaused(true));
    QCOMPARE(store().waiting()->first().reason, Reason::Pause);
    QVERIFY(m_queue->advance(*m_database)->settings.paused);
}

// Each with its own connection, as two processes have.
void TestRunQueue::twoProcessesRace()
{
    constexpr int perThread = 40;
    constexpr int limit = 3;
    const QString notes = m_folder->filePath(u"notes"_s);
    QVERIFY(store().setLimit(limit));
    std::atomic_bool done = false;
    std::atomic_int errors = 0;
    QList<QList<RunRequest>> requests(2);
    for (int i = 0; i < 2 * perThread; ++i)
        requests[i % 2].append(requestOf(u"s%1"_s.arg(i % 5),
                                         {u"note"_s, notes, QString::number(i)}));
    const auto work = [&](const QList<RunRequest> &mine) {
        auto database = Database::open(m_paths->database());
        RunQueue queue(registry());
        for (const RunRequest &request : mine)
            errors += queue.submit(**database, {request}).first().error ? 1 : 0;
        while (!done)
            errors += queue.advance(**database, 2) ? 0 : 1;
    };
    std::vector<std::jthread> threads;
    for (const QList<RunRequest> &mine : std::as_const(requests))
        threads.emplace_back(work, mine);
    int most = 0;
    const auto allSucceeded = [&] {
        most = std::max(most, store().runningCount().value());
        return registry().reconcile(*m_database).has_value()
            && RunStore(*m_database).count({.state = RunState::Succeeded}).value() == 2 * perThread;
    };
    QTRY_VERIFY_WITH_TIMEOUT(allSucceeded(), 120'000);
    done = true;
    threads.clear();
    QCOMPARE(errors.load(), 0);
    QVERIFY2(most <= limit, QByteArray::number(most).constData());
    QFile file(notes);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QList<int> ran;
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    for (const QByteArray &line : lines)
        ran.append(line.toInt());
    std::ranges::sort(ran);
    QList<int> wanted;
    for (int i = 0; i < 2 * perThread; ++i)
        wanted.append(i);
    QCOMPARE(ran, wanted);
}

int main(int argc, char *argv[])
{
    if (const int code = childMain(argc, argv); code >= 0)
        return code;
    QCoreApplication application(argc, argv);
    TestRunQueue test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runqueue.moc"
