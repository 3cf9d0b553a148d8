// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints the window with the comparison of two runs, light and dark, into the folder given:
// comparegallery DATA_FOLDER BEFORE AFTER FOLDER
#include "widgets/common/theme.h"
#include "widgets/compare/comparepage.h"
#include "widgets/compare/compareview.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/palette/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QTimer>

#include <cstdio>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

void settle(int ms = 500)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void paint(MainWindow &window, const QDir &folder, const QString &theme)
{
    auto *page = window.findChild<ComparePage *>();
    if (!page)
        return;
    page->view()->setFocus();
    settle();
    window.grab().save(folder.filePath(u"compare-%1.png"_s.arg(theme)));
    QAction *whole = window.actions().action(u"view.maximiseOutput"_s);
    whole->setChecked(true);
    page->view()->setCurrentRow(page->view()->currentRow() + 3, true);
    settle();
    window.grab().save(folder.filePath(u"compare-whole-%1.png"_s.arg(theme)));
    page->view()->setAllOpen(true);
    page->setIgnored(0);
    settle(1500);
    window.grab().save(folder.filePath(u"compare-noise-%1.png"_s.arg(theme)));
    window.resize(1024, 640);
    page->setIgnored(NoiseKinds(15));
    settle(1500);
    window.grab().save(folder.filePath(u"compare-numbers-%1.png"_s.arg(theme)));
    window.resize(1366, 768);
    page->setIgnored(defaultNoise);
    whole->setChecked(false);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 5 || !QDir().mkpath(QString::fromLocal8Bit(argv[4]))) {
        std::fputs("usage: comparegallery DATA_FOLDER BEFORE AFTER FOLDER\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[4]));
    ThemeSwitcher themes(application);
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        themes.apply(theme);
        SystemClock clock;
        const DataPaths paths(QString::fromLocal8Bit(argv[1]));
        WindowSettings settings(paths.settings());
        DatabaseWorker database(paths.database());
        DiscoveryService discovery;
        CommandCatalog catalog(database, discovery, clock, DiscoveryOptions());
        RunService runs(database,
                        RunRegistry(paths, clock,
                                    RunLauncher(paths.runs(), RunLauncher::hostProgramBesideUs())));
        MainWindow window({paths, clock, database, catalog, runs, themes, settings});
        window.resize(1366, 768);
        window.show();
        window.begin();
        settle(1500);
        window.showNormal();
        window.resize(1366, 768);
        runs.record(QString::fromLocal8Bit(argv[2]), &window, [&](const Result<RunRecord> &one) {
            runs.record(QString::fromLocal8Bit(argv[3]), &window,
                        [&window, one](const Result<RunRecord> &other) {
                            if (one && other)
                                window.compareRuns(*one, *other);
                        });
        });
        settle(1500);
        paint(window, folder, toString(theme));
    }
    return 0;
}
