// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/translations.h"
#include "app/desktop/desktopoptions.h"
#include "app/desktop/displaycheck.h"
#include "app/desktop/screenshot.h"
#include "app/desktop/singleinstance.h"
#include "app/desktop/startupwatch.h"
#include "app/desktop/terminationsignals.h"
#include "core/base/logging.h"
#include "core/secrets/secretservice.h"
#include "core/workspace/commandcatalog.h"
#include "core/workspace/housekeeping.h"
#include "core/workspace/queueworker.h"
#include "core/workspace/runcontextrecorder.h"
#include "core/workspace/runservice.h"
#include "widgets/common/theme.h"
#include "widgets/history/runstable.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/problempage.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/settingsdialog.h"
#include "widgets/mainwindow/windowsettings.h"

#include <QApplication>
#include <QMainWindow>
#include <QTextStream>

#include <algorithm>
#include <cstring>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

enum ExitCode { Done = 0, Failed = 1, WrongUsage = 2 };

void nameProgram()
{
    QCoreApplication::setApplicationName(u"Command Runner"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(COMMANDRUNNER_VERSION));
}

// Help and version need no display, which Qt's own handling of them would.
bool answersWithoutWindow(int argc, char *argv[])
{
    const auto isOneOf = [](const char *word, std::initializer_list<const char *> known) {
        return std::any_of(known.begin(), known.end(),
                           [word](const char *other) { return std::strcmp(word, other) == 0; });
    };
    for (int i = 1; i < argc; ++i) {
        const bool version = isOneOf(argv[i], {"--version", "-v"});
        if (!version && !isOneOf(argv[i], {"--help", "-h", "-?"}))
            continue;
        const QCoreApplication application(argc, argv);
        nameProgram();
        QTextStream(stdout) << (version ? u"Command Runner %1\n"_s.arg(
                                              QCoreApplication::applicationVersion())
                                        : DesktopOptions::help());
        return true;
    }
    return false;
}

// Nothing works without the data folder; the reason stands in a window, since a desktop shows no
// standard error.
int showProblem(const Error &error, const DesktopOptions &options)
{
    QTextStream(stderr) << ProblemPage::text(error) << '\n' << ProblemPage::advice(error) << '\n';
    QMainWindow window;
    window.setWindowTitle(u"Command Runner"_s);
    auto *page = new ProblemPage(error, &window);
    QObject::connect(page, &ProblemPage::quitRequested, &window, &QWidget::close);
    window.setCentralWidget(page);
    window.resize(options.size.isValid() ? options.size : QSize(1024, 640));
    window.show();
    if (options.screenshot.isEmpty())
        QApplication::exec();
    else
        window.grab().save(options.screenshot, "PNG");
    return Failed;
}

int runWindow(const DesktopOptions &options, const DataPaths &paths, ThemeSwitcher &theme,
              SingleInstance &instance)
{
    const SystemClock clock;
    WindowSettings settings(paths.settings());
    theme.apply(
        options.theme.value_or(themeChoiceFromString(settings.value(u"appearance"_s).toString())));

    // What it tells waits for the event loop, so for the window.
    DatabaseWorker database(paths.database());
    database.start();
    DiscoveryService discovery(nullptr, DiscoveryService::Watching::Yes);
    DiscoveryOptions discoveryOptions;
    discoveryOptions.cacheFolder = paths.cache();
    CommandCatalog catalog(database, discovery, clock, discoveryOptions);
    catalog.setDataPaths(paths);
    RunService runs(database,
                    RunRegistry(paths, clock,
                                RunLauncher(paths.runs(), RunLauncher::hostProgramBesideUs())));
    const RunContextRecorder contexts(runs, database);
    QObject::connect(&contexts, &RunContextRecorder::recorded, &runs, &RunService::runChanged);
    Housekeeping housekeeping(paths, clock);
    SecretService secrets(paths);
    secrets.load(&secrets, [](const Result<void> &loaded) {
        if (!loaded)
            qCWarning(logWorkspace, "%s", qPrintable(loaded.error().toString()));
    });
    MainWindow window({paths, clock, database, catalog, runs, theme, settings, &housekeeping,
                       &secrets});
    housekeeping.setIdleCheck([&runs] { return runs.runningCount() == 0; });
    housekeeping.setSpared([&window] {
        const QStringList shown = window.runTabs().runIds();
        return QSet<QString>(shown.cbegin(), shown.cend());
    });
    QObject::connect(&runs, &RunService::runStarted, &housekeeping, &Housekeeping::giveWay);
    if (options.screenshot.isEmpty())
        housekeeping.start();

    const auto showComputer = [&catalog, &settings] {
        catalog.showComputer(settings.value(ComputerCommandsShown::key, true).toBool());
    };
    QObject::connect(&settings, &WindowSettings::changed, &catalog,
                     [showComputer](const QString &key) {
                         if (key == ComputerCommandsShown::key)
                             showComputer();
                     });
    showComputer();

    const TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::received, &window, &QWidget::close);
    QObject::connect(&instance, &SingleInstance::raiseRequested, &window, &MainWindow::raiseWindow);
    QObject::connect(&instance, &SingleInstance::addFolderRequested, &window,
                     &MainWindow::addFolder);
    if (options.size.isValid()) {
        window.setWindowState(window.windowState() & ~Qt::WindowMaximized);
        window.resize(options.size);
    }
    if (!options.page.isEmpty())
        window.showPage(options.page == "runs"_L1 ? MainWindow::Page::Runs
                                                  : MainWindow::Page::Commands);
    StartupWatch watch(window, *window.findChild<RunsTable *>());
    window.show();
    window.begin();
    if (!options.addFolder.isEmpty())
        window.addFolder(options.addFolder);

    Screenshot screenshot(window, runs, options);
    if (!options.screenshot.isEmpty()) {
        QObject::connect(&screenshot, &Screenshot::finished, qApp,
                         [](int code) { QCoreApplication::exit(code); });
        screenshot.start();
    }
    const int exitCode = QApplication::exec();
    // What waits gets its turn without a window, too; should nothing be there for that, at the next
    // start.
    if (runs.hasWaiting())
        QueueWorker::start(paths);
    return exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    if (answersWithoutWindow(argc, argv))
        return Done;
    if (!hasDisplay(argc, argv)) {
        QTextStream(stderr) << "There is no display to show a window on. Use commandrunner-cli "
                               "here, or start under a virtual display:\n"
                               "  xvfb-run commandrunner\n";
        return Failed;
    }
    QApplication application(argc, argv);
    nameProgram();
    installTranslations(application);
    QGuiApplication::setDesktopFileName(QString::fromLatin1(applicationId));
    QApplication::setWindowIcon(applicationIcon());

    const auto options = DesktopOptions::parse(QCoreApplication::arguments());
    if (!options) {
        QTextStream(stderr) << options.error() << "\nTry 'commandrunner --help'.\n";
        return WrongUsage;
    }
    ThemeSwitcher theme(application);
    theme.apply(options->theme.value_or(ThemeChoice::System));
    const auto paths = DataPaths::open(options->dataFolder);
    if (!paths)
        return showProblem(paths.error(), *options);

    SingleInstance instance(paths->root());
    if (options->screenshot.isEmpty()) {
        switch (instance.claim(options->addFolder)) {
        case SingleInstance::Outcome::HandedOver:
            return Done;
        case SingleInstance::Outcome::NoAnswer:
            return showProblem({ErrorCode::Busy, paths->root(), {}}, *options);
        case SingleInstance::Outcome::First:
            break;
        }
    }
    return runWindow(*options, *paths, theme, instance);
}
