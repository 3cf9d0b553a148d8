// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"
#include "core/run/runfolder.h"
#include "core/workspace/runservice.h"
#include "widgets/common/format.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/runoutcometext.h"
#include "widgets/output/runtab.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QDateTime started({2026, 11, 20}, {13, 0}, Qt::UTC);

RunRecord ended(RunState state)
{
    RunRecord record;
    record.request.name = u"a test"_s;
    record.request.argv = {u"import-orders"_s, u"--all"_s};
    record.request.runId = u"20261120-130000-aaaaaa"_s;
    record.state = state;
    record.outcome.state = state;
    record.outcome.started = started;
    record.outcome.ended = started.addMSecs(250'000);
    return record;
}

// One window: its database connection, its service, its tab.
struct Window {
    explicit Window(const DataPaths &paths)
        : worker(paths.database()),
          service(
              worker,
              RunRegistry(paths, clock,
                          RunLauncher(paths.runs(),
                                      QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"))))
    {
        worker.start();
    }
    void show(const RunRecord &record)
    {
        tab = std::make_unique<RunTab>(service, record);
        tab->resize(1100, 420);
        tab->show();
    }
    bool label(const QString &text) const
    {
        const auto labels = tab->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *l) { return l->text() == text; });
    }
    QString banner() const // the text of those that are shown
    {
        QStringList texts;
        for (const MessageBanner *banner : tab->findChildren<MessageBanner *>()) {
            if (banner->isVisible())
                texts.append(banner->text());
        }
        return texts.join(u'\n');
    }
    void grab(const QString &name) const
    {
        const QString folder = qEnvironmentVariable("COMMANDRUNNER_GRAB");
        if (!folder.isEmpty())
            tab->grab().save(u"%1/%2.png"_s.arg(folder, name));
    }

    SystemClock clock;
    DatabaseWorker worker;
    RunService service;
    std::unique_ptr<RunTab> tab;
};

} // namespace

// What a run's tab says about the host while it runs, and about the end beyond its state.
class TestRunCondition final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_paths = std::make_unique<DataPaths>(m_folder->path());
    }

    void usageIsTold()
    {
        Window window(*m_paths);
        RunRecord record = ended(RunState::Failed);
        record.outcome.exitCode = 3;
        record.outcome.usage = {1100, 200, 45'000'000, 12'400'000};
        window.show(record);
        QVERIFY(window.label(u"exit code 3 · 4 min 10 s · CPU 1.3 s · 45.0 MB"_s));
        const QString lines = runUsageLines(record.outcome.usage).join(u'\n');
        for (const QString &part : {u"1.3 s"_s, u"200 ms"_s, u"45.0 MB"_s, u"12.4 MB"_s})
            QVERIFY2(lines.contains(part), qPrintable(lines));
        QVERIFY(runUsageLines({}).isEmpty() && runUsageFacts({}).isEmpty());
        window.grab(u"runcondition-usage"_s);
    }

    void interruptedSaysSinceWhen()
    {
        Window window(*m_paths);
        const RunRecord record = ended(RunState::Interrupted);
        window.show(record);
        const QString time = timeText(record.outcome.ended);
        QVERIFY(window.label(u"last sign of life %1"_s.arg(time)));
        QVERIFY2(window.banner().contains(exactTime(record.outcome.ended)),
                 qPrintable(window.banner()));
        window.grab(u"runcondition-interrupted"_s);
    }

    void limitIsNamed()
    {
        RunRecord record = ended(RunState::Failed);
        record.outcome.error = u"it was ended: it had 52 processes, and no more than 50 …"_s;
        record.outcome.signal = 9;
        const RunNotice notice = runNotice(record);
        QVERIFY(notice.text.contains(u"limit"_s));
        QCOMPARE(notice.detail, record.outcome.error);
        QVERIFY(!notice.calm);
        Window window(*m_paths);
        window.show(record);
        window.grab(u"runcondition-limit"_s);
    }

    void shutdownIsNamed()
    {
        RunRecord record = ended(RunState::Stopped);
        QVERIFY(runNotice(record).text.isEmpty()); // a person did it
        record.outcome.error = u"the system asked the run's host to end (SIGTERM)"_s;
        QVERIFY(runNotice(record).text.contains(u"shuts down"_s));
    }

    void whoIsLeftIsNamed()
    {
        RunRecord record = ended(RunState::Succeeded);
        record.outcome.exitCode = 0;
        record.outcome.leftRunning = {u"ssh-agent (4711)"_s, u"redis-server (4712)"_s};
        RunNotice notice = runNotice(record);
        QVERIFY(notice.calm);
        QVERIFY2(notice.text.contains(u"redis-server (4712)"_s), qPrintable(notice.text));
        Window window(*m_paths);
        window.show(record);
        window.grab(u"runcondition-left"_s);

        record = ended(RunState::Stopped);
        record.outcome.survivors = {u"sudo (4713)"_s};
        notice = runNotice(record);
        QVERIFY(!notice.calm);
        QVERIFY2(notice.text.contains(u"sudo (4713)"_s), qPrintable(notice.text));
    }

    void aRemovedOutputIsSaid()
    {
        RunRecord record = ended(RunState::Succeeded);
        record.output = OutputKept::Compressed;
        QVERIFY(runNotice(record).text.isEmpty());
        record.output = OutputKept::Removed;
        const RunNotice notice = runNotice(record);
        QVERIFY(notice.calm);
        QVERIFY2(notice.text.contains(u"was removed"_s), qPrintable(notice.text));
    }

    void hostNotices()
    {
        QVERIFY(hostNotice({}).isEmpty());
        QVERIFY(hostNotice({.pid = 1, .protocol = HostProtocol::version}).isEmpty());
        QVERIFY(hostNotice({.pid = 12, .protocol = HostProtocol::version + 1})
                    .contains(u"newer version"_s));
        QVERIFY(hostNotice({.pid = 12, .protocol = 1, .suspended = true, .answers = false})
                    .contains(u"kill -CONT 12"_s));
        QVERIFY(hostNotice({.pid = 12, .protocol = 1, .answers = false})
                    .contains(u"does not answer"_s));
    }

    void suspendedHostIsSaidWhileItIs()
    {
        Window window(*m_paths);
        start(window, {u"print"_s, u"out"_s, u"up"_s, u"read-line"_s, u"exit"_s, u"3"_s});
        QTRY_COMPARE(window.tab->pane()->document()->rowCount(), 1);
        QCOMPARE(window.banner(), QString());
        const pid_t host = hostOf(window);
        ::kill(host, SIGSTOP);
        QTRY_VERIFY(window.banner().contains(u"suspended"_s));
        window.grab(u"runcondition-suspended"_s);
        QVERIFY(window.tab->state() == RunState::Running);
        ::kill(host, SIGCONT);
        QTRY_COMPARE(window.banner(), QString());
        for (QAction *action : window.tab->actions()) {
            if (action->text() == u"Stop"_s)
                action->trigger();
        }
        QTRY_VERIFY(window.tab->state() == RunState::Stopped);
    }

    // Of a version that nobody knows yet: in this process, with what is stable for ever.
    void newerHostIsShownAndCanBeStopped()
    {
        const QString run = u"20261120-130000-bbbbbb"_s;
        const RunFolder folder(m_paths->runFolder(run));
        RunRequest request;
        request.runId = run;
        request.name = u"later"_s;
        request.argv = {u"later"_s};
        QVERIFY(folder.writeRequest(request));
        QFile log(folder.log());
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("one\n");
        log.close();
        QLocalServer server;
        QVERIFY(server.listen(m_folder->filePath(u"host.sock"_s)));
        QLocalSocket *socket = nullptr;
        QByteArray heard;
        connect(&server, &QLocalServer::newConnection, this, [&] {
            socket = server.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, this, [&] { heard += socket->readAll(); });
            socket->write("{\"type\":\"hello\",\"protocol\":99}\n{\"type\":\"weather\"}\n"
                          "{\"type\":\"started\",\"pid\":4711}\n");
        });
        HostDescription description;
        description.protocol = 99;
        description.host = ProcessIdentity::current();
        description.child = {4711, u"x"_s};
        description.socket = server.fullServerName();
        QVERIFY(folder.writeHost(description));

        Window window(*m_paths);
        connect(&window.service, &RunService::runChanged, this, [&window](const RunRecord &record) {
            if (!window.tab)
                window.show(record);
        });
        window.service.resume();
        QTRY_VERIFY(window.tab);
        QTRY_VERIFY(window.banner().contains(u"newer version"_s));
        QTRY_COMPARE(window.tab->pane()->view()->rowText(0), u"one"_s);
        const auto inputs = window.tab->findChildren<QLineEdit *>();
        for (const QLineEdit *input : inputs)
            QVERIFY(input->accessibleName() != u"Input for the program"_s || !input->isVisible());
        window.grab(u"runcondition-newer"_s);
        for (QAction *action : window.tab->actions()) {
            if (action->text() == u"Stop"_s)
                action->trigger();
        }
        QTRY_COMPARE(heard, "{\"type\":\"terminate\"}\n"_ba);
        QFile outcome(folder.outcomeFile());
        QVERIFY(outcome.open(QIODevice::WriteOnly));
        outcome.write("{\"version\":99,\"state\":\"quarantined\",\"exitCode\":0}");
        outcome.close();
        socket->disconnectFromServer();
        QTRY_VERIFY(window.tab->state() == RunState::Interrupted);
        QVERIFY(window.tab->record().outcome.error.contains(u"quarantined"_s));
        QVERIFY(!window.banner().contains(u"newer version of Command Runner"_s));
    }

    void twoWindowsWatchOneRun()
    {
        Window first(*m_paths);
        Window second(*m_paths);
        // Before the start: the second window may hear of the run at once.
        connect(&second.service, &RunService::runChanged, this, [&second](const RunRecord &record) {
            if (!second.tab)
                second.show(record);
        });
        start(first,
              {u"print"_s, u"out"_s, u"up"_s, u"read-line"_s, u"print"_s, u"out"_s, u"on"_s,
               u"exit"_s, u"3"_s});
        second.service.resume(); // as a window does that starts
        QTRY_VERIFY(second.tab);
        QTRY_COMPARE(second.tab->pane()->document()->rowCount(), 1);
        RunFollower *follower = second.service.follower(second.tab->runId());
        QVERIFY(follower);
        follower->sendInput("x\n");
        for (const Window *window : {&first, &second}) {
            QTRY_VERIFY(window->tab->state() == RunState::Failed);
            QTRY_COMPARE(window->tab->pane()->document()->rowCount(), 3);
            QCOMPARE(window->tab->record().outcome.exitCode, 3);
            QVERIFY(window->tab->record().outcome.usage.isKnown());
        }
    }

private:
    static pid_t hostOf(const Window &window)
    {
        return pid_t(RunFolder(window.service.runFolder(window.tab->runId())).readHost()->host.pid);
    }
    void start(Window &window, const QStringList &words)
    {
        RunRequest request;
        request.runId = newRunId(window.clock.now());
        request.name = u"a test"_s;
        request.argv = QStringList{QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild")} + words;
        request.workingDirectory = m_folder->path();
        connect(&window.service, &RunService::runStarted, this,
                [&window](const RunRecord &record) { window.show(record); });
        window.service.start(request);
        QTRY_VERIFY(window.tab);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
};

QTEST_MAIN(TestRunCondition)
#include "test_runcondition.moc"
