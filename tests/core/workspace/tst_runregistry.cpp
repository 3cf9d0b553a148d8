// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "tests/support/runtesting.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace CommandRunner;
using namespace CommandRunner::RunTesting;

class TestRunRegistry final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aRunStartsAndEnds_data();
    void aRunStartsAndEnds();
    void aMissingHostIsRecorded();
    void aFolderThatCannotBeMadeIsRecorded();
    void whatCannotRunLeavesNoTrace();
    void reconcilesWhatTheFolderSays_data();
    void reconcilesWhatTheFolderSays();
    void aBrokenFolderHidesNoOther();
    void aFinalRowStays();
    void theStartOfTheChildIsNoted();
    void runsWithoutRowsComeBack();
    void runsComeBackOnce();
    void aDamagedDatabaseLosesNoHistory();

private:
    RunRegistry registry(const QString &host = hostProgram()) const
    {
        return RunRegistry(*m_paths, m_clock, RunLauncher(m_paths->runs(), host));
    }
    RunFolder folderOf(const QString &id) const { return RunFolder(m_paths->runFolder(id)); }
    RunRecord recordOf(const QString &id) const
    {
        auto record = RunStore(*m_database).run(id);
        return record ? *record : RunRecord();
    }
    void insertRow(const RunRequest &request, qint64 ageMs = 0)
    {
        QVERIFY(RunStore(*m_database)
                    .insert(request, RunState::Running, m_clock.now().addMSecs(-ageMs)));
    }
    RunOutcome succeeded() const
    {
        RunOutcome outcome;
        outcome.state = RunState::Succeeded;
        outcome.exitCode = 0;
        outcome.started = m_clock.now();
        outcome.ended = m_clock.now().addMSecs(2000);
        outcome.outputBytes = 8;
        outcome.lines = 1;
        return outcome;
    }
    void makeOld(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(m_clock.now().addSecs(-3600), QFileDevice::FileModificationTime));
    }
    void makeLog(const RunFolder &folder, const QByteArray &content)
    {
        QFile log(folder.log());
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(content);
    }

    FakeClock m_clock; // begins each test at the real time, which the files beside it have
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    std::unique_ptr<Database> m_database;
};

void TestRunRegistry::init()
{
    m_clock = FakeClock(QDateTime::currentDateTimeUtc());
    m_folder = std::make_unique<QTemporaryDir>();
    m_paths = std::make_unique<DataPaths>(m_folder->path());
    auto database = Database::open(m_paths->database());
    QVERIFY(database);
    m_database = std::move(*database);
}

void TestRunRegistry::cleanup()
{
    m_database.reset();
}

void TestRunRegistry::aRunStartsAndEnds_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("succeeds") << QStringList{u"print"_s, u"hello"_s} << u"succeeded"_s << 0;
    QTest::newRow("fails") << QStringList{u"exit"_s, u"3"_s} << u"failed"_s << 3;
}

void TestRunRegistry::aRunStartsAndEnds()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, state);
    QFETCH(const int, exitCode);
    const QString id = newRunId(m_clock.now());
    QVERIFY(registry().start(*m_database, request(id, arguments)));
    QCOMPARE(toString(recordOf(id).state), u"running"_s);
    QTRY_VERIFY(isFinal(registry().refresh(*m_database, id)->state));
    const RunRecord record = recordOf(id);
    QVERIFY2(toString(record.state) == state,
             QJsonDocument(record.outcome.toJson()).toJson().constData());
    QCOMPARE(record.outcome.exitCode, exitCode);
    QVERIFY(record.outcome.started.isValid());
    QVERIFY(record.outcome.ended >= record.outcome.started);
    QCOMPARE(record.outcome.outputBytes, exitCode == 0 ? 6 : 0);
}

void TestRunRegistry::aMissingHostIsRecorded()
{
    const auto failed = registry(m_folder->filePath(u"no-such-host"_s))
                            .start(*m_database, request(u"r1"_s, {u"print"_s}));
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Process);
    const RunRecord record = recordOf(u"r1"_s);
    QCOMPARE(toString(record.state), u"failed-to-start"_s);
    QVERIFY2(record.outcome.error.contains(u"no-such-host"_s), qPrintable(record.outcome.error));
    QCOMPARE(record.outcome.ended, m_clock.now());
    QVERIFY(!record.outcome.started.isValid());
    QCOMPARE(registry().reconcile(*m_database).value(), QStringList());
}

void TestRunRegistry::aFolderThatCannotBeMadeIsRecorded()
{
    QFile inTheWay(m_paths->runs());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto failed = registry().start(*m_database, request(u"r1"_s, {u"print"_s}));
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Io);
    QCOMPARE(toString(recordOf(u"r1"_s).state), u"failed-to-start"_s);
}

