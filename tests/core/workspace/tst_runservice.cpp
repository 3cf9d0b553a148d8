// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runcontextrecorder.h"
#include "core/workspace/runservice.h"
#include "tests/support/runtesting.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace CommandRunner;
using namespace CommandRunner::RunTesting;

namespace {

// What one window has: its own worker and its own service.
struct Window {
    explicit Window(const DataPaths &paths, const QString &host = hostProgram())
        : worker(paths.database()),
          service(worker, RunRegistry(paths, clock, RunLauncher(paths.runs(), host)))
    {
        QObject::connect(&service, &RunService::runStarted, &service,
                         [this](const RunRecord &record) {
                             started.append(record.id());
                             hadFollower = service.follower(record.id()) != nullptr;
                         });
        QObject::connect(&service, &RunService::runQueued, &service,
                         [this](const RunRecord &record) { queued.append(record.id()); });
        QObject::connect(&service, &RunService::startFailed, &service,
                         [this](const RunRequest &request, const Error &error) {
                             failed.append(request.runId);
                             lastError = error;
                         });
        QObject::connect(&service, &RunService::runChanged, &service,
                         [this](const RunRecord &record) {
                             states[record.id()].append(toString(record.state));
                             last[record.id()] = record;
                         });
        worker.start();
    }

    SystemClock clock;
    DatabaseWorker worker;
    RunService service;
    QStringList started;
    QStringList queued;
    QStringList failed;
    Error lastError;
    QHash<QString, QStringList> states; // as told, in order
    QHash<QString, RunRecord> last;
    bool hadFollower = false;
};

} // namespace

class TestRunService final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_paths = std::make_unique<DataPaths>(m_folder->path());
    }
    void aRunIsStartedAndFollowed();
    void aMissingHost();
    void aDatabaseThatCannotBeOpened();
    void stopping_data();
    void stopping();
    void aWishWhileStarting();
    void anotherWindowReattaches();
    void aRunThatEndedMeanwhileIsTold();
    void anotherWindowsRunsAreFollowed();
    void asksTheHistory();
    void aSecondRunOfOneId();
    void aQueuedRunGetsItsTurn();
    void aQueuedRunIsCancelled();
    void priorityAndStartNow();
    void anotherWindowSeesTheQueue();
    void whatIsAskedForLastIsNotLost();
    void fiveHundredQueued();

