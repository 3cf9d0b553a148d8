// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlog.h"
#include "core/run/runfolder.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

using Liveness = RunFolder::Liveness;

class TestRunFolder final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void requestIsPrivate();
    void filesSurviveARoundTrip();
    void missingAndDamagedFiles();
    void identityOfThisProcess();
    void identityOfAZombieIsDead();
    void liveness();
    void hostThatDiedAndWhosePidIsReused();
    void damagedHostFileMeansGone();
    void nobodyIsGoneForWantOfDescriptors();
    void identityWithoutItsStart();
    void interruptedCountsWhatIsThere_data();
    void interruptedCountsWhatIsThere();
    void interruptedOfAnEmptyFolder();

private:
    RunRequest request() const
    {
        RunRequest request;
        request.runId = u"r"_s;
        request.argv = {u"x"_s};
        return request;
    }
    void write(const QString &path, const QByteArray &content) const
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    QDateTime now() const { return QDateTime::currentDateTimeUtc(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RunFolder> m_folder;
};

void TestRunFolder::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<RunFolder>(m_dir->filePath(u"runs/r"_s));
}

void TestRunFolder::requestIsPrivate()
{
    QVERIFY(m_folder->writeRequest(request()));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(m_folder->request()) & others));
    QVERIFY(!(QFile::permissions(m_folder->path()) & others));
}

void TestRunFolder::filesSurviveARoundTrip()
{
    QVERIFY(m_folder->writeRequest(request()));
    QCOMPARE(m_folder->readRequest()->argv, QStringList{u"x"_s});
    QVERIFY(m_folder->writeRequest(request())); // again: replaced

    HostDescription description;
    description.host = {12, u"boot:34"_s};
    description.socket = u"/run/x.sock"_s;
    QVERIFY(m_folder->writeHost(description));
    description.child = {13, u"boot:35"_s};
    QVERIFY(m_folder->writeHost(description));
    const auto host = m_folder->readHost();
    QVERIFY(host);
    QVERIFY(host->host == description.host);
    QVERIFY(host->child == description.child);
    QCOMPARE(host->socket, description.socket);

    RunOutcome outcome;
    outcome.state = RunState::Failed;
    outcome.exitCode = 3;
    QVERIFY(m_folder->writeOutcome(outcome));
    QCOMPARE(m_folder->readOutcome()->exitCode, 3);
}

void TestRunFolder::missingAndDamagedFiles()
{
    QCOMPARE(int(m_folder->readRequest().error().code), int(ErrorCode::NotFound));
    QCOMPARE(int(m_folder->readHost().error().code), int(ErrorCode::NotFound));
    QCOMPARE(int(m_folder->readOutcome().error().code), int(ErrorCode::NotFound));
    QVERIFY(m_folder->writeRequest(request()));
    write(m_folder->request(), "{\"version\":99,\"argv\":[\"x\"]}");
    QCOMPARE(int(m_folder->readRequest().error().code), int(ErrorCode::NewerVersion));
    write(m_folder->outcomeFile(), "{");
    QCOMPARE(int(m_folder->readOutcome().error().code), int(ErrorCode::InvalidFormat));
    write(m_folder->hostFile(), "{}");
    QCOMPARE(int(m_folder->readHost().error().code), int(ErrorCode::InvalidFormat));
}

void TestRunFolder::identityOfThisProcess()
{
    const ProcessIdentity me = ProcessIdentity::current();
    QCOMPARE(me.pid, QCoreApplication::applicationPid());
    QVERIFY(me.isAlive());
    QVERIFY(ProcessIdentity::of(me.pid) == me);
    QVERIFY(!(ProcessIdentity{me.pid, me.startTime + u'0'}.isAlive()));
    QVERIFY(!ProcessIdentity::of(0));
    QVERIFY(!ProcessIdentity::of(-1));
    QVERIFY(!(ProcessIdentity{}.isAlive()));
}