void TestRunRegistry::whatCannotRunLeavesNoTrace()
{
    QCOMPARE(registry().start(*m_database, RunRequest()).error().code, ErrorCode::InvalidFormat);
    QVERIFY(RunStore(*m_database).ids()->isEmpty());
    QVERIFY(!QDir(m_paths->runs()).exists());

    insertRow(request(u"r1"_s, {u"print"_s}));
    QCOMPARE(registry().start(*m_database, request(u"r1"_s, {u"print"_s})).error().code,
             ErrorCode::AlreadyExists);
    QCOMPARE(toString(recordOf(u"r1"_s).state), u"running"_s); // the other run is not called failed
}

void TestRunRegistry::reconcilesWhatTheFolderSays_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("state");
    QTest::newRow("the host lives") << u"host lives"_s << u"running"_s;
    QTest::newRow("it ended") << u"ended"_s << u"succeeded"_s;
    QTest::newRow("it ended and the host lives") << u"ended, host lives"_s << u"succeeded"_s;
    QTest::newRow("the host is gone") << u"host gone"_s << u"interrupted"_s;
    QTest::newRow("the host is being started") << u"fresh request"_s << u"running"_s;
    QTest::newRow("the host never came") << u"old request"_s << u"interrupted"_s;
    QTest::newRow("the folder is being made") << u"nothing yet"_s << u"running"_s;
    QTest::newRow("the folder was removed") << u"nothing left"_s << u"interrupted"_s;
    QTest::newRow("the outcome makes no sense") << u"broken outcome"_s << u"interrupted"_s;
}

void TestRunRegistry::reconcilesWhatTheFolderSays()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, state);
    const RunFolder files = folderOf(u"r1"_s);
    const RunRequest asked = request(u"r1"_s, {u"print"_s});
    insertRow(asked, folder == u"nothing left"_s || folder == u"old request"_s ? 3'600'000 : 0);
    if (!folder.startsWith(u"nothing"_s)) {
        QVERIFY(files.writeRequest(asked));
        makeLog(files, "one\ntwo\nthr");
    }
    if (folder.contains(u"host lives"_s))
        writeHost(files, ProcessIdentity::current(), 0);
    if (folder == u"host gone"_s || folder == u"broken outcome"_s)
        writeHost(files, goneProcess(), 7);
    if (folder.startsWith(u"ended"_s))
        QVERIFY(files.writeOutcome(succeeded()));
    if (folder == u"broken outcome"_s)
        QVERIFY(writeFileDurably(files.outcomeFile(), "{"));
    if (folder == u"old request"_s)
        makeOld(files.request());

    const auto running = registry().reconcile(*m_database);
    QVERIFY(running);
    QCOMPARE(*running, state == u"running"_s ? QStringList{u"r1"_s} : QStringList());
    const RunRecord record = recordOf(u"r1"_s);
    QCOMPARE(toString(record.state), state);
    if (folder == u"host gone"_s || folder == u"broken outcome"_s) { // output is kept
        QCOMPARE(record.outcome.outputBytes, 11);
        QCOMPARE(record.outcome.lines, 3);
        QVERIFY(record.outcome.ended.isValid());
        QCOMPARE(QFileInfo(files.log()).size(), 11);
        QCOMPARE(record.outcome.error.isEmpty(), folder == u"host gone"_s);
    }
    if (state == u"succeeded"_s)
        QCOMPARE(record.outcome.toJson(), succeeded().toJson());
}

void TestRunRegistry::aBrokenFolderHidesNoOther()
{
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s}) {
        insertRow(request(id, {u"print"_s}));
        QVERIFY(folderOf(id).writeRequest(request(id, {u"print"_s})));
    }
    // A folder where a file should be: that is no statement about the run, and may be different
    // later.
    QVERIFY(QDir().mkpath(folderOf(u"a"_s).outcomeFile()));
    QVERIFY(folderOf(u"b"_s).writeOutcome(succeeded()));
    writeHost(folderOf(u"c"_s), ProcessIdentity::current(), 0);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"run \"?a"_s));
    QCOMPARE(registry().reconcile(*m_database).value(), QStringList{u"c"_s});
    QCOMPARE(toString(recordOf(u"b"_s).state), u"succeeded"_s);
}

void TestRunRegistry::aFinalRowStays()
{
    insertRow(request(u"r1"_s, {u"print"_s}));
    QVERIFY(folderOf(u"r1"_s).writeRequest(request(u"r1"_s, {u"print"_s})));
    RunOutcome stopped = succeeded();
    stopped.state = RunState::Stopped;
    QVERIFY(RunStore(*m_database).recordOutcome(u"r1"_s, stopped).value());
    QVERIFY(folderOf(u"r1"_s).writeOutcome(succeeded()));
    QCOMPARE(toString(registry().refresh(*m_database, u"r1"_s)->state), u"stopped"_s);
    QCOMPARE(registry().refresh(*m_database, u"none"_s).error().code, ErrorCode::NotFound);
}