private:
    QString newId() const { return newRunId(QDateTime::currentDateTimeUtc()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
};

void TestRunService::aRunIsStartedAndFollowed()
{
    Window window(*m_paths);
    const QString id = newId();
    window.service.start(request(id, {u"wait"_s}));
    QTRY_COMPARE(window.started, QStringList{id});
    QVERIFY(window.hadFollower);
    QCOMPARE(window.service.runningCount(), 1);
    QTRY_VERIFY(window.last.value(id).outcome.started.isValid()); // told when the child runs
    QCOMPARE(window.states.value(id), QStringList{u"running"_s});
    window.service.follower(id)->closeInput();
    QTRY_COMPARE(window.states.value(id).last(), u"succeeded"_s);
    QCOMPARE(window.states.value(id).count(u"succeeded"_s), 1);
    QCOMPARE(window.last.value(id).outcome.outputBytes, 8);
    QVERIFY(!window.service.follower(id));
    QCOMPARE(window.service.runningCount(), 0);
    QCOMPARE(window.service.runFolder(id), m_paths->runFolder(id));
    window.service.terminate(id); // nothing happens
}

void TestRunService::aMissingHost()
{
    Window window(*m_paths, m_folder->filePath(u"no-such-host"_s));
    const QString id = newId();
    window.service.start(request(id, {u"wait"_s}));
    QTRY_COMPARE(window.failed, QStringList{id});
    QCOMPARE(window.lastError.code, ErrorCode::Process);
    QCOMPARE(window.states.value(id), QStringList{u"failed-to-start"_s});
    QVERIFY(window.started.isEmpty());
    QCOMPARE(window.service.runningCount(), 0);
}

void TestRunService::aDatabaseThatCannotBeOpened()
{
    QFile plain(m_folder->filePath(u"plain"_s));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    Window window(DataPaths(plain.fileName()));
    window.service.start(request(u"r1"_s, {u"wait"_s}));
    QTRY_COMPARE(window.failed, QStringList{u"r1"_s});
    QCOMPARE(window.lastError.code, ErrorCode::Io);
    QVERIFY(window.states.isEmpty());
}

void TestRunService::stopping_data()
{
    QTest::addColumn<bool>("kill");
    QTest::newRow("politely") << false;
    QTest::newRow("at once") << true;
}

void TestRunService::stopping()
{
    QFETCH(const bool, kill);
    Window window(*m_paths);
    const QString id = newId();
    window.service.start(request(id, {u"wait"_s}));
    QTRY_VERIFY(window.last.value(id).outcome.started.isValid());
    if (kill)
        window.service.kill(id);
    else
        window.service.terminate(id);
    QTRY_COMPARE(window.states.value(id).last(), u"stopped"_s);
    QVERIFY(window.last.value(id).outcome.signal > 0);
}

void TestRunService::aWishWhileStarting()
{
    Window window(*m_paths);
    const QString id = newId();
    window.service.start(request(id, {u"wait"_s}));
    window.service.terminate(id); // the worker has not even begun
    QTRY_COMPARE(window.states.value(id).value(window.states.value(id).size() - 1), u"stopped"_s);
}

void TestRunService::anotherWindowReattaches()
{
    const QString id = newId();
    {
        Window window(*m_paths);
        window.service.start(request(id, {u"wait"_s}));
        QTRY_COMPARE(window.started.size(), 1);
    }
    Window window(*m_paths);
    QSignalSpy changed(&window.service, &RunService::runsChanged);
    window.service.resume();
    QTRY_VERIFY(window.service.follower(id));
    QCOMPARE(window.states.value(id).first(), u"running"_s);
    QTRY_COMPARE(changed.size(), 1);
    window.service.terminate(id);
    QTRY_COMPARE(window.states.value(id).last(), u"stopped"_s);
}

void TestRunService::aRunThatEndedMeanwhileIsTold()
{
    const QString id = newId();
    {
        Window window(*m_paths);
        window.service.start(request(id, {u"print"_s, u"hello"_s}));
        QTRY_COMPARE(window.started.size(), 1);
    }
    QTRY_VERIFY(QFile::exists(RunFolder(m_paths->runFolder(id)).outcomeFile()));
    Window window(*m_paths);
    QSignalSpy changed(&window.service, &RunService::runsChanged);
    window.service.resume();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(window.service.runningCount(), 0);
    std::optional<RunRecord> record;
    window.service.record(id, this, [&record](Result<RunRecord> found) { record = found.value(); });
    QTRY_VERIFY(record.has_value());
    QCOMPARE(toString(record->state), u"succeeded"_s);
}

void TestRunService::anotherWindowsRunsAreFollowed()
{
    Window first(*m_paths);
    Window second(*m_paths);
    QSignalSpy opened(&second.worker, &DatabaseWorker::opened);
    QTRY_COMPARE(opened.size(), 1);
    const QString id = newId();
    first.service.start(request(id, {u"wait"_s}));
    QTRY_VERIFY(second.service.follower(id));
    QTRY_VERIFY(second.last.value(id).outcome.started.isValid());
    second.service.terminate(id);
    QTRY_COMPARE(first.states.value(id).value(first.states.value(id).size() - 1), u"stopped"_s);
    QTRY_COMPARE(second.states.value(id).last(), u"stopped"_s);
}

void TestRunService::asksTheHistory()
{
    Window window(*m_paths);
    const QString id = newId();
    window.service.start(request(id, {u"print"_s, u"needle"_s}));
    QTRY_VERIFY(window.states.value(id).contains(u"succeeded"_s));
    std::optional<QList<RunRecord>> found;
    RunQuery query;
    query.text = u"NEEDLE"_s;
    window.service.query(query, this,
                         [&found](Result<QList<RunRecord>> records) { found = records.value(); });
    QTRY_VERIFY(found.has_value());
    QCOMPARE(found->size(), 1);
    std::optional<Error> missing;
    window.service.record(u"none"_s, this, [&missing](const Result<RunRecord> &record) {
        missing = record.error();
    });
    QTRY_VERIFY(missing.has_value());
    QCOMPARE(missing->code, ErrorCode::NotFound);
}

void TestRunService::aSecondRunOfOneId()
{
    Window window(*m_paths);
    const QString id = newId();
    window.service.start(request(id, {u"wait"_s}));
    QTRY_COMPARE(window.started.size(), 1);
    window.service.start(request(id, {u"print"_s}));
    QTRY_COMPARE(window.failed.size(), 1);
    QCOMPARE(window.lastError.code, ErrorCode::AlreadyExists);
    QVERIFY(window.service.follower(id)); // the first goes on
    window.service.kill(id);
    QTRY_COMPARE(window.service.runningCount(), 0);
}

void TestRunService::aQueuedRunGetsItsTurn()
{
    Window window(*m_paths);
    const RunContextRecorder contexts(window.service, window.worker);
    QSet<QString> recorded;
    connect(&contexts, &RunContextRecorder::recorded, this,
            [&recorded](const RunRecord &record) { recorded.insert(record.id()); });
    window.service.setQueueLimit(1);
    const QString first = newId();
    const QString second = newId() + u'b';
    window.service.start(request(first, {u"wait"_s}));
    window.service.start(request(second, {u"wait"_s}));
    QTRY_COMPARE(window.queued, QStringList{second});
    QCOMPARE(window.started, QStringList{first});
    QVERIFY(!window.service.follower(second));
    QVERIFY(window.service.canStop(second));
    QTRY_COMPARE(window.service.queue().waiting.size(), 1);
    QCOMPARE(window.service.waiting(second)->reason, WaitingRun::Reason::Limit);
    QTRY_COMPARE(recorded, QSet<QString>{first});
    window.service.terminate(first);
    QTRY_VERIFY(window.service.follower(second));
    QTRY_COMPARE(recorded, (QSet<QString>{first, second})); // where it started, not where it waited
    QCOMPARE(window.states.value(second).first(), u"running"_s);
    QVERIFY(!window.service.waiting(second));
    window.service.follower(second)->closeInput();
    QTRY_COMPARE(window.states.value(second).last(), u"succeeded"_s);
}

void TestRunService::aQueuedRunIsCancelled()
{
    Window window(*m_paths);
    window.service.setQueuePaused(true);
    const QString id = newId();
    window.service.start(request(id, {u"wait"_s}));
    window.service.terminate(id); // before anybody knows that it waits
    QTRY_COMPARE(window.states.value(id), QStringList{u"stopped"_s});
    QVERIFY(!window.last.value(id).outcome.started.isValid());
    QVERIFY(!window.service.canStop(id));
    window.service.setQueuePaused(false);
    QTRY_VERIFY(!window.service.queue().settings.paused);
    QCOMPARE(window.service.runningCount(), 0);
}

void TestRunService::priorityAndStartNow()
{
    Window window(*m_paths);
    window.service.setQueuePaused(true);
    const QString first = newId();
    const QString second = newId() + u'b';
    window.service.start(request(first, {u"wait"_s}));
    window.service.start(request(second, {u"wait"_s}));
    QTRY_COMPARE(window.service.queue().waiting.size(), 2);
    QCOMPARE(window.service.queue().waiting.first().runId, first);
    window.service.setPriority(second, RunPriority::high);
    QTRY_COMPARE(window.service.queue().waiting.first().runId, second);
    QCOMPARE(window.last.value(second).priority, RunPriority::high);
    QVERIFY(window.service.queue().settings.paused);
    window.service.startNow(first);
    QTRY_VERIFY(window.service.follower(first));
    QSignalSpy failed(&window.service, &RunService::queueFailed);
    window.service.startNow(first);
    QTRY_COMPARE(failed.size(), 1);
    window.service.kill(first);
    window.service.terminate(second);
    QTRY_VERIFY(!window.service.hasWaiting() && window.service.runningCount() == 0);
}

void TestRunService::anotherWindowSeesTheQueue()
{
    Window first(*m_paths);
    Window second(*m_paths);
    QSignalSpy opened(&second.worker, &DatabaseWorker::opened);
    QTRY_COMPARE(opened.size(), 1);
    first.service.setQueuePaused(true);
    const QString id = newId();
    first.service.start(request(id, {u"wait"_s}));
    QTRY_VERIFY(second.service.waiting(id));
    QVERIFY(!second.service.follower(id));
    second.service.setQueuePaused(false);
    QTRY_VERIFY(first.service.follower(id) && second.service.follower(id));
    second.service.kill(id);
    QTRY_COMPARE(first.states.value(id).last(), u"stopped"_s);
}

void TestRunService::whatIsAskedForLastIsNotLost()
{
    QStringList ids;
    {
        Window window(*m_paths);
        for (int i = 0; i < 5; ++i) {
            ids.append(newId() + QString::number(i));
            window.service.start(request(ids.last(), {u"print"_s, u"x"_s}));
        }
    }
    Window window(*m_paths);
    window.service.resume();
    for (const QString &id : std::as_const(ids)) {
        const auto state = std::make_shared<RunState>(RunState::Queued); // answers may come late
        const auto look = [&] {
            window.service.record(id, this, [state](const Result<RunRecord> &record) {
                if (record)
                    *state = record->state;
            });
            return *state == RunState::Succeeded;
        };
        QTRY_VERIFY(look());
    }
}

// All run, each once, never more than four, and the event loop turns on.
void TestRunService::fiveHundredQueued()
{
    constexpr int runs = 500;
    constexpr int limit = 4;
    Window window(*m_paths);
    window.service.setQueueLimit(limit);
    QTRY_COMPARE(window.service.queue().settings.limit, limit);
    const QString notes = m_folder->filePath(u"notes"_s);
    QList<RunRequest> requests;
    for (int i = 0; i < runs; ++i)
        requests.append(request(u"%1-%2"_s.arg(newId()).arg(i),
                                {u"note"_s, notes, QString::number(i)}));
    int most = 0;
    connect(&window.service, &RunService::queueChanged, this,
            [&] { most = std::max(most, window.service.queue().running); });
    QElapsedTimer turn;
    qint64 longest = 0;
    QTimer ticker;
    connect(&ticker, &QTimer::timeout, this, [&] {
        longest = std::max(longest, turn.nsecsElapsed());
        turn.start();
    });
    QElapsedTimer whole;
    whole.start();
    turn.start();
    for (const RunRequest &one : std::as_const(requests))
        window.service.start(one);
    ticker.start(0);
    QEventLoop loop;
    QObject::connect(&window.service, &RunService::runQueued, &loop, [&] {
        if (window.started.size() + window.queued.size() == runs)
            loop.quit();
    });
    QTimer::singleShot(120'000, &loop, &QEventLoop::quit);
    loop.exec();
    ticker.stop();
    QCOMPARE(window.started.size() + window.queued.size(), runs);
    qInfo("500 queued in %.0f ms, longest turn of the event loop %.2f ms",
          double(whole.nsecsElapsed()) / 1e6, double(longest) / 1e6);
    QVERIFY(longest * 5 < whole.nsecsElapsed()); // the work is done elsewhere
    QTRY_VERIFY_WITH_TIMEOUT(!window.service.hasWaiting() && window.service.runningCount() == 0,
                             240'000);
    QVERIFY2(most <= limit && most > 1, QByteArray::number(most).constData());
    QCOMPARE(window.failed, QStringList());
    QFile file(notes);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QList<int> ran;
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    for (const QByteArray &line : lines)
        ran.append(line.toInt());
    std::ranges::sort(ran);
    QCOMPARE(ran.size(), runs);
    for (int i = 0; i < runs; ++i)
        QCOMPARE(ran.at(i), i);
}

int main(int argc, char *argv[])
{
    if (const int code = childMain(argc, argv); code >= 0)
        return code;
    QCoreApplication application(argc, argv);
    TestRunService test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runservice.moc"
