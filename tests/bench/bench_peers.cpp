// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Against programs that people use for output today, where they are installed.
#include "tests/bench/benchreport.h"
#include "tests/bench/benchruns.h"
#include "widgets/output/outputpane.h"

#include <QApplication>
#include <QEventLoop>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr double paneBytes = 5e8;
constexpr double terminalBytes = 5e7;

QStringList flood(double size)
{
    return {u"flood"_s, QString::number(size, 'f', 0)};
}

// An X server of our own; its number is told by itself.
class VirtualScreen final
{
public:
    VirtualScreen()
    {
        m_server.setStandardErrorFile(QProcess::nullDevice());
        m_server.start(u"Xvfb"_s,
                       {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"1280x800x24"_s});
        if (m_server.waitForStarted() && m_server.waitForReadyRead(10'000))
            m_display = u':' + QString::fromLatin1(m_server.readLine().trimmed());
    }
    ~VirtualScreen()
    {
        m_server.terminate();
        m_server.waitForFinished(5000);
    }
    QString display() const { return m_display; }

private:
    QProcess m_server;
    QString m_display;
};

// Seconds until it has ended; less than 0: it failed.
double timeOf(const QString &program, const QStringList &arguments, const QString &display)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISPLAY"_s, display);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardInputFile(QProcess::nullDevice());
    const double time = Bench::seconds([&] {
        process.start(program, arguments);
        process.waitForFinished(60'000);
    });
    return process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError
        ? time
        : -1;
}

void measureTerminal(const Bench::Runs &runs, const QString &name, double bytes, double pipeTarget,
                     double terminalTarget)
{
    const QString id = u"peers."_s + name;
    const QString onPipe = u"pane on a pipe"_s;
    const QString onTerminal = u"pane on a terminal"_s;
    if (QStandardPaths::findExecutable(name).isEmpty()) {
        Bench::skip(id, onPipe, u"× %1: not installed"_s.arg(name));
        return;
    }
    const VirtualScreen screen;
    if (screen.display().isEmpty()) {
        Bench::skip(id, onPipe, u"× %1: Xvfb is not installed"_s.arg(name));
        return;
    }
    // Their start is not their pace.
    const QStringList verbs = QStringList{u"-e"_s, Bench::testchild()};
    const auto times = Bench::interleaved(
        {[&] { return runs.toPane(runs.request(flood(paneBytes))) / paneBytes; },
         [&] {
             RunRequest request = runs.request(flood(terminalBytes));
             request.terminal = true;
             return runs.toPane(request) / terminalBytes;
         },
         [&] {
             const double start = timeOf(name, verbs + QStringList{u"exit"_s, u"0"_s},
                                         screen.display());
             const double whole = timeOf(name, verbs + flood(bytes), screen.display());
             return (whole - start) / bytes;
         }});
    if (*std::min_element(times[2].begin(), times[2].end()) <= 0) {
        Bench::skip(id, onPipe, u"× %1: it could not be measured"_s.arg(name));
        return;
    }
    const QString unit = u"× %1"_s.arg(name);
    const double pipe = Bench::ratio(times[2], times[0]);
    const double terminal = Bench::ratio(times[2], times[1]);
    if (pipeTarget > 0) {
        Bench::row(id + u".pipe"_s, onPipe, pipe, unit, Bench::Better::More, pipeTarget);
        Bench::row(id + u".terminal"_s, onTerminal, terminal, unit, Bench::Better::More,
                   terminalTarget);
    } else {
        Bench::info(id + u".pipe"_s, onPipe, pipe, unit);
        Bench::info(id + u".terminal"_s, onTerminal, terminal, unit);
    }
}

double openAndFind(const QString &log, const QString &index, const QString &needle)
{
    return Bench::seconds([&] {
        OutputDocument document(log, index);
        QEventLoop loop;
        QObject::connect(&document, &OutputDocument::finished, &loop, &QEventLoop::quit);
        document.setFinished();
        loop.exec();
        QObject::connect(&document, &OutputDocument::searchChanged, &loop, [&] {
            if (!document.isSearching())
                loop.quit();
        });
        document.find(needle);
        if (document.isSearching())
            loop.exec();
        if (document.matchCount() == 0)
            qFatal("nothing was found");
    });
}

void measureLogs(const Bench::Runs &runs)
{
    const QString what = u"log of 200 MB, open and filter"_s;
    if (QStandardPaths::findExecutable(u"lnav"_s).isEmpty()) {
        Bench::skip(u"peers.lnav"_s, what, u"× lnav: not installed"_s);
    } else {
        const QString log = runs.folder() + u"/output.log"_s;
        const QString index = runs.folder() + u"/output.idx"_s;
        if (!Bench::writeLog(log, index, 3'000'000))
            qFatal("cannot write the log");
        const auto times = Bench::interleaved(
            {[&] { return openAndFind(log, index, u"no such customer"_s); },
             [&] {
                 return timeOf(u"lnav"_s, {u"-n"_s, u"-c"_s, u":filter-in no such customer"_s, log},
                               {});
             }});
        Bench::row(u"peers.lnav"_s, what, Bench::ratio(times[1], times[0]), u"× lnav"_s,
                   Bench::Better::More, 4);
    }
    const bool there = !QStandardPaths::findExecutable(u"glogg"_s).isEmpty();
    Bench::skip(u"peers.glogg"_s, what,
                there ? u"× glogg: has no way to be measured without a person"_s
                      : u"× glogg: not installed"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const Bench::Runs runs;
    const QStringList only = QCoreApplication::arguments().mid(1);
    const auto wanted = [&only](const QString &part) {
        return only.isEmpty() || only.contains(part);
    };
    if (wanted(u"konsole"_s))
        measureTerminal(runs, u"konsole"_s, 1.5e7, 30, 2);
    if (wanted(u"xterm"_s))
        measureTerminal(runs, u"xterm"_s, 5e5, 0, 0);
    if (wanted(u"logs"_s))
        measureLogs(runs);
    return 0;
}
