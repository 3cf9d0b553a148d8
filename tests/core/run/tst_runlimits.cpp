// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/processtree.h"
#include "core/run/resourcescope.h"
#include "tests/core/run/runfixture.h"

#include <QDir>
#include <QStorageInfo>

#include <csignal>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// Sets a variable for the hosts that are started meanwhile.
class ScopedVariable final
{
public:
    ScopedVariable(const char *name, const QByteArray &value)
        : m_name(name),
          m_before(qgetenv(name)),
          m_wasSet(qEnvironmentVariableIsSet(name))
    {
        qputenv(name, value);
    }
    ~ScopedVariable()
    {
        if (m_wasSet)
            qputenv(m_name, m_before);
        else
            qunsetenv(m_name);
    }
    ScopedVariable(const ScopedVariable &) = delete;
    ScopedVariable &operator=(const ScopedVariable &) = delete;

private:
    const char *m_name;
    const QByteArray m_before;
    const bool m_wasSet;
};

// A machine on which systemd runs for the user, as far as a host can see: its socket, and a
// systemd-run in PATH, which is testchild.
class UserManager final
{
public:
    explicit UserManager(const RunFixture &fixture)
        : m_words(fixture.path(u"words"_s)),
          m_runtime("XDG_RUNTIME_DIR", QFile::encodeName(fixture.path(u"runtime"_s))),
          m_path("PATH", QFile::encodeName(fixture.path(u"bin"_s)) + ':' + qgetenv("PATH")),
          m_log("TESTCHILD_SCOPE_WORDS", QFile::encodeName(m_words))
    {
        QDir().mkpath(fixture.path(u"runtime/systemd"_s));
        QDir().mkpath(fixture.path(u"bin"_s));
        QFile::setPermissions(fixture.path(u"runtime"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QFile(fixture.path(u"runtime/systemd/private"_s)).open(QIODevice::WriteOnly);
        QFile::link(RunFixture::testchild(), fixture.path(u"bin/systemd-run"_s));
    }
    QStringList words() const // of all calls
    {
        QFile file(m_words);
        return file.open(QIODevice::ReadOnly)
            ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
            : QStringList();
    }

private:
    QString m_words;
    ScopedVariable m_runtime;
    ScopedVariable m_path;
    ScopedVariable m_log;
};

constexpr qint64 mb = 1'000'000;

qint64 peakOf(qint64 pid)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).chopped(3).trimmed().toLongLong() * 1024;
    }
    return 0;
}

} // namespace

// What a run took from the machine, and what it may take.
class TestRunLimits final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usage();
    void usageOfGrandchildrenAndOrphans();
    void usageOfNothing();
    void processorTime_data();
    void processorTime();
    void memory();
    void addressesAreNotMemory();
    void priority();
    void processes();
    void forkBomb();
    void ceilingOfTasks();
    void limitsThatAreNotReached();
    void scopeWords();
    void scope();
    void scopeOfAnOlderManager();
    void withoutAScope_data();
    void withoutAScope();
};

