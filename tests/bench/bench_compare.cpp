// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Comparing two logs of a million lines, beside diff(1) on the same files.
#include "core/compare/outputcomparison.h"
#include "core/output/lineindex.h"
#include "core/output/logintake.h"
#include "core/output/outputlog.h"
#include "tests/bench/benchreport.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int lineCount = 1'000'000;

// The log of a web shop. `seed` gives the noise and, now and then, a line that differs.
QByteArray shopLog(quint32 seed, bool noise)
{
    QByteArray text;
    quint32 state = seed;
    for (int i = 0; i < lineCount; ++i) {
        state = state * 1664525 + 1013904223;
        char line[160];
        int size = 0;
        const auto add = [&line, &size](const char *format, auto... values) {
            size += std::snprintf(line + size, sizeof(line) - size_t(size), format, values...);
        };
        if (noise)
            add("2026-03-14 09:26:%u.123 ", 10 + (state >> 8) % 50);
        add("INFO shop.orders order %d of customer %u stored", i, quint32(i) * 7919 % 5000);
        if (noise)
            add(" in %u ms", 1 + (state >> 16) % 900);
        if ((state >> 12) % 1000 == 0)
            add("%s", ", at the second try");
        add("%s", "\n");
        text.append(line, size);
    }
    return text;
}

struct Log {
    QString path;
    LogSnapshot snapshot;
};

Log write(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
{
    Log log{folder.filePath(name), {}};
    const QString index = log.path + u".idx"_s;
    OutputLogWriter writer;
    if (!writer.open(log.path, index))
        qFatal("the log cannot be written");
    writer.append(OutputStream::Standard, text, 0);
    writer.close();
    log.snapshot.source = {.logPath = log.path, .indexPath = index};
    LogIntake intake(log.path, index, {OutputEncoding::Utf8, {}});
    while (intake.step(true)) {}
    log.snapshot.index.apply(intake.takeBatch(true));
    return log;
}

double compareSeconds(const Log &one, const Log &other, NoiseKinds ignored)
{
    return Bench::seconds([&] {
        const auto result = compareOutputs(one.snapshot, other.snapshot, ignored);
        if (result->isSame() || result->script.approximate)
            qFatal("the comparison is not what it should be");
    });
}

double diffSeconds(const Log &one, const Log &other)
{
    return Bench::seconds([&] {
        QProcess diff;
        diff.setStandardOutputFile(QProcess::nullDevice());
        diff.start(u"diff"_s, {u"-u"_s, one.path, other.path});
        if (!diff.waitForFinished(-1))
            qFatal("diff(1) is missing");
    });
}

} // namespace

int main()
{
    const QTemporaryDir folder;
    const Log plain = write(folder, u"plain-1"_s, shopLog(1, false));
    const Log plainOther = write(folder, u"plain-2"_s, shopLog(2, false));
    const Log noisy = write(folder, u"noisy-1"_s, shopLog(1, true));
    const Log noisyOther = write(folder, u"noisy-2"_s, shopLog(2, true));
    const auto times = Bench::interleaved({[&] { return compareSeconds(plain, plainOther, 0); },
                                           [&] { return diffSeconds(plain, plainOther); },
                                           [&] {
                                               return compareSeconds(noisy, noisyOther,
                                                                     defaultNoise);
                                           }});
    const QString unit = u"× diff -u"_s;
    Bench::info(u"compare.plain"_s, u"compare 1M lines, 2000 of which differ"_s,
                Bench::ratio(times[0], times[1]), unit);
    Bench::info(u"compare.noise"_s, u"compare 1M lines with times and durations ignored"_s,
                Bench::ratio(times[2], times[1]), unit);
    return 0;
}
