// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the child to the pixels, against a plain read() of the same child.
#include "core/run/runfolder.h"
#include "core/run/runfollower.h"
#include "tests/bench/benchreport.h"
#include "tests/bench/benchruns.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QEventLoop>
#include <QFile>

#include <cmath>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr double bytes = 1e9;
constexpr double filteredBytes = 3e8;
constexpr double naiveBytes = 1e6; // a naive pane would take minutes for more

QStringList flood(const QString &verb, double size)
{
    return {verb, QString::number(size, 'f', 0)};
}

void measurePath(const Bench::Runs &runs)
{
    const QStringList verbs = flood(u"flood"_s, bytes);
    const auto times = Bench::interleaved(
        {[&] { return Bench::rawRead(verbs).whole; }, [&] { return runs.toLog(verbs).whole; },
         [&] { return runs.toPane(runs.request(verbs)); },
         [&] {
             return Bench::readAndWrite(verbs, runs.folder() + u"/copy"_s);
         }});
    Bench::row(u"path.pane"_s, u"child → log → index → pane"_s, Bench::ratio(times[0], times[2]),
               u"× raw read"_s, Bench::Better::More, 0.4);
    Bench::row(u"path.log"_s, u"child → log"_s, Bench::ratio(times[0], times[1]), u"× raw read"_s,
               Bench::Better::More, 0.61);
    Bench::info(u"path.copy"_s, u"plain read() and write() to a file, nothing else"_s,
                Bench::ratio(times[0], times[3]), u"× raw read"_s);
    Bench::info(u"path.logCopy"_s, u"child → log"_s, Bench::ratio(times[3], times[1]),
                u"× read() and write()"_s);
    Bench::info(u"path.raw"_s, u"raw read"_s, bytes / Bench::median(times[0]) / 1e9, u"GB/s"_s);
}

// Every line of ours goes through the classes that are built in; theirs through twenty patterns.
void measureFiltered(const Bench::Runs &runs)
{
    const QStringList verbs = flood(u"flood-log"_s, filteredBytes);
    const QStringList few = flood(u"flood-log"_s, naiveBytes);
    const auto times = Bench::interleaved({[&] { return Bench::rawRead(verbs).whole; },
                                           [&] { return runs.toPane(runs.request(verbs)); },
                                           [&] {
                                               return Bench::toPlainTextEdit(
                                                   few, Bench::PlainPane::Filtered);
                                           }});
    Bench::row(u"path.rules"_s, u"the same, a log that filters hide a fifth of"_s,
               Bench::ratio(times[0], times[1]), u"× raw read"_s, Bench::Better::More, 0.3);
    Bench::row(u"path.naive"_s, u"the same"_s,
               Bench::ratio(times[2], times[1]) * filteredBytes / naiveBytes,
               u"× QProcess, 20 QRegularExpressions, QPlainTextEdit"_s, Bench::Better::More, 25);
}

QByteArray sha256(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

void measureLoss(const Bench::Runs &runs)
{
    int wrong = 0;
    for (int round = 1; round <= Bench::rounds; ++round) {
        const QStringList verbs = {u"random"_s, QString::number(20'000'000 + round),
                                   QString::number(round)};
        const QString copy = runs.folder() + u"/expected"_s;
        RunRequest request = runs.request(verbs);
        RunRequest toFile = runs.request({u"to-file"_s, copy});
        toFile.argv += verbs;
        QByteArray kept[2];
        for (const RunRequest &each : {request, toFile}) {
            const QString folder = runs.launch(each);
            RunFollower follower(folder);
            QEventLoop loop;
            QObject::connect(&follower, &RunFollower::done, &loop, &QEventLoop::quit);
            follower.start();
            loop.exec();
            if (each.runId == request.runId)
                kept[0] = sha256(RunFolder(folder).log());
            runs.remove(folder);
        }
        kept[1] = sha256(copy);
        QFile::remove(copy);
        wrong += kept[0].isEmpty() || kept[0] != kept[1];
    }
    Bench::row(u"path.lost"_s, u"runs whose log's SHA-256 is not the child's"_s, wrong,
               u"of 5 × 20 MB"_s, Bench::Better::Less, 0);
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
    if (wanted(u"raw"_s))
        measurePath(runs);
    if (wanted(u"rules"_s))
        measureFiltered(runs);
    if (wanted(u"lost"_s))
        measureLoss(runs);
    return 0;
}