void TestRunLimits::usage()
{
    RunFixture fixture;
    // Not into a tmpfs, where nothing is written to a disk.
    QTemporaryDir disk(QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/usage-XXXXXX"));
    QVERIFY(disk.isValid());
    const RunOutcome outcome = fixture.run(
        fixture.request({u"allocate"_s, QString::number(120 * mb), u"to-file"_s,
                         disk.filePath(u"file"_s), u"flood"_s, QString::number(30 * mb)}));
    QCOMPARE(int(outcome.state), int(RunState::Succeeded));
    QVERIFY(outcome.usage.isKnown());
    QVERIFY2(outcome.usage.peakMemoryBytes > 118 * mb && outcome.usage.peakMemoryBytes < 160 * mb,
             qPrintable(QString::number(outcome.usage.peakMemoryBytes)));
    // Other file systems have their own ways.
    const QByteArray fileSystem = QStorageInfo(disk.path()).fileSystemType();
    if (fileSystem.startsWith("ext") || fileSystem == "xfs") {
        QVERIFY2(outcome.usage.writtenBytes >= 30 * mb && outcome.usage.writtenBytes < 40 * mb,
                 qPrintable(QString::number(outcome.usage.writtenBytes)));
    }
    QCOMPARE(RunFolder(fixture.lastFolder).readOutcome()->usage, outcome.usage);
}

void TestRunLimits::usageOfGrandchildrenAndOrphans()
{
    // An orphan in a session of its own burns its time and is ended by the system; nobody but the
    // host waits for it.
    RunFixture fixture;
    RunRequest request = fixture.request({u"double-fork"_s, u"exit"_s, u"0"_s, u"--"_s, u"burn"_s});
    request.limits.cpuSeconds = 1;
    const RunOutcome outcome = fixture.run(request);
    QVERIFY2(outcome.usage.cpuMs() >= 500 && outcome.usage.cpuMs() < 3000,
             qPrintable(QString::number(outcome.usage.cpuMs())));
}

void TestRunLimits::usageOfNothing()
{
    RunFixture fixture;
    const RunOutcome little = fixture.run(fixture.request({u"exit"_s, u"0"_s}));
    QVERIFY(little.usage.isKnown());
    QVERIFY(little.usage.cpuMs() < 500);
    QVERIFY(little.usage.writtenBytes < mb);

    // While it lives the system tells its size, without ours.
    RunFollower follower(fixture.launch(fixture.request({u"read-line"_s})));
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QTRY_VERIFY(follower.child().pid > 0);
    QVERIFY(!done.wait(500));
    const qint64 real = peakOf(follower.child().pid);
    follower.closeInput();
    QVERIFY(done.wait(20'000));
    const qint64 told = done.first().first().value<RunOutcome>().usage.peakMemoryBytes;
    QVERIFY2(real > 0 && qAbs(told - real) < mb, qPrintable(QString::number(told - real)));

    RunRequest request = fixture.request({});
    request.argv = {u"no-such-program"_s};
    QVERIFY(!fixture.run(request).usage.isKnown());
}

void TestRunLimits::processorTime_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("word");
    QTest::newRow("takes the signal") << u"burn"_s << SIGXCPU << u"SIGXCPU"_s;
    QTest::newRow("goes on") << u"burn-on"_s << SIGKILL << u"went on"_s;
}

void TestRunLimits::processorTime()
{
    QFETCH(QString, verb);
    QFETCH(int, signal);
    QFETCH(QString, word);
    RunFixture fixture;
    RunRequest request = fixture.request({verb});
    request.limits.cpuSeconds = 1;
    const RunOutcome outcome = fixture.run(request, 240'000);
    QCOMPARE(int(outcome.state), int(RunState::Failed));
    QCOMPARE(outcome.signal, signal);
    QVERIFY2(outcome.error.contains(u"1 s of processor time"_s) && outcome.error.contains(word),
             qPrintable(outcome.error));
}

void TestRunLimits::memory()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"allocate"_s, QString::number(300 * mb)});
    request.limits.memoryBytes = 100 * mb;
    RunOutcome outcome = fixture.run(request);
    QCOMPARE(outcome.exitCode, 7);
    QCOMPARE(RunFixture::log(fixture.lastFolder), "refused\n"_ba);
    // It asked for all at once and never had much: nobody can know why it failed.
    QCOMPARE(outcome.error, QString());

    request = fixture.request({u"allocate"_s, QString::number(95 * mb), u"allocate"_s,
                               QString::number(95 * mb)});
    request.limits.memoryBytes = 100 * mb;
    outcome = fixture.run(request);
    QCOMPARE(outcome.exitCode, 7);
    QVERIFY2(outcome.error.contains(u"memory limit of 100.0 MB"_s), qPrintable(outcome.error));
}

// As Java and Node do it.
void TestRunLimits::addressesAreNotMemory()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"reserve"_s, QString::number(50'000 * mb), u"allocate"_s,
                                          QString::number(20 * mb)});
    request.limits.memoryBytes = 100 * mb;
    QCOMPARE(int(fixture.run(request).state), int(RunState::Succeeded));
}

void TestRunLimits::priority()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"niceness"_s, u"child"_s, u"sleep"_s, u"300"_s, u"--"_s,
                                          u"niceness"_s});
    request.limits.niceness = 15;
    QCOMPARE(int(fixture.run(request).state), int(RunState::Succeeded));
    QCOMPARE(RunFixture::log(fixture.lastFolder), "15\n15\n"_ba);
}

void TestRunLimits::processes()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"crowd"_s, u"12"_s, u"sleep-forever"_s});
    request.limits.processes = 10;
    request.graceMs = 60'000; // nobody is asked
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(int(outcome.state), int(RunState::Failed));
    QVERIFY2(outcome.error.contains(u"13 processes"_s) && outcome.error.contains(u"than 10 "_s),
             qPrintable(outcome.error));
    QCOMPARE(outcome.survivors, QStringList());
    QCOMPARE(outcome.signal, SIGKILL);
}

void TestRunLimits::forkBomb()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"bomb"_s});
    request.limits.processes = 50;
    const RunOutcome outcome = fixture.run(request, 60'000);
    QCOMPARE(int(outcome.state), int(RunState::Failed));
    QVERIFY2(outcome.error.contains(u"more than 50 "_s), qPrintable(outcome.error));
    QCOMPARE(outcome.survivors, QStringList());
}

