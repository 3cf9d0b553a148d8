// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Searching the outputs of all runs, as a person does on the command line, against grep over the
// same files; compressed ones against zstdgrep.
#include "core/output/logcompression.h"
#include "core/output/logfile.h"
#include "core/run/runcompression.h"
#include "core/storage/runstore.h"
#include "tests/bench/benchreport.h"
#include "tests/bench/benchruns.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int runCount = 200;
constexpr qint64 bytesPerRun = 5 << 20; // a GiB in all
constexpr auto needle = "the needle in all this hay"_L1;

// A data folder with runs that have ended.
class History final
{
public:
    explicit History(bool compressed)
    {
        auto database = Database::open(path(u"commandrunner.db"_s));
        if (!database)
            qFatal("no database");
        RunStore store(**database);
        for (int i = 0; i < runCount; ++i)
            addRun(store, i, compressed);
    }

    QString path(const QString &name) const { return m_dir.filePath(name); }
    const QStringList &logs() const { return m_logs; }
    qint64 diskBytes() const { return m_diskBytes; }
    qint64 contentBytes() const { return m_contentBytes; }

private:
    void addRun(RunStore &store, int number, bool compressed)
    {
        RunRequest request;
        request.runId = u"run-%1"_s.arg(number, 4, 10, QChar(u'0'));
        request.argv = {u"hay"_s};
        const RunFolder folder(path(u"runs/"_s + request.runId));
        RunOutcome outcome;
        outcome.state = RunState::Succeeded;
        outcome.outputBytes = writeOutput(folder, number);
        const QDateTime time = QDateTime::fromSecsSinceEpoch(1'700'000'000 + number, Qt::UTC);
        if (!folder.writeOutcome(outcome) || !store.insert(request, RunState::Running, time)
            || !store.recordOutcome(request.runId, outcome))
            qFatal("cannot write a run");
        if (compressed && !compressOutput(folder))
            qFatal("cannot compress a run");
        const OutputUse use = outputUse(folder);
        m_diskBytes += use.diskBytes;
        m_contentBytes += use.contentBytes;
        m_logs.append(compressed ? folder.log() + u".zst"_s : folder.log());
    }

    qint64 writeOutput(const RunFolder &folder, int number)
    {
        QDir().mkpath(folder.path());
        if (m_hay.isEmpty()) {
            const QString log = path(u"hay.log"_s);
            const QString index = path(u"hay.idx"_s);
            QFile hay(log);
            if (!Bench::writeLog(log, index, 200'000) || !hay.open(QIODevice::ReadOnly))
                qFatal("cannot write the hay");
            m_hay = hay.readAll();
            QFile::remove(log);
            QFile::remove(index);
        }
        // Each line has a time and an id, as in logs, or it would compress like nothing real.
        QRandomGenerator random{quint32(number)};
        QByteArray content;
        content.reserve(bytesPerRun + 1000);
        for (qsizetype at = 0; content.size() < bytesPerRun;) {
            const qsizetype end = m_hay.indexOf('\n', at) + 1;
            content += QByteArray::number(1'700'000'000'000 + content.size()) + " ["
                + QByteArray::number(random.generate64(), 16) + "] " + m_hay.mid(at, end - at);
            at = end < m_hay.size() ? end : 0;
        }
        if (number % 10 == 3)
            content.insert(content.indexOf('\n', content.size() / 2) + 1,
                           "here is " + QByteArray(needle.data(), needle.size()) + '\n');
        QFile file(folder.log());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write a log");
        return content.size();
    }

    QTemporaryDir m_dir;
    QByteArray m_hay;
    QStringList m_logs;
    qint64 m_diskBytes = 0;
    qint64 m_contentBytes = 0;
};

double timed(const QString &program, const QStringList &arguments, const QString &locale = {})
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!locale.isEmpty())
        environment.insert(u"LC_ALL"_s, locale);
    process.setProcessEnvironment(environment);
    const double time = Bench::seconds([&] {
        process.start(program, arguments);
        process.waitForFinished(-1);
    });
    const auto lines = process.readAllStandardOutput().count('\n');
    // zstdgrep says 1 when one of many files has no match.
    if (process.exitCode() > 1 || lines != runCount / 10)
        qFatal("%s found %lld lines: %s", qPrintable(program), qlonglong(lines),
               process.readAllStandardError().constData());
    return time;
}

double ours(const History &history, const QString &text, const QStringList &options = {})
{
    return timed(QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-cli"),
                 QStringList{u"search"_s, text, u"--data-dir"_s, history.path({})} + options);
}

QStringList grepArguments(const History &history, const QStringList &options)
{
    return options
        + QStringList{u"-rF"_s, u"--include=output.log"_s, needle, history.path(u"runs"_s)};
}

void measurePlain()
{
    const History history(false);
    const auto grep = [&](const QString &locale, const QStringList &options = {}) {
        return timed(u"grep"_s, grepArguments(history, options), locale);
    };
    const auto times = Bench::interleaved({
        [&] { return ours(history, needle, {u"--case"_s}); },
        [&] { return grep(u"C"_s); },
        [&] { return grep(u"C.UTF-8"_s); },
        [&] { return ours(history, needle); },
        [&] { return grep(u"C.UTF-8"_s, {u"-i"_s}); },
        [&] { return ours(history, u"needle +in all"_s, {u"--regex"_s}); },
    });
    Bench::row(u"outputs.plain"_s, u"search over 1 GiB of outputs, LC_ALL=C"_s,
               Bench::ratio(times[0], times[1]), u"× grep -rF"_s, Bench::Better::Less, 2);
    Bench::row(u"outputs.plainUtf8"_s, u"the same, LC_ALL=C.UTF-8"_s,
               Bench::ratio(times[0], times[2]), u"× grep -rF"_s, Bench::Better::Less, 2);
    Bench::row(u"outputs.anyCase"_s, u"the same, letters in any case"_s,
               Bench::ratio(times[3], times[4]), u"× grep -rFi"_s, Bench::Better::Less, 2);
    Bench::info(u"outputs.regex"_s, u"the same, a regular expression"_s,
                Bench::ratio(times[5], times[1]), u"× grep -rF"_s);
    Bench::info(u"outputs.seconds"_s, u"search over 1 GiB of outputs"_s, Bench::median(times[0]),
                u"s"_s);
}

void measureCompressed()
{
    const History history(true);
    Bench::info(u"outputs.size"_s, u"a compressed log"_s,
                double(history.diskBytes()) / double(history.contentBytes()), u"× plain"_s);
    if (QStandardPaths::findExecutable(u"zstdgrep"_s).isEmpty()) {
        Bench::skip(u"outputs.compressed"_s, u"search over 1 GiB of compressed outputs"_s,
                    u"there is no zstdgrep"_s);
        return;
    }
    const auto times = Bench::interleaved({
        [&] { return ours(history, needle, {u"--case"_s}); },
        [&] { return timed(u"zstdgrep"_s, QStringList{u"-F"_s, needle} + history.logs(), u"C"_s); },
    });
    Bench::row(u"outputs.compressed"_s, u"search over 1 GiB of compressed outputs"_s,
               Bench::ratio(times[0], times[1]), u"× zstdgrep -F"_s, Bench::Better::Less, 2);
}

double readSeconds(const QString &path)
{
    return Bench::seconds([&] {
        LogFile log(path);
        QByteArray buffer(1 << 20, Qt::Uninitialized);
        for (qint64 at = 0, got = 1; got > 0; at += got)
            got = log.read(at, buffer.data(), buffer.size());
    });
}

// What indexing a large log waits for.
void measureReading()
{
    const QTemporaryDir dir;
    const QString log = dir.filePath(u"output.log"_s);
    const QString index = dir.filePath(u"output.idx"_s);
    if (!Bench::writeLog(log, index, 3'000'000))
        qFatal("cannot write the log");
    const double plain = readSeconds(log);
    const double write = Bench::seconds([&] {
        if (!compressLog(log))
            qFatal("cannot compress the log");
    });
    const auto use = logFileUse(log);
    const auto times = Bench::interleaved({[&] {
        return readSeconds(log);
    }});
    const double megabytes = double(use->contentBytes) / 1e6;
    Bench::info(u"outputs.read"_s, u"read a compressed log through"_s,
                megabytes / Bench::median(times[0]), u"MB/s"_s);
    Bench::info(u"outputs.readPlain"_s, u"the plain one"_s, megabytes / plain, u"MB/s"_s);
    Bench::info(u"outputs.compress"_s, u"compress it, and compare"_s, megabytes / write, u"MB/s"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    measurePlain();
    measureCompressed();
    measureReading();
    return 0;
}