void TestRunRegistry::theStartOfTheChildIsNoted()
{
    insertRow(request(u"r1"_s, {u"print"_s}));
    QVERIFY(folderOf(u"r1"_s).writeRequest(request(u"r1"_s, {u"print"_s})));
    writeHost(folderOf(u"r1"_s), ProcessIdentity::current(), 0);
    QVERIFY(!registry().refresh(*m_database, u"r1"_s)->outcome.started.isValid());
    writeHost(folderOf(u"r1"_s), ProcessIdentity::current(), 7);
    const QDateTime started = registry().refresh(*m_database, u"r1"_s)->outcome.started;
    QVERIFY(started.isValid());
    makeOld(folderOf(u"r1"_s).hostFile());
    QCOMPARE(registry().refresh(*m_database, u"r1"_s)->outcome.started, started);
}

void TestRunRegistry::runsWithoutRowsComeBack()
{
    const auto make = [this](const QString &id) {
        RunRequest asked = request(id, {u"print"_s, u"it's"_s});
        asked.values = {{u"name"_s, {u"Ann"_s}}};
        QVERIFY(folderOf(id).writeRequest(asked));
    };
    make(u"20260301-120000-ended1"_s);
    RunOutcome ended = succeeded();
    QVERIFY(folderOf(u"20260301-120000-ended1"_s).writeOutcome(ended));
    make(u"20260302-120000-lives1"_s);
    writeHost(folderOf(u"20260302-120000-lives1"_s), ProcessIdentity::current(), 7);
    make(u"20260303-120000-gone01"_s);
    writeHost(folderOf(u"20260303-120000-gone01"_s), goneProcess(), 7);
    make(u"20260304-120000-never1"_s); // no host ever saw it
    make(u"20260305-120000-other1"_s);
    QVERIFY(folderOf(u"20260305-120000-other1"_s).writeOutcome(ended));
    QVERIFY(QDir(m_paths->runs()).rename(u"20260305-120000-other1"_s, u"copy"_s)); // another run's
                                                                                   // request
    QVERIFY(QDir().mkpath(m_paths->runFolder(u"broken"_s)));
    QVERIFY(writeFileDurably(folderOf(u"broken"_s).request(), "{"));
    writeHost(folderOf(u"broken"_s), goneProcess(), 7);
    make(u"20260306-120000-known1"_s);
    insertRow(request(u"20260306-120000-known1"_s, {u"print"_s}));
    QVERIFY(folderOf(u"20260306-120000-known1"_s).writeOutcome(ended));

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"copy is not a run"_s));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"broken is not a run"_s));
    QCOMPARE(registry().reconcile(*m_database).value(), QStringList{u"20260302-120000-lives1"_s});
    const auto ids = RunStore(*m_database).ids();
    QCOMPARE(ids->size(), 4);
    const RunRecord first = recordOf(u"20260301-120000-ended1"_s);
    QCOMPARE(toString(first.state), u"succeeded"_s);
    QCOMPARE(first.request.argv.last(), u"it's"_s);
    QCOMPARE(first.request.values.value(u"name"_s), QStringList{u"Ann"_s});
    QCOMPARE(first.created, ended.started);
    const RunRecord gone = recordOf(u"20260303-120000-gone01"_s);
    QCOMPARE(toString(gone.state), u"interrupted"_s);
    QCOMPARE(gone.created, QDateTime({2026, 3, 3}, {12, 0}, Qt::UTC));
}

void TestRunRegistry::runsComeBackOnce()
{
    QCOMPARE(registry().reconcile(*m_database).value(), QStringList());
    const RunRequest asked = request(u"20260301-120000-ended1"_s, {u"print"_s});
    QVERIFY(folderOf(asked.runId).writeRequest(asked));
    QVERIFY(folderOf(asked.runId).writeOutcome(succeeded()));
    QCOMPARE(registry().reconcile(*m_database).value(), QStringList());
    QVERIFY(RunStore(*m_database).ids()->isEmpty()); // a row that was removed does not come back
}

void TestRunRegistry::aDamagedDatabaseLosesNoHistory()
{
    const QString id = newRunId(m_clock.now());
    QVERIFY(registry().start(*m_database, request(id, {u"exit"_s, u"3"_s})));
    QTRY_COMPARE(toString(registry().refresh(*m_database, id)->state), u"failed"_s);
    // When it was asked for is not in its folder: nearly when it started.
    const auto known = [&] {
        QJsonObject json = recordOf(id).toJson();
        json.remove("created"_L1);
        return json;
    };
    const QJsonObject before = known();
    m_database.reset();
    QVERIFY(writeFileDurably(m_paths->database(), "no database any more"));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is damaged"_s));
    auto database = Database::open(m_paths->database());
    QVERIFY(database);
    m_database = std::move(*database);
    QVERIFY(!m_database->setAside().isEmpty());
    QVERIFY(registry().reconcile(*m_database));
    QCOMPARE(known(), before);
}

int main(int argc, char *argv[])
{
    if (const int code = childMain(argc, argv); code >= 0)
        return code;
    QCoreApplication application(argc, argv);
    TestRunRegistry test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_runregistry.moc"