// What ends a bomb that is faster than the watch.
void TestRunLimits::ceilingOfTasks()
{
    const qint64 tasks = ProcessTree::tasksOfUser();
    if (tasks < 0)
        QSKIP("this system does not tell");
    QVERIFY(tasks >= 1);
    RunFixture fixture;
    RunRequest request = fixture.request({});
    request.argv = {u"cat"_s, u"/proc/self/limits"_s};
    request.limits.processes = 50;
    QCOMPARE(int(fixture.run(request, 20'000).state), int(RunState::Succeeded));
    qint64 ceiling = 0;
    for (const QByteArray &line : RunFixture::log(fixture.lastFolder).split('\n')) {
        if (line.startsWith("Max processes"))
            ceiling = line.simplified().split(' ').value(2).toLongLong();
    }
    QVERIFY2(ceiling > 3000 && ceiling < tasks + 10'000, qPrintable(QString::number(ceiling)));
}

void TestRunLimits::limitsThatAreNotReached()
{
    RunFixture fixture;
    RunRequest request = fixture.request({u"crowd"_s, u"3"_s, u"sleep"_s, u"600"_s, u"exit"_s,
                                          u"0"_s});
    request.limits = {.memoryBytes = 500 * mb, .cpuSeconds = 100, .niceness = 1, .processes = 4};
    RunFollower follower(fixture.launch(request));
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QVERIFY(!done.wait(900)); // the crowd holds the output
    follower.kill();
    QVERIFY(done.wait(20'000));
    const auto outcome = done.first().first().value<RunOutcome>();
    QCOMPARE(int(outcome.state), int(RunState::Stopped));
    QCOMPARE(outcome.error, QString());
}

void TestRunLimits::scopeWords()
{
    QVERIFY(!ResourceScope::isWanted({.cpuSeconds = 1, .niceness = 1}));
    QVERIFY(ResourceScope::isWanted({.memoryBytes = 1}));
    QVERIFY(ResourceScope::isWanted({.processes = 1}));
    const QStringList words = ResourceScope::words({.memoryBytes = 512 * mb, .processes = 10},
                                                   u"20261120-140305-k3f9q2"_s);
    QCOMPARE(words,
             (QStringList{u"--user"_s, u"--scope"_s, u"--quiet"_s, u"--collect"_s,
                          u"--description=Command Runner, run 20261120-140305-k3f9q2"_s, u"-p"_s,
                          u"MemoryMax=512000000"_s, u"-p"_s, u"MemorySwapMax=0"_s, u"-p"_s,
                          u"TasksMax=640"_s}));
    QVERIFY(!ResourceScope::words({.processes = 10}, u"x"_s).join(u' ').contains(u"Memory"_s));
}

void TestRunLimits::scope()
{
    RunFixture fixture;
    const UserManager manager(fixture);
    const QString pidFile = fixture.path(u"pid"_s);
    RunRequest request = fixture.request({u"pid-file"_s, pidFile, u"allocate"_s,
                                          QString::number(150 * mb), u"print"_s, u"out"_s,
                                          u"$HOME 'a' \"b\""_s, u"exit"_s, u"3"_s});
    request.limits.memoryBytes = 100 * mb; // which the group would keep; the child has no limit
    RunFollower follower(fixture.launch(request));
    QSignalSpy done(&follower, &RunFollower::done);
    follower.start();
    QVERIFY(done.wait(30'000));
    const auto outcome = done.first().first().value<RunOutcome>();
    QCOMPARE(outcome.exitCode, 3);
    QCOMPARE(RunFixture::log(fixture.lastFolder), "$HOME 'a' \"b\"\n"_ba);
    // It became the program: the same process that the host watches over.
    QCOMPARE(RunFixture::pidFrom(pidFile), follower.child().pid);
    const QStringList words = manager.words();
    QCOMPARE(words.count(u"MemoryMax=100000000"_s), 2); // once to try, once for the run
    QCOMPARE(words.count(u"--expand-environment=no"_s), 2);
    QCOMPARE(words.count(RunFixture::testchild()), 1);
}

void TestRunLimits::scopeOfAnOlderManager()
{
    RunFixture fixture;
    const UserManager manager(fixture);
    const ScopedVariable old("TESTCHILD_SCOPE_OLD", "1");
    RunRequest request = fixture.request({u"exit"_s, u"4"_s});
    request.limits.processes = 10;
    QCOMPARE(fixture.run(request).exitCode, 4);
    QCOMPARE(manager.words().count(u"--expand-environment=no"_s), 1); // tried in vain
    QCOMPARE(manager.words().count(RunFixture::testchild()), 1);
}

void TestRunLimits::withoutAScope_data()
{
    QTest::addColumn<bool>("refuses");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("it refuses") << true << true;
    QTest::newRow("no manager runs") << false << false;
}

void TestRunLimits::withoutAScope()
{
    QFETCH(bool, refuses);
    QFETCH(bool, isThere);
    RunFixture fixture;
    const UserManager manager(fixture);
    std::optional<ScopedVariable> fails;
    if (refuses)
        fails.emplace("TESTCHILD_SCOPE_FAILS", "1");
    if (!isThere)
        QVERIFY(QFile::remove(fixture.path(u"runtime/systemd/private"_s)));
    RunRequest request = fixture.request({u"allocate"_s, QString::number(300 * mb)});
    request.limits.memoryBytes = 100 * mb;
    const RunOutcome outcome = fixture.run(request);
    QCOMPARE(outcome.exitCode, 7);                                 // the child's own limit
    QCOMPARE(RunFixture::log(fixture.lastFolder), "refused\n"_ba); // nothing else in its output
    QCOMPARE(manager.words().isEmpty(), !isThere);
}

QTEST_GUILESS_MAIN(TestRunLimits)
#include "tst_runlimits.moc"
