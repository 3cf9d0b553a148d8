// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runservice.h"
#include "tests/core/workspace/runtesting.h"

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

int main(int argc, char *argv[])
{
    if (const int code = childMain(argc, argv); code >= 0)
        return code;
    QCoreApplication application(argc, argv);
    TestRunService test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runservice.moc"
