// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A history of a million runs: what is asked while somebody types, beside LIKE over the same texts.
#include "core/storage/runstore.h"
#include "core/workspace/runservice.h"
#include "tests/bench/benchreport.h"
#include "tests/bench/memory.h"
#include "tests/support/manyruns.h"
#include "widgets/history/runsmodel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int million = 1'000'000;

template<class T>
T require(Result<T> result)
{
    if (result)
        return *std::move(result);
    std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
    std::exit(1);
}

double secondsOf(const RunStore &store, const RunQuery &query, qsizetype expected)
{
    qsizetype found = 0;
    const double seconds = Bench::seconds([&] { found = require(store.runs(query)).size(); });
    if (found != expected) {
        std::fprintf(stderr, "\"%s\" found %lld runs\n", qPrintable(query.text), qlonglong(found));
        std::exit(1);
    }
    return seconds;
}

void measure(Database &database)
{
    const RunStore store(database);
    const auto searching = [&store](const QString &text, qsizetype expected) {
        return [&store, text, expected] {
            RunQuery query;
            query.text = text;
            return secondsOf(store, query, expected);
        };
    };
    const auto like = [&database] {
        return Bench::seconds([&database] {
            auto query = database.execute(
                u"SELECT runs.id FROM runs JOIN texts ON texts.id = text_id "
                "WHERE texts.text LIKE '%0f4a1%' ORDER BY number DESC LIMIT 200"_s);
            if (!query)
                std::exit(1);
            while (query->next()) {}
        });
    };
    const auto rounds = Bench::interleaved(
        {searching(u"0f4a1"_s, 10), like, searching(u"import_7"_s, 200),
         searching(u"import_25 0f4a1"_s, 10), searching(u"nowhere"_s, 0),
         [&store] { return secondsOf(store, {}, 200); },
         [&store] {
             RunQuery query;
             query.state = RunState::Failed;
             return secondsOf(store, query, 200);
         }});
    const auto ms = [&rounds](size_t i) {
        return Bench::median(rounds.at(i)) * 1e3;
    };
    constexpr double frame = 16;
    using Bench::Better;
    Bench::row(u"history.rare"_s, u"1 M runs: a rare term"_s, ms(0), u"ms"_s, Better::Less, frame);
    Bench::row(u"history.like"_s, u"1 M runs: a rare term against LIKE"_s,
               Bench::ratio(rounds[1], rounds[0]), u"× LIKE"_s, Better::More, 8);
    Bench::row(u"history.common"_s, u"1 M runs: a common term"_s, ms(2), u"ms"_s, Better::Less,
               frame);
    Bench::row(u"history.both"_s, u"1 M runs: a common and a rare term"_s, ms(3), u"ms"_s,
               Better::Less, frame);
    Bench::row(u"history.none"_s, u"1 M runs: a term that is nowhere"_s, ms(4), u"ms"_s,
               Better::Less, frame);
    Bench::row(u"history.newest"_s, u"1 M runs: the newest 200"_s, ms(5), u"ms"_s, Better::Less,
               frame);
    Bench::row(u"history.failed"_s, u"1 M runs: the newest 200 that failed"_s, ms(6), u"ms"_s,
               Better::Less, frame);
}

// What an empty window says, and what the program of the window says at the same moment.
constexpr auto painted = "window painted";

// A program of its own: how soon does it show something, from exec() on?
int showEmptyWindow()
{
    class Watch final : public QObject
    {
    protected:
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint)
                QMetaObject::invokeMethod(this, [] { qWarning(painted); }, Qt::QueuedConnection);
            return false;
        }
    } watch;
    QMainWindow window;
    window.resize(1200, 760);
    window.installEventFilter(&watch);
    window.show();
    return QApplication::exec();
}

// Until the program has said it on its standard error; then it is ended.
double secondsUntil(const QString &program, const QStringList &arguments, const QByteArray &said)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"qt.qpa.*=false;commandrunner.widgets.debug=true"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    QByteArray heard;
    while (!heard.contains(said)) {
        if (!process.waitForReadyRead(30'000)) {
            std::fprintf(stderr, "%s was silent: %s\n", qPrintable(program), heard.constData());
            std::exit(1);
        }
        heard += process.readAll();
    }
    const double seconds = double(timer.nsecsElapsed()) * 1e-9;
    process.terminate();
    if (!process.waitForFinished(30'000))
        process.kill();
    return seconds;
}

// What the rows of who scrolls on and on take.
void measureRows(const DataPaths &paths, const Clock &clock, DatabaseWorker &worker)
{
    constexpr int wanted = 100'000;
    RunService service(worker, RunRegistry(paths, clock, RunLauncher(paths.runs(), {})));
    RunsModel model(
        [&service](const RunQuery &query, QObject *context,
                   std::function<void(Result<QList<RunRecord>>)> done) {
            service.query(query, context, std::move(done));
        },
        clock);
    bool answered = false;
    QObject::connect(&model, &RunsModel::answered, &model, [&answered] { answered = true; });
    const auto wait = [&answered] {
        while (!std::exchange(answered, false))
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    model.refresh();
    wait();
    const qint64 before = Bench::residentBytes();
    const int first = model.runCount();
    while (model.runCount() < wanted) {
        model.fetchMore({});
        wait();
    }
    Bench::info(u"history.row"_s, u"1 M runs: memory of a row that was scrolled past"_s,
                double(Bench::residentBytes() - before) / (model.runCount() - first), u"bytes"_s);
}

void measurePaint(const QString &folder)
{
    const QString program = QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner");
    const QStringList arguments{u"--data-dir"_s, folder, u"--page"_s, u"runs"_s};
    const auto times = Bench::interleaved(
        {[&] { return secondsUntil(program, arguments, painted); },
         [&] { return secondsUntil(program, arguments, "rows painted"); },
         [] {
             return secondsUntil(QCoreApplication::applicationFilePath(), {u"--empty-window"_s},
                                 painted);
         }},
        4 * Bench::rounds);
    Bench::row(u"history.paint"_s, u"1 M runs: start to first paint of the window, page Runs"_s,
               Bench::ratio(times[0], times[2]), u"× an empty window"_s, Bench::Better::Less, 2);
    Bench::info(u"history.rows"_s, u"1 M runs: start to first paint with rows in it"_s,
                Bench::ratio(times[1], times[2]), u"× an empty window"_s);
    Bench::info(u"history.rowsMs"_s, u"1 M runs: start to first paint with rows in it"_s,
                Bench::median(times[1]) * 1e3, u"ms"_s);
    Bench::info(u"history.emptyMs"_s, u"start to first paint of an empty window"_s,
                Bench::median(times[2]) * 1e3, u"ms"_s);
}

void measurePage(const QString &folder)
{
    const SystemClock clock;
    const DataPaths paths(folder);
    DatabaseWorker worker(paths.database());
    worker.start();
    measureRows(paths, clock, worker);
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(u"--empty-window"_s))
        return showEmptyWindow();
    const QTemporaryDir folder;
    {
        const auto database = require(Database::open(DataPaths(folder.path()).database()));
        if (const auto filled = fillWithRuns(*database, million); !filled) {
            std::fprintf(stderr, "%s\n", qPrintable(filled.error().toString()));
            return 1;
        }
        measure(*database);
    }
    measurePaint(folder.path());
    measurePage(folder.path());
    return 0;
}
