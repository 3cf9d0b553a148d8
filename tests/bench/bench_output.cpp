// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading a log: index, classes, lens and search, as ratios to a plain read with memchr in the same
// run.
#include "core/output/linelens.h"
#include "core/output/linesearcher.h"
#include "core/output/logscanner.h"
#include "core/output/outputlog.h"
#include "core/output/terminaltext.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;

// Processor time, so that what else runs on the machine counts less. The median.
double seconds(const std::function<void()> &work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const std::clock_t begin = std::clock();
        work();
        times.push_back(double(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    return times[rounds / 2];
}

void report(const char *what, double value, const char *unit, const char *target)
{
    std::printf("%-58s %9.2f %-12s %s\n", what, value, unit, target);
}

bool writeLog(const QString &path, const QString &indexPath, qint64 lines, bool mixed)
{
    QFile log(path);
    QFile index(indexPath);
    if (!log.open(QIODevice::WriteOnly) || !index.open(QIODevice::WriteOnly))
        return false;
    const QByteArray plain = "2026-03-14 09:26:53.123 INFO shop.orders order 1234 of customer Ann "
                             "Lee stored, 3 items, total 42.50 EUR\n";
    const QByteArrayList other{
        "(0.001) SELECT \"a\".\"id\" FROM \"a\" WHERE \"a\".\"id\" = 1 ORDER BY \"a\".\"id\" ASC; "
        "args=(1,)\n",
        "\r 10%|#         | 1/10\r 20%|##        | 2/10\r100%|##########| 10/10\n",
        "2026-03-14 09:26:53.123 ERROR shop.orders no such customer\n"};
    qint64 offset = 0;
    QByteArray chunk;
    for (qint64 line = 0; line < lines; ++line) {
        chunk += mixed && line % 5 == 0 ? other.at(line / 5 % other.size()) : plain;
        if (chunk.size() < 1 << 20 && line + 1 < lines)
            continue;
        char record[OutputRecord::size];
        qToLittleEndian(quint64(offset), record);
        qToLittleEndian(quint32(chunk.size()), record + 8);
        qToLittleEndian(quint32(1), record + 12);
        qToLittleEndian(qint64(line), record + 16);
        if (log.write(chunk) != chunk.size()
            || index.write(record, sizeof record) != qint64(sizeof record))
            return false;
        offset += chunk.size();
        chunk.clear();
    }
    return true;
}

void measureScan(const QString &path, const QString &indexPath, const char *name)
{
    qint64 newlines = 0;
    const double raw = seconds([&] {
        newlines = 0;
        LogFile log(path);
        QByteArray buffer(64 * 1024, Qt::Uninitialized);
        qint64 offset = 0;
        while (const qint64 got = log.read(offset, buffer.data(), buffer.size())) {
            newlines += std::count(buffer.constData(), buffer.constData() + got, '\n');
            offset += got;
        }
    });
    qint64 lines = 0;
    const double scan = seconds([&] {
        LogScanner scanner(path, indexPath);
        lines = 0;
        while (scanner.step())
            lines += qint64(scanner.takeBatch(false).classes.size());
    });
    if (lines < newlines)
        std::puts("lines are missing");
    const double search = seconds([&] {
        LineSearcher searcher(path, indexPath);
        searcher.setPatterns(PatternSet(
            {std::make_shared<CompiledPattern>(LinePattern::literal(u"no such text"_s))}));
        searcher.extend({0, 0}, QFile(path).size(), {});
        for (SearchedLines found; searcher.step(found); found = {}) {}
    });
    std::printf("%s: %lld lines, read and counted in %.3f s\n", name,
                static_cast<long long>(newlines), raw);
    report("  index + classes", raw / scan, "x raw", "target 0.3");
    report("  index + classes", double(newlines) / scan / 1e6, "M lines/s", "");
    report("  find, nothing matches", raw / search, "x raw", "");
}

void measureDecoder()
{
    const QByteArray plain = "2026-03-14 09:26:53.123 INFO shop.orders order 1234 of customer Ann "
                             "Lee stored, 3 items, total 42.50 EUR";
    QByteArray coloured;
    for (int i = 0; i < 12; ++i)
        coloured += "\x1b[1;3" + QByteArray::number(i % 8) + "mword\x1b[0m and ";
    const QByteArray wide = QByteArray("\xe8\xa8\x82\xe5\x96\xae e\xcc\x81 \xf0\x9f\x9a\x80 text ")
                                .repeated(5);
    QByteArray hostile;
    for (int i = 0; i < 100'000; ++i)
        hostile += "\x1b[38;5;" + QByteArray::number(i % 256) + 'm' + (i % 3 == 0 ? "x" : "");
    constexpr int screenful = 60;
    constexpr int repeats = 200;
    const auto perScreen = [](const QByteArray &line) {
        return seconds([&line] {
                   for (int i = 0; i < screenful * repeats; ++i)
                       decodeTerminalLine(line);
               })
            / repeats * 1e6;
    };
    const double conversion = seconds([&plain] {
                                  for (int i = 0; i < screenful * repeats; ++i)
                                      QString::fromUtf8(plain).detach();
                              })
        / repeats * 1e6;
    std::printf("decoding %d lines of text; only to UTF-16: %.1f us\n", screenful, conversion);
    report("  plain", perScreen(plain) / conversion, "x UTF-16", "");
    report("  12 colours a line", perScreen(coloured) / conversion, "x UTF-16", "");
    report("  wide and combining", perScreen(wide) / conversion, "x UTF-16", "");
    report("  a screenful of colours", perScreen(coloured), "us", "");
    report("  one line with 100 000 escape sequences",
           seconds([&hostile] { decodeTerminalLine(hostile); }) * 1e3, "ms", "target 16 (a frame)");
}

void measureLens()
{
    constexpr qint64 count = 10'000'000;
    LineLens lens;
    std::vector<LineClass> classes;
    classes.reserve(count);
    for (qint64 line = 0; line < count; ++line)
        classes.push_back(line % 7 < 3           ? LineClass::Sql
                              : line % 1000 < 40 ? LineClass::Progress
                                                 : LineClass::Plain);
    const double append = seconds([&] {
        lens = LineLens();
        lens.append(classes);
        lens.update();
    });
    bool on = false;
    const double toggle = seconds([&] {
        on = !on;
        lens.setHidden(on ? lineClassBit(LineClass::Sql) | lineClassBit(LineClass::Progress) : 0);
    });
    const double both = seconds([&] {
        lens.setHidden(lens.hidden() ^ lineClassBit(LineClass::Sql));
    });
    lens.setHidden(lineClassBit(LineClass::Sql) | lineClassBit(LineClass::Progress));
    const double rows = seconds([&] {
        for (int i = 0; i < 100'000; ++i)
            lens.row((i * 7919LL) % lens.rowCount());
    });
    std::printf("lens over 10 million lines\n");
    report("  append all", append * 1e3, "ms", "");
    report("  switch two classes", toggle * 1e3, "ms", "target 16 (a frame)");
    report("  switch one class", both * 1e3, "ms", "target 16 (a frame)");
    report("  one row", rows / 100'000 * 1e9, "ns", "");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString log = folder.filePath(u"output.log"_s);
    const QString index = folder.filePath(u"output.idx"_s);
    for (const bool mixed : {false, true}) {
        if (!writeLog(log, index, 3'000'000, mixed)) {
            std::puts("cannot write the log");
            return 1;
        }
        measureScan(log, index,
                    mixed ? "one line in five is SQL, progress or an error" : "plain lines");
    }
    measureDecoder();
    measureLens();
    return 0;
}
