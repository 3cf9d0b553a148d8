// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"
#include "core/run/runfolder.h"
#include "core/workspace/runservice.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/readingpreferences.h"
#include "widgets/output/runtab.h"
#include "widgets/output/terminalopener.h"
#include "widgets/output/terminalstrip.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// With real hosts and children. COMMANDRUNNER_GRAB=FOLDER saves what the tabs look like.
class TestRunTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_paths = std::make_unique<DataPaths>(m_folder->path());
        m_worker = std::make_unique<DatabaseWorker>(m_paths->database());
        const QString host = QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host");
        m_service = std::make_unique<RunService>(
            *m_worker, RunRegistry(*m_paths, m_clock, RunLauncher(m_paths->runs(), host)));
        m_worker->start();
    }
    void cleanup()
    {
        m_tab.reset();
        m_service.reset();
        m_worker.reset();
    }

    void talksToAProgramUntilItsEnd()
    {
        start({u"print"_s, u"out"_s, u"hello"_s, u"echo-stdin"_s});
        QVERIFY(m_tab);
        QCOMPARE(m_tab->title(), u"a test"_s);
        QTRY_COMPARE(m_tab->pane()->document()->rowCount(), 1);
        QCOMPARE(m_tab->pane()->view()->rowText(0), u"hello"_s);
        QVERIFY(button(u"Stop"_s) && button(u"Stop"_s)->isEnabled());
        QVERIFY(button(u"Run Again"_s) && !button(u"Run Again"_s)->isEnabled());

        QLineEdit *input = inputLine();
        QTRY_VERIFY(input->isVisible());
        QTest::keyClicks(input, u"Ann Lee"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(input->text().isEmpty());
        QTRY_COMPARE(m_tab->pane()->view()->rowText(1), u"Ann Lee"_s);
        grab(u"runtab-running"_s);

        QSignalSpy changed(m_tab.get(), &RunTab::titleChanged);
        QTest::keyClick(input, Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(m_tab->state() == RunState::Succeeded);
        QVERIFY(!changed.isEmpty());
        QVERIFY(!input->isVisible());
        QVERIFY(!button(u"Stop"_s)->isEnabled());
        QTRY_VERIFY(m_tab->pane()->document()->isFinished());

        QSignalSpy again(m_tab.get(), &RunTab::runAgainRequested);
        button(u"Run Again"_s)->click();
        QCOMPARE(again.size(), 1);
        QCOMPARE(again.first().first().value<RunRecord>().id(), m_tab->runId());
    }

    void aPasswordIsNotReadOverTheShoulder()
    {
        start({u"print"_s, u"out"_s, u"up"_s, u"partial-line"_s, u"out"_s, u"Password for ann: "_s,
               u"read-line"_s, u"partial-line"_s, u"out"_s, u"Name: "_s, u"read-line"_s});
        QLineEdit *input = inputLine();
        QTRY_COMPARE(input->echoMode(), QLineEdit::Password);
        QTest::keyClicks(input, u"s3cret"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(input->echoMode(), QLineEdit::Normal);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_VERIFY(m_tab->state() == RunState::Succeeded);
    }

    void aTerminalTakesKeys()
    {
        startInTerminal({u"raw-keys"_s});
        OutputView *view = m_tab->pane()->view();
        QTRY_VERIFY(view->isTyping());
        QVERIFY(!inputLine()->isVisible());
        QTRY_COMPARE(view->rowText(0), u"keys"_s);
        QTest::keyClicks(view, u"ab"_s);
        QTest::keyClick(view, Qt::Key_Escape); // twice would stop the run otherwise
        QTest::keyClick(view, Qt::Key_Escape);
        QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(view->rowText(1), u"<61><62><1b><1b><03>"_s);
        grab(u"runtab-terminal"_s);
        QVERIFY(action(u"Type Into the Program"_s)->isChecked());
        action(u"Type Into the Program"_s)->trigger();
        QVERIFY(!view->isTyping());
        QTest::keyClick(view, Qt::Key_Z);
        action(u"Type Into the Program"_s)->trigger();
        QTest::keyClick(view, Qt::Key_Q);
        QTRY_VERIFY(m_tab->state() == RunState::Succeeded);
        QTRY_VERIFY(m_tab->pane()->document()->isFinished());
        QCOMPARE(view->rowText(1), u"<61><62><1b><1b><03><71>"_s);
        QVERIFY(!view->isTyping());
        QVERIFY(!m_tab->terminal()->isVisible());
    }

    void aTerminalIsResizedWithThePane()
    {
        QStringList verbs;
        for (int i = 0; i < 2000; ++i)
            verbs += {u"read-line"_s, u"window-size"_s};
        startInTerminal(verbs);
        OutputView *view = m_tab->pane()->view();
        QTRY_VERIFY(view->isTyping());
        const auto hasOurSize = [view] {
            QTest::keyClick(view, Qt::Key_Return);
            const QString size = u"%1x%2"_s.arg(view->grid().width()).arg(view->grid().height());
            return view->rowText(view->document()->rowCount() - 1) == size;
        };
        QTRY_VERIFY(hasOurSize());
        const QSize before = view->grid();
        m_tab->resize(800, 300);
        QVERIFY(view->grid() != before);
        QTRY_VERIFY(hasOurSize());
        button(u"Stop"_s)->click();
        QTRY_VERIFY(m_tab->state() == RunState::Stopped);
    }

    void aPasswordInATerminalIsSaid()
    {
        startInTerminal({u"read-password"_s});
        QTRY_VERIFY(label(u"The program reads a password: what you type is not shown."_s));
        grab(u"runtab-password"_s);
        QTest::keyClicks(m_tab->pane()->view(), u"s3cret"_s);
        QTest::keyClick(m_tab->pane()->view(), Qt::Key_Return);
        QTRY_VERIFY(m_tab->state() == RunState::Succeeded);
        QTRY_VERIFY(m_tab->pane()->document()->isFinished());
        QCOMPARE(m_tab->pane()->view()->rowText(1), u"6 characters"_s);
    }

    void aProgramThatFillsTheScreenIsOfferedATerminal()
    {
        startInTerminal({u"print"_s, u"out"_s, u"before"_s, u"partial-line"_s, u"out"_s,
                         u"\\e[?1049h\\e[Hfull"_s, u"read-line"_s, u"print"_s, u"out"_s,
                         u"\\e[?1049l"_s, u"read-line"_s});
        const MessageBanner *offer = m_tab->terminal()->offer();
        QTRY_VERIFY(offer->isVisible());
        grab(u"runtab-fullscreen"_s);
        QStringList words;
        m_tab->terminalOpener()->setStart([&words](const QStringList &argv) {
            words = argv;
            return true;
        });
        QSignalSpy opened(m_tab->terminalOpener(), &TerminalOpener::opened);
        m_tab->pane()->preferences().setTerminal(u"sh -c 'exit 0' --title \"my window\""_s);
        offer->findChild<QPushButton *>()->click();
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(words.first(5),
                 (QStringList{u"sh"_s, u"-c"_s, u"exit 0"_s, u"--title"_s, u"my window"_s}));
        QCOMPARE(words.sliced(6),
                 (QStringList{u"attach"_s, m_tab->runId(), u"--data-dir"_s, m_folder->path()}));
        m_tab->pane()->preferences().setTerminal(u"no-such-terminal"_s);
        action(u"Open in Terminal"_s)->trigger();
        QTRY_VERIFY(m_tab->pane()->banner()->isVisible());
        QVERIFY(m_tab->pane()->banner()->text().contains(u"no-such-terminal"_s));

        QTest::keyClick(m_tab->pane()->view(), Qt::Key_Return);
        QTRY_VERIFY(!offer->isVisible());
        QTest::keyClick(m_tab->pane()->view(), Qt::Key_Return);
        QTRY_VERIFY(m_tab->state() == RunState::Succeeded);
    }

    void inputIsSentAsTheOutputIsRead()
    {
        start({u"read-line"_s, u"echo-stdin"_s});
        QTRY_VERIFY(m_tab->state() == RunState::Running);
        m_tab->pane()->readAs(OutputEncoding::Latin1);
        QLineEdit *input = inputLine();
        QTRY_VERIFY(input->isVisible());
        input->setText(u"5 €"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(input->text(), u"5 €"_s); // Latin-1 has none
        QVERIFY(m_tab->pane()->banner()->text().contains(u"ISO-8859-1"_s));
        input->setText(u"Größe"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(input->text().isEmpty());
        input->setText(u"Maß"_s);
        QTest::keyClick(input, Qt::Key_D, Qt::ControlModifier); // sent without a newline
        QTRY_VERIFY(m_tab->state() == RunState::Succeeded);
        QTRY_VERIFY(m_tab->pane()->document()->isFinished());
        QFile log(m_service->runFolder(m_tab->runId()) + u"/output.log"_s);
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray bytes = log.readAll();
        QVERIFY2(bytes.contains("Gr\xf6\xdf"
                                "e")
                     && bytes.contains("\nMa\xdf"),
                 bytes.constData());
        QVERIFY(!QDir(m_paths->cache()).entryList({u"transcript-*"_s}).isEmpty());
        m_tab.reset();
        QTRY_VERIFY(QDir(m_paths->cache()).entryList({u"transcript-*"_s}).isEmpty());
    }

    void stops()
    {
        start({u"print"_s, u"out"_s, u"up"_s, u"sleep-forever"_s});
        QTRY_COMPARE(m_tab->pane()->document()->rowCount(), 1);
        button(u"Stop"_s)->click();
        QTRY_VERIFY(m_tab->state() == RunState::Stopped);
        QVERIFY(button(u"Stop"_s)); // its name is back
    }

    void asksTwiceToKill()
    {
        start({u"ignore-term"_s, u"print"_s, u"out"_s, u"deaf"_s, u"sleep-forever"_s});
        QTRY_COMPARE(m_tab->pane()->document()->rowCount(), 1);
        button(u"Stop"_s)->click();
        QVERIFY(m_tab->state() == RunState::Running);
        QVERIFY(button(u"Kill Now"_s));
        button(u"Kill Now"_s)->click();
        QTRY_VERIFY(m_tab->state() == RunState::Stopped);
    }

    void twoEscapesStop()
    {
        start({u"print"_s, u"out"_s, u"up"_s, u"sleep-forever"_s});
        QTRY_COMPARE(m_tab->pane()->document()->rowCount(), 1);
        QTest::keyClick(m_tab->pane()->view(), Qt::Key_Escape);
        QTest::keyClick(m_tab->pane()->view(), Qt::Key_Escape);
        QTRY_VERIFY(m_tab->state() == RunState::Stopped);
    }

    void aProgramThatIsMissingIsExplained()
    {
        RunRequest request = requestFor({});
        request.argv = {u"no-such-program-anywhere"_s};
        startRequest(request);
        QVERIFY(m_tab);
        QTRY_VERIFY(m_tab->state() == RunState::FailedToStart);
        const auto banners = m_tab->findChildren<MessageBanner *>();
        const auto shown = std::find_if(banners.begin(), banners.end(),
                                        [](const auto *b) { return b->isVisible(); });
        QVERIFY(shown != banners.end());
        QVERIFY((*shown)->text().contains(u"no-such-program-anywhere"));
        QVERIFY(!(*shown)->detail().isEmpty());
        grab(u"runtab-failed-to-start"_s);
    }

    void showsAFinishedRunOfThePast()
    {
        RunRecord record;
        record.request = requestFor({u"print"_s, u"out"_s, u"old"_s});
        record.state = RunState::Failed;
        record.outcome.state = RunState::Failed;
        record.outcome.exitCode = 3;
        record.outcome.started = QDateTime(QDate(2026, 11, 20), QTime(13, 0), Qt::UTC);
        record.outcome.ended = record.outcome.started.addMSecs(250'000);
        record.outcome.outputLostFrom = 12'400'000;
        record.outcome.outputError = u"No space left on device"_s;
        show(record); // its log is gone
        QVERIFY(!m_tab->pane()->view()->placeholder().isEmpty());
        QVERIFY(label(u"exit code 3 · 4 min 10 s"_s));
        QVERIFY(label(u"✕ failed"_s));
        const auto banners = m_tab->findChildren<MessageBanner *>();
        QVERIFY(std::any_of(banners.begin(), banners.end(), [](const auto *b) {
            return b->isVisible() && b->text().contains(u"12.4 MB")
                && b->detail().contains(u"No space left");
        }));
        grab(u"runtab-failed"_s);
    }

    void everyActionIsInReach()
    {
        RunRecord record;
        record.request = requestFor({});
        record.state = RunState::Stopped;
        show(record);
        QStringList names;
        const QList<QAction *> actions = m_tab->actions();
        for (const QAction *action : actions) {
            QVERIFY(!action->text().isEmpty() && !action->toolTip().isEmpty());
            names.append(action->text());
        }
        for (const char *name : {"Stop", "Run Again", "Follow", "Wrap", "Time of Day", "Filters",
                                 "Find", "Copy", "Save…"})
            QVERIFY2(names.contains(QString::fromUtf8(name)), name);
    }

private:
    RunRequest requestFor(const QStringList &words) const
    {
        RunRequest request;
        request.runId = newRunId(m_clock.now());
        request.name = u"a test"_s;
        request.argv = QStringList{QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild")} + words;
        request.workingDirectory = m_folder->path();
        return request;
    }
    void start(const QStringList &words) { startRequest(requestFor(words)); }
    void startInTerminal(const QStringList &words)
    {
        RunRequest request = requestFor(words);
        request.terminal = true;
        startRequest(request);
    }
    QLineEdit *inputLine() const
    {
        const auto edits = m_tab->findChildren<QLineEdit *>();
        const auto found = std::find_if(edits.begin(), edits.end(), [](const QLineEdit *edit) {
            return edit->accessibleName() == u"Input for the program";
        });
        return found == edits.end() ? nullptr : *found;
    }
    QAction *action(const QString &text) const
    {
        const QList<QAction *> actions = m_tab->actions();
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [&text](const QAction *a) { return a->text() == text; });
        return found == actions.end() ? nullptr : *found;
    }
    void startRequest(const RunRequest &request)
    {
        connect(m_service.get(), &RunService::runStarted, this, &TestRunTab::show);
        m_service->start(request);
        QTRY_VERIFY(m_tab);
    }
    void show(const RunRecord &record)
    {
        m_tab = std::make_unique<RunTab>(*m_service, record);
        m_tab->resize(1100, 420);
        m_tab->show();
    }
    QToolButton *button(const QString &text) const
    {
        for (QToolButton *candidate : m_tab->findChildren<QToolButton *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
    bool label(const QString &text) const
    {
        const auto labels = m_tab->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *l) { return l->text() == text; });
    }
    void grab(const QString &name)
    {
        const QString folder = qEnvironmentVariable("COMMANDRUNNER_GRAB");
        if (!folder.isEmpty())
            m_tab->grab().save(u"%1/%2.png"_s.arg(folder, name));
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    std::unique_ptr<DatabaseWorker> m_worker;
    std::unique_ptr<RunService> m_service;
    std::unique_ptr<RunTab> m_tab;
};

QTEST_MAIN(TestRunTab)
#include "test_runtab.moc"