void TestRunFolder::identityOfAZombieIsDead()
{
    QProcess process;
    process.start(QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild"), {u"sleep-forever"_s});
    QVERIFY(process.waitForStarted());
    const auto identity = ProcessIdentity::of(process.processId());
    QVERIFY(identity);
    QVERIFY(identity->isAlive());
    process.kill();
    // QProcess takes the exit status in the event loop only; until then the process is a zombie.
    QDeadlineTimer deadline(5000);
    while (identity->isAlive() && !deadline.hasExpired())
        QThread::yieldCurrentThread();
    QVERIFY(!identity->isAlive());
    QVERIFY(process.waitForFinished());
}

void TestRunFolder::liveness()
{
    QCOMPARE(int(m_folder->liveness(now())), int(Liveness::HostGone)); // nothing there at all
    QVERIFY(m_folder->writeRequest(request()));
    QCOMPARE(int(m_folder->liveness(now())), int(Liveness::Starting));
    QCOMPARE(int(m_folder->liveness(now().addSecs(14))), int(Liveness::Starting));
    QCOMPARE(int(m_folder->liveness(now().addSecs(16))), int(Liveness::HostGone));

    HostDescription description;
    description.host = ProcessIdentity::current();
    QVERIFY(m_folder->writeHost(description));
    QCOMPARE(int(m_folder->liveness(now().addDays(400))), int(Liveness::Running));

    QVERIFY(m_folder->writeOutcome(RunOutcome{}));
    QCOMPARE(int(m_folder->liveness(now())), int(Liveness::Ended));
}

void TestRunFolder::hostThatDiedAndWhosePidIsReused()
{
    QVERIFY(m_folder->writeRequest(request()));
    HostDescription description;
    description.host = {ProcessIdentity::current().pid, u"another boot:1"_s};
    QVERIFY(m_folder->writeHost(description));
    QCOMPARE(int(m_folder->liveness(now())), int(Liveness::HostGone));
}

void TestRunFolder::damagedHostFileMeansGone()
{
    QVERIFY(m_folder->writeRequest(request()));
    write(m_folder->hostFile(), {});
    QCOMPARE(int(m_folder->liveness(now())), int(Liveness::HostGone));
}

void TestRunFolder::nobodyIsGoneForWantOfDescriptors()
{
    QVERIFY(m_folder->writeRequest(request()));
    HostDescription description;
    description.host = ProcessIdentity::current();
    QVERIFY(m_folder->writeHost(description));
    rlimit before = {};
    QVERIFY(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    // From none that is left on to as many as a look needs.
    const int used = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    QVERIFY(used >= 0);
    QList<int> answers;
    for (int left = 0; left < 3; ++left) {
        rlimit few = before;
        few.rlim_cur = rlim_t(used) + rlim_t(left);
        QVERIFY(::setrlimit(RLIMIT_NOFILE, &few) == 0);
        answers.append(description.host.isAlive());
        answers.append(m_folder->liveness(now()) == Liveness::Running);
        if (left == 0)
            ::close(used);
    }
    QVERIFY(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    QCOMPARE(answers, QList<int>(6, 1));
}

void TestRunFolder::identityWithoutItsStart()
{
    const ProcessIdentity me = ProcessIdentity::current();
    // What a host says that could not read it: the rest has to do.
    QVERIFY((ProcessIdentity{me.pid, {}}.isAlive()));
    if (!me.startTime.contains(u':'))
        QSKIP("no boot id here");
    const QString ticks = u':' + me.startTime.section(u':', -1);
    QVERIFY((ProcessIdentity{me.pid, ticks}.isAlive()));
    QVERIFY(!(ProcessIdentity{me.pid, ticks + u'0'}.isAlive()));
}

void TestRunFolder::interruptedCountsWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<qint64>("lines");
    QTest::newRow("nothing") << QByteArray() << 0LL;
    QTest::newRow("whole lines") << "a\nb\n"_ba << 2LL;
    QTest::newRow("half a line") << "a\nb"_ba << 2LL;
    QTest::newRow("larger than one read")
        << QByteArray("123456\n").repeated(400'000) + 'x' << 400'001LL;
}

void TestRunFolder::interruptedCountsWhatIsThere()
{
    QFETCH(QByteArray, log);
    QVERIFY(m_folder->writeRequest(request()));
    OutputLogWriter writer;
    QVERIFY(writer.open(m_folder->log(), m_folder->index()));
    writer.append(OutputStream::Standard, log, 1'700'000'000'123);
    writer.close();
    const RunOutcome outcome = m_folder->interruptedOutcome();
    QCOMPARE(int(outcome.state), int(RunState::Interrupted));
    QCOMPARE(outcome.outputBytes, log.size());
    QTEST(outcome.lines, "lines");
    QCOMPARE(outcome.exitCode, -1);
    if (log.isEmpty())
        QCOMPARE(outcome.ended, QFileInfo(m_folder->request()).lastModified().toUTC());
    else
        QCOMPARE(outcome.ended, QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC));
    QVERIFY(!outcome.started.isValid());
}

void TestRunFolder::interruptedOfAnEmptyFolder()
{
    const RunOutcome outcome = m_folder->interruptedOutcome();
    QCOMPARE(int(outcome.state), int(RunState::Interrupted));
    QCOMPARE(outcome.outputBytes, 0);
}

QTEST_GUILESS_MAIN(TestRunFolder)
#include "tst_runfolder.moc"
