// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pane against the widget that others use for output: pace, scrolling, memory.
#include "tests/bench/benchreport.h"
#include "tests/bench/benchruns.h"
#include "tests/bench/memory.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QApplication>
#include <QEventLoop>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QStringList flood(double size)
{
    return {u"flood"_s, QString::number(size, 'f', 0)};
}

void measurePace(const Bench::Runs &runs)
{
    constexpr double many = 5e8;
    constexpr double few = 5e6;
    const auto times = Bench::interleaved(
        {[&] { return runs.toPane(runs.request(flood(many))); },
         [&] { return Bench::toPlainTextEdit(flood(few), Bench::PlainPane::PerChunk); },
         [&] {
             return Bench::toPlainTextEdit(flood(few), Bench::PlainPane::Batched);
         }});
    Bench::row(u"pane.perChunk"_s, u"pane, 500 MB, host included"_s,
               Bench::ratio(times[1], times[0]) * many / few,
               u"× QPlainTextEdit, append per chunk"_s, Bench::Better::More, 80);
    Bench::row(u"pane.batched"_s, u"pane, 500 MB, host included"_s,
               Bench::ratio(times[2], times[0]) * many / few,
               u"× QPlainTextEdit, batches of 16 ms"_s, Bench::Better::More, 25);
    Bench::info(u"pane.pace"_s, u"pane, 500 MB, host included"_s,
                many / Bench::median(times[0]) / 1e6, u"MB/s"_s);
}

void open(OutputPane &pane, const QString &log, const QString &index)
{
    QEventLoop loop;
    pane.open(log, index, true);
    QObject::connect(pane.document(), &OutputDocument::finished, &loop, &QEventLoop::quit);
    loop.exec();
    pane.view()->viewport()->repaint();
}

// Half a page each, all over the log and back.
double frame(QAbstractScrollArea &area)
{
    std::vector<double> frames;
    QScrollBar *bar = area.verticalScrollBar();
    for (int i = 0; i < 200; ++i) {
        const int page = std::max(2, bar->pageStep());
        const int value = i % 20 == 0 ? int(qint64(bar->maximum()) * (i % 7) / 7)
                                      : bar->value() + page / 2;
        frames.push_back(Bench::seconds([&] {
            bar->setValue(value);
            area.viewport()->repaint();
        }));
    }
    return Bench::median(frames);
}

void measureLargeLog(const Bench::Runs &runs)
{
    constexpr qint64 lines = 10'000'000;
    const QString log = runs.folder() + u"/large.log"_s;
    const QString index = runs.folder() + u"/large.idx"_s;
    const QString small = runs.folder() + u"/small.log"_s;
    const QString smallIndex = runs.folder() + u"/small.idx"_s;
    if (!Bench::writeLog(log, index, lines) || !Bench::writeLog(small, smallIndex, 20'000))
        qFatal("cannot write the log");

    OutputPane pane;
    pane.resize(1000, 640);
    pane.setHiddenClasses(0);
    pane.show();
    open(pane, small, smallIndex);
    frame(*pane.view());
    const qint64 before = Bench::residentBytes();
    const double opened = Bench::seconds([&] { open(pane, log, index); });
    const double growth = double(Bench::residentBytes() - before);
    Bench::row(u"pane.memoryPerLine"_s, u"window's memory growth, 10 million lines"_s,
               growth / double(lines), u"bytes a line"_s, Bench::Better::Less, 1);
    Bench::row(u"pane.memory"_s, u"window's memory growth, 10 million lines"_s,
               growth / 1024 / 1024, u"MB"_s, Bench::Better::Less, 16);
    Bench::info(u"pane.open"_s, u"opening 10 million lines"_s, opened, u"s"_s);

    QPlainTextEdit edit;
    edit.setReadOnly(true);
    edit.setLineWrapMode(QPlainTextEdit::NoWrap);
    edit.setFont(pane.view()->font());
    edit.resize(pane.view()->size());
    edit.show();
    QFile file(small);
    if (file.open(QIODevice::ReadOnly))
        edit.setPlainText(QString::fromUtf8(file.readAll()));
    QCoreApplication::processEvents();
    frame(edit);
    const auto frames = Bench::interleaved({[&] { return frame(*pane.view()); },
                                            [&] {
                                                return frame(edit);
                                            }});
    Bench::row(u"pane.scroll"_s, u"scroll frame, 10 million lines"_s,
               Bench::ratio(frames[0], frames[1]), u"× QPlainTextEdit with 20 thousand"_s,
               Bench::Better::Less, 1);
    Bench::info(u"pane.frame"_s, u"scroll frame"_s, Bench::median(frames[0]) * 1e3, u"ms"_s);

    QEventLoop loop;
    const double found = Bench::seconds([&] {
        QObject::connect(pane.document(), &OutputDocument::searchChanged, &loop, [&] {
            if (!pane.document()->isSearching())
                loop.quit();
        });
        pane.document()->find(u"no such customer"_s);
        loop.exec();
    });
    Bench::info(u"pane.find"_s, u"finding all matches in 10 million lines"_s, found, u"s"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const Bench::Runs runs;
    measureLargeLog(runs); // first: the others leave memory behind
    measurePace(runs);
    return 0;
}
