// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/commandcatalog.h"
#include "core/workspace/runservice.h"
#include "tests/support/fakeclock.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/connecttoworkspace.h"
#include "widgets/commands/lastrunsstrip.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

struct Workspace {
    explicit Workspace(const DataPaths &paths)
        : worker(paths.database()),
          catalog(worker, discovery, clock, {}),
          runs(worker, RunRegistry(paths, clock, RunLauncher(paths.runs(), {})))
    {
        worker.start();
    }

    FakeClock clock;
    DatabaseWorker worker;
    DiscoveryService discovery;
    CommandCatalog catalog;
    RunService runs;
};

} // namespace

// The page on the real catalog and the real runs.
class TestWorkspace final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const QString root = QFileInfo(m_folder->path()).canonicalFilePath();
        m_paths = std::make_unique<DataPaths>(root);
        m_project = root + u"/shop"_s;
        QVERIFY(QDir().mkpath(m_project));
        QFile file(m_project + u"/Makefile"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("build: ## Makes it\n\ttrue\ndeploy:\n\ttrue\n");
    }

    void aFolderIsAddedTrustedAndRemoved()
    {
        Workspace workspace(*m_paths);
        CommandsPage page;
        connectToWorkspace(page, workspace.catalog, workspace.runs);
        workspace.catalog.load();
        QTRY_VERIFY(workspace.catalog.isLoaded());
        Q_EMIT page.folderAddRequested(m_project);
        QTRY_COMPARE(page.list()->model().commandCount(), 2);
        const Command build = workspace.catalog.commands().first();
        page.selectCommand(build.absoluteId());
        QCOMPARE(page.commandPage()->command()->description, u"Makes it"_s);

        QSignalSpy run(&page, &CommandsPage::runRequested);
        page.runAction()->trigger();
        QCOMPARE(run.count(), 0); // it asks first
        Q_EMIT page.trustChangeRequested(m_project, true);
        QTRY_VERIFY(workspace.catalog.isTrusted(m_project));
        page.runAction()->trigger();
        QCOMPARE(run.count(), 1);

        QVERIFY(!page.favouriteAction()->isChecked());
        page.favouriteAction()->trigger();
        QTRY_VERIFY(workspace.catalog.favourites().contains(build.absoluteId()));
        QTRY_VERIFY(page.favouriteAction()->isChecked());

        Q_EMIT page.folderRemoveRequested(m_project);
        QTRY_COMPARE(page.list()->model().commandCount(), 0);
        QVERIFY(page.currentCommandId().isEmpty());
    }

    void anOwnCommandIsKept()
    {
        Workspace workspace(*m_paths);
        CommandsPage page;
        connectToWorkspace(page, workspace.catalog, workspace.runs);
        workspace.catalog.load();
        QTRY_VERIFY(workspace.catalog.isLoaded());
        Command own;
        own.source = u"own"_s;
        own.name = u"backup"_s;
        own.id = Command::makeId(own.source, {}, own.name);
        own.argv = {u"rsync"_s, u"a b"_s};
        own.workingDirectory = m_project;
        Q_EMIT page.ownCommandSaveRequested(own);
        QTRY_COMPARE(page.list()->model().commandCount(), 1);
        Q_EMIT page.ownCommandRemoveRequested(own.id);
        QTRY_COMPARE(page.list()->model().commandCount(), 0);
    }

    void lastRunsAndTheirValuesAreShown()
    {
        Workspace workspace(*m_paths);
        CommandsPage page(nullptr, &workspace.clock);
        connectToWorkspace(page, workspace.catalog, workspace.runs);
        workspace.catalog.load();
        QTRY_VERIFY(workspace.catalog.isLoaded());
        Q_EMIT page.folderAddRequested(m_project);
        QTRY_COMPARE(page.list()->model().commandCount(), 2);
        const Command build = workspace.catalog.commands().first();

        RunRequest request;
        request.runId = newRunId(workspace.clock.now());
        request.commandId = build.id;
        request.folder = build.folder;
        request.name = build.name;
        request.argv = build.argv;
        request.workingDirectory = build.workingDirectory;
        request.freeArguments = u"-j4 'a b'"_s;
        RunOutcome outcome;
        outcome.state = RunState::Failed;
        outcome.exitCode = 2;
        outcome.started = workspace.clock.now().addSecs(-240);
        outcome.ended = outcome.started.addMSecs(3'200);
        auto database = Database::open(m_paths->database());
        QVERIFY(database.has_value());
        RunStore store(**database);
        QVERIFY(store.insert(request, RunState::Running, outcome.started).has_value());
        QVERIFY(store.recordOutcome(request.runId, outcome).has_value());

        page.selectCommand(build.absoluteId());
        auto *strip = page.findChild<LastRunsStrip *>();
        QTRY_COMPARE(strip->texts(), QStringList{u"✕ 4 min ago · 3.2 s"_s});
        QTRY_COMPARE(strip->statisticsText(), u"0 %"_s);
        QCOMPARE(page.commandPage()->freeArguments(), u"-j4 'a b'"_s);
        // Another command has none.
        page.selectCommand(workspace.catalog.commands().last().absoluteId());
        QVERIFY(strip->texts().isEmpty());
        QVERIFY(page.commandPage()->freeArguments().isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DataPaths> m_paths;
    QString m_project;
};

QTEST_MAIN(TestWorkspace)
#include "test_workspace.moc"
