// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints the page Runs with a made-up history, light and dark, into the folder given:
// runsgallery FOLDER
#include "core/base/clock.h"
#include "core/output/outputlog.h"
#include "widgets/common/theme.h"
#include "widgets/history/runsfilterbar.h"
#include "widgets/history/runspage.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

#include <cstdio>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

void settle(int ms = 700)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

RunRequest request(int i)
{
    struct Sample {
        const char *source, *project, *name;
        QStringList argv;
    };
    const Sample samples[] = {
        {"django:manage.py:",
         "/srv/shop",
         "import_orders",
         {u"python"_s, u"manage.py"_s, u"import_orders"_s, u"--since"_s, u"2026-11-01"_s}},
        {"npm:package.json:", "/srv/shop", "build", {u"npm"_s, u"run"_s, u"build"_s}},
        {"make:Makefile:",
         "/srv/site",
         "deploy",
         {u"make"_s, u"deploy"_s, u"STAGE=test"_s, u"MESSAGE=two words"_s}},
        {"make:Makefile:",
         "/home/ann/reports",
         "monthly-report-for-the-accounting-department",
         {u"make"_s, u"monthly-report-for-the-accounting-department"_s}},
    };
    const Sample &sample = samples[i % 4];
    RunRequest result;
    result.runId = u"20261120-%1-k3f9q2"_s.arg(999'999 - i, 6, 10, QLatin1Char('0'));
    result.name = QString::fromLatin1(sample.name);
    result.commandId = QString::fromLatin1(sample.source) + result.name;
    result.folder = QString::fromLatin1(sample.project);
    result.workingDirectory = result.folder;
    result.argv = sample.argv;
    if (i % 5 == 4)
        result.origin = RunOrigin::Schedule;
    return result;
}

// Long values in the second.
void makeLong(RunRequest &request)
{
    request.argv << u"--customer-file=/srv/shop/data/customers/2026/november/all-customers.csv"_s
                 << u"--comment"_s << u"a comment of several words that does not fit a line"_s;
    request.environment = {{u"DATABASE_PASSWORD"_s, u"hunter2"_s},
                           {u"DJANGO_SETTINGS_MODULE"_s, u"shop.settings.production"_s},
                           {u"LANG"_s, std::nullopt}};
    request.timeoutMs = 600'000;
}

RunOutcome outcome(int i, const QDateTime &started)
{
    RunOutcome result;
    result.state = RunState::Succeeded;
    result.exitCode = 0;
    if (i % 9 == 3) {
        result.state = RunState::Failed;
        result.exitCode = 2;
    } else if (i == 5) {
        result.state = RunState::TimedOut;
        result.exitCode = -1;
        result.signal = 15;
    } else if (i == 10) {
        result.state = RunState::Stopped;
        result.signal = 15;
        result.exitCode = -1;
    } else if (i == 14) {
        result.state = RunState::FailedToStart;
        result.exitCode = 127;
        result.error = u"make was not found"_s;
    } else if (i == 18) {
        result.state = RunState::Interrupted;
    }
    result.started = started;
    result.ended = started.addMSecs(i == 1 ? 48'000 : 2000 + (i * 7919) % 4000);
    result.outputBytes = 12'400'000;
    result.lines = 120'433;
    result.usage = {4100, 900, 312'000'000, 48'000'000};
    if (i == 1)
        result.survivors = {u"esbuild (41267)"_s};
    return result;
}

void fill(Database &database, const QString &runsFolder, const QDateTime &now)
{
    RunStore store(database);
    for (int i = 59; i >= 0; --i) {
        RunRequest asked = request(i);
        if (i == 1)
            makeLong(asked);
        const QDateTime started = now.addSecs(-60 - i * i * 140);
        if (!store.insert(asked, RunState::Running, started))
            qFatal("no row");
        if (i > 0 && !store.recordOutcome(asked.runId, outcome(i, started)))
            qFatal("no outcome");
        if (i == 0 && !store.markRunning(asked.runId, started))
            qFatal("not running");
        RunContext context{u"workstation"_s,
                           u"Debian GNU/Linux 12 (bookworm), Linux 6.1.0"_s,
                           u"ann"_s,
                           u"/srv/shop/.venv/bin/python"_s,
                           u"/usr/bin/python3.11"_s,
                           u"Python 3.11.2"_s,
                           u"4f1c9d27b5a0e8c3d6f1a2b3c4d5e6f708192a3b"_s,
                           u"feature/orders"_s,
                           true};
        if (!store.setContext(asked.runId, context) || !store.setPinned(asked.runId, i % 17 == 2))
            qFatal("no context");
        QDir().mkpath(runsFolder + u'/' + asked.runId);
        OutputLogWriter writer;
        const RunFolder folder(runsFolder + u'/' + asked.runId);
        if (!writer.open(folder.log(), folder.index()))
            qFatal("no log");
        writer.append(OutputStream::Standard,
                      "Connecting …\nWARNING: 3 rows without an address were skipped\n"
                      "Imported 1204 rows\n",
                      0);
        writer.close();
    }
    if (!store.setNote(request(1).runId, u"The disk was slow: the backup ran beside it."_s))
        qFatal("no note");
}

void select(const RunsPage &page, const QString &runId)
{
    const_cast<RunsPage &>(page).showRun(runId);
    settle();
}

void paint(RunsPage &page, const QDir &folder, const QString &theme)
{
    const auto save = [&](const QString &name) {
        page.grab().save(folder.filePath(u"%1-%2.png"_s.arg(name, theme)));
    };
    auto *filters = page.findChild<RunsFilterBar *>();
    page.refresh();
    settle();
    save(u"runs"_s);
    select(page, request(1).runId);
    save(u"runs-details"_s);
    filters->searchField()->setText(u"import --since"_s);
    settle();
    save(u"runs-filtered"_s);
    filters->searchField()->setText(u"nowhere to be found"_s);
    settle();
    save(u"runs-none"_s);
    for (QToolButton *button : filters->findChildren<QToolButton *>()) {
        if (button->text() == "Also in Outputs"_L1)
            button->setChecked(true);
    }
    filters->searchField()->setText(u"without an address"_s);
    settle(900);
    save(u"runs-outputs"_s);
    filters->clear();
    page.resize(934, 560);
    settle();
    save(u"runs-small"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (argc != 2) {
        std::fputs("runsgallery FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    const QTemporaryDir data;
    const SystemClock clock;
    const auto paths = DataPaths::open(data.path());
    if (!paths)
        return 1;
    {
        const auto database = Database::open(paths->database());
        if (!database)
            return 1;
        fill(**database, paths->runs(), clock.now());
    }
    DatabaseWorker worker(paths->database());
    worker.start();
    RunService runs(worker, RunRegistry(*paths, clock, RunLauncher(paths->runs(), {})));
    ThemeSwitcher themes(application);
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.apply(theme);
        RunsPage page(runs, clock);
        page.resize(1276, 700); // what a window of 1366x768 leaves it
        page.show();
        paint(page, folder, toString(theme));
    }
    return 0;
}
