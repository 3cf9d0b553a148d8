// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hiding a class of lines, against a QSortFilterProxyModel over the same lines; and what indexing
// and searching cost beside a plain read of the log.
#include "core/output/linelens.h"
#include "core/output/linesearcher.h"
#include "core/output/logfile.h"
#include "core/output/logscanner.h"
#include "core/output/transcript.h"
#include "tests/bench/benchreport.h"
#include "tests/bench/benchruns.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QSortFilterProxyModel>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

// Lines that know their class already: the proxy has nothing to do but to filter.
class LinesModel final : public QAbstractListModel
{
public:
    explicit LinesModel(int lines) : m_lines(lines) {}
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_lines;
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::UserRole ? QVariant(index.row() % 5 == 0) : QVariant();
    }

private:
    const int m_lines;
};

class LinesProxy final : public QSortFilterProxyModel
{
protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return !sourceModel()->index(row, 0, parent).data(Qt::UserRole).toBool();
    }
};

void measureSwitch(const QString &log, const QString &index, int lines)
{
    OutputPane pane;
    pane.resize(1000, 640);
    pane.show();
    QEventLoop loop;
    pane.open(log, index, true);
    QObject::connect(pane.document(), &OutputDocument::finished, &loop, &QEventLoop::quit);
    loop.exec();
    LinesModel model(lines);
    std::vector<double> firstScreens;
    bool hidden = false;
    const auto times = Bench::interleaved(
        {[&] {
             hidden = !hidden;
             const double rows = Bench::seconds([&] {
                 pane.setHiddenClasses(
                     hidden ? lineClassBit(LineClass::Sql) | lineClassBit(LineClass::Error) : 0);
             });
             firstScreens.push_back(rows
                                    + Bench::seconds([&] { pane.view()->viewport()->repaint(); }));
             return rows;
         },
         [&] {
             // A new one each time, which is kind to it: taking single rows out of a mapping that
             // it keeps takes the square of their number, minutes.
             return Bench::seconds([&] {
                 LinesProxy proxy;
                 proxy.setSourceModel(&model);
                 if (proxy.rowCount() == 0)
                     qFatal("nothing is left");
             });
         }},
        2 * Bench::rounds);
    Bench::row(u"filter.screen"_s, u"filter change on 1 million lines, first screen"_s,
               Bench::median(firstScreens) * 1e3, u"ms"_s, Bench::Better::Less, 16);
    Bench::row(u"filter.complete"_s, u"filter change on 1 million lines, complete"_s,
               Bench::ratio(times[1], times[0]), u"× QSortFilterProxyModel"_s, Bench::Better::More,
               10);
}

void measureScan(const QString &path, const QString &index)
{
    const auto times = Bench::interleaved(
        {[&] {
             return Bench::seconds([&] {
                 LogFile log(path);
                 QByteArray buffer(64 * 1024, Qt::Uninitialized);
                 qint64 newlines = 0;
                 qint64 offset = 0;
                 qint64 got = 0;
                 do {
                     got = log.read(offset, buffer.data(), buffer.size());
                     newlines += countNewlines(QByteArrayView(buffer.constData(), got));
                     offset += got;
                 } while (got > 0);
                 if (newlines == 0)
                     qFatal("the log is empty");
             });
         },
         [&] {
             return Bench::seconds([&] {
                 LogScanner scanner(path, index);
                 while (scanner.step())
                     scanner.takeBatch(false);
             });
         },
         [&] {
             return Bench::seconds([&] {
                 LineSearcher searcher(path, index);
                 searcher.setPatterns(PatternSet(
                     {std::make_shared<CompiledPattern>(LinePattern::literal(u"no such text"_s))}));
                 searcher.extend({0, 0}, QFile(path).size(), {});
                 for (SearchedLines found; searcher.step(found); found = {}) {}
             });
         }});
    Bench::info(u"filter.scan"_s, u"index and classes"_s, Bench::ratio(times[0], times[1]),
                u"× read and count"_s);
    Bench::info(u"filter.find"_s, u"find, nothing matches"_s, Bench::ratio(times[0], times[2]),
                u"× read and count"_s);
}

double readSeconds(const QString &path)
{
    return Bench::seconds([&] {
        LogFile log(path);
        QByteArray buffer(64 * 1024, Qt::Uninitialized);
        for (qint64 at = 0, got = 1; got > 0; at += got)
            got = log.read(at, buffer.data(), buffer.size());
    });
}

double transcriptSeconds(const QString &path, const QString &index, OutputEncoding encoding,
                         const QString &scratch)
{
    const auto folder = TranscriptFolder::create(scratch);
    if (!folder)
        qFatal("no folder for a transcript");
    Transcript transcript(path, index, encoding, *folder);
    if (!transcript.open())
        qFatal("no transcript");
    const double time = Bench::seconds([&] {
        while (transcript.step(true)) {}
    });
    if (transcript.error())
        qFatal("no room for a transcript");
    return time;
}

// What a log costs that is not UTF-8, before it is scanned: read, decoded, written.
void measureTranscript(const QString &path, const QString &index, const QString &scratch)
{
    const QString wide = scratch + u"/wide.log"_s;
    QFile from(path);
    QFile to(wide);
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly))
        qFatal("cannot write the wide log");
    while (!from.atEnd()) {
        const QByteArray bytes = from.read(1 << 20);
        QByteArray units(2 * bytes.size(), '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            units[2 * i] = bytes[i];
        to.write(units);
    }
    to.close();
    const auto times = Bench::interleaved(
        {[&] { return readSeconds(path); },
         [&] { return transcriptSeconds(path, index, OutputEncoding::Latin1, scratch); },
         [&] { return readSeconds(wide); },
         [&] {
             return transcriptSeconds(wide, {}, OutputEncoding::Utf16Le, scratch);
         }});
    Bench::info(u"filter.latin1"_s, u"Latin-1 to UTF-8"_s, Bench::ratio(times[0], times[1]),
                u"× read"_s);
    Bench::info(u"filter.utf16"_s, u"UTF-16 to UTF-8"_s, Bench::ratio(times[2], times[3]),
                u"× read"_s);
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
    lens.append(classes);
    lens.update();
    std::vector<double> times;
    times.reserve(2 * Bench::rounds);
    for (int round = 0; round < 2 * Bench::rounds; ++round)
        times.push_back(Bench::seconds([&] {
            lens.setHidden(lens.hidden()
                           ^ (lineClassBit(LineClass::Sql) | lineClassBit(LineClass::Progress)));
        }));
    Bench::row(u"filter.tenMillion"_s, u"filter change on 10 million lines, rows"_s,
               Bench::median(times) * 1e3, u"ms"_s, Bench::Better::Less, 16);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const Bench::Runs runs;
    const QString log = runs.folder() + u"/output.log"_s;
    const QString index = runs.folder() + u"/output.idx"_s;
    constexpr int lines = 1'000'000;
    if (!Bench::writeLog(log, index, lines))
        qFatal("cannot write the log");
    measureSwitch(log, index, lines);
    measureScan(log, index);
    measureTranscript(log, index, runs.folder());
    measureLens();
    return 0;
}
