// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"

#include "core/output/lineindex.h"
#include "core/output/outputindexer.h"
#include "core/output/outputlogreader.h"
#include "core/output/outputsearch.h"
#include "core/output/segmentedlog.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

class OutputDocument::Private final : public QObject
{
public:
    Private(OutputDocument *document, const QString &logPath, const QString &indexPath)
        : q(document),
          log(logPath),
          records(indexPath),
          search(logPath, this),
          indexer(logPath, indexPath, this)
    {
        lens.setHidden(defaultHidden);
    }

    void noteDamage();
    qint64 lineEnd(qint64 start, qint64 number, qint64 &next);
    QByteArray bytes(qint64 offset, qint64 size);

    OutputDocument *const q;
    SegmentedLog log;
    OutputRecordReader records;
    LineIndex index;
    LineLens lens;
    std::optional<double> progress;
    bool finished = false;
    bool isDamaged = false;
    OutputSearch search;
    OutputIndexer indexer; // last: its thread stops before anything else goes

protected:
    void customEvent(QEvent *event) override;

private:
    void apply(const IndexBatch &batch);
    bool fill(qint64 offset);

    // What lines() reads through.
    QByteArray m_window;
    qint64 m_windowStart = 0;
};

void OutputDocument::Private::customEvent(QEvent *event)
{
    if (event->type() == OutputIndexer::batchEvent()) {
        if (const std::optional<IndexBatch> batch = indexer.take())
            apply(*batch);
    } else if (event->type() == OutputSearch::resultEvent()) {
        if (search.takeResults())
            Q_EMIT q->searchChanged();
    }
}

void OutputDocument::Private::apply(const IndexBatch &batch)
{
    const qint64 keptRows = lens.rowCount();
    // Rows before the first line that is replaced stay as they are, unless an earlier line changes
    // its class. An unfinished last line is always replaced: that is what growing at the end means.
    const bool unfinishedOnly = batch.firstLine
        >= lens.lineCount() - (index.lastLineComplete() ? 0 : 1);
    bool rowsMoved = !unfinishedOnly;
    index.apply(batch);
    lens.truncate(batch.firstLine);
    for (const LineClassChange &change : batch.changes) {
        const LineClasses both = lineClassBit(change.before) | lineClassBit(change.after);
        rowsMoved = rowsMoved || (both & lens.hidden()) != 0;
        lens.change(change.line, change.after);
    }
    lens.append(batch.classes);
    lens.update();
    rowsMoved = rowsMoved || lens.rowCount() < keptRows;
    progress = batch.progress;
    m_window.clear();
    search.extend(batch, index);
    if (rowsMoved)
        Q_EMIT q->rowsReset();
    Q_EMIT q->grown();
    if (batch.damaged)
        noteDamage();
    if (batch.finished && !finished) {
        finished = true;
        Q_EMIT q->finished();
    }
}

// Found out also while somebody paints: told afterwards.
void OutputDocument::Private::noteDamage()
{
    if (!std::exchange(isDamaged, true))
        QMetaObject::invokeMethod(q, &OutputDocument::damaged, Qt::QueuedConnection);
}

OutputDocument::OutputDocument(const QString &logPath, const QString &indexPath, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, logPath, indexPath))
{}

OutputDocument::~OutputDocument() = default;

void OutputDocument::grow()
{
    d->indexer.look();
}

void OutputDocument::setFinished()
{
    d->indexer.finish();
}

bool OutputDocument::isFinished() const
{
    return d->finished;
}

bool OutputDocument::isDamaged() const
{
    return d->isDamaged;
}

qint64 OutputDocument::lineCount() const
{
    return d->index.lineCount();
}

qint64 OutputDocument::byteCount() const
{
    return d->index.byteCount();
}

qint64 OutputDocument::classCount(LineClass c) const
{
    return d->lens.classCount(c);
}

qint64 OutputDocument::nextOfClass(LineClass c, qint64 fromLine, bool backwards) const
{
    return d->lens.nextOfClass(c, fromLine, backwards);
}

std::optional<double> OutputDocument::progress() const
{
    return d->progress;
}

// Reads a window that begins at offset, when the present one does not hold it. False: there are no
// such bytes.
bool OutputDocument::Private::fill(qint64 offset)
{
    if (offset >= m_windowStart && offset < m_windowStart + m_window.size())
        return true;
    const qint64 wanted = std::min<qint64>(anchorBytes, index.byteCount() - offset);
    m_window.resize(std::max<qint64>(0, wanted));
    m_windowStart = offset;
    m_window.resize(wanted > 0 ? log.read(offset, m_window.data(), wanted) : 0);
    if (m_window.size() < wanted)
        noteDamage();
    return !m_window.isEmpty();
}

// Where the text of the line that begins at start ends; `next`: where the next one begins. A long
// line is not read to its end, since the line after it has an anchor.
qint64 OutputDocument::Private::lineEnd(qint64 start, qint64 number, qint64 &next)
{
    const qint64 limit = index.breakAfter(start);
    if (number == index.gap().line) {
        next = index.gap().end;
        return next;
    }
    qint64 end = start;
    bool newline = false;
    while (end < limit && !newline) {
        if (end - start > anchorBytes) {
            const bool unfinished = number + 1 == index.lineCount() && !index.lastLineComplete();
            const qint64 anchor = unfinished ? -1 : index.anchorOffset(number + 1);
            end = anchor < 0 ? limit : anchor;
            newline = anchor >= 0 && !index.isBreak(anchor);
            if (newline)
                --end;
            break;
        }
        if (!fill(end))
            break;
        const char *const data = m_window.constData() + (end - m_windowStart);
        const qint64 size = std::min(m_windowStart + m_window.size(), limit) - end;
        const auto *found = static_cast<const char *>(std::memchr(data, '\n', size_t(size)));
        newline = found != nullptr;
        end += newline ? found - data : size;
    }
    next = newline ? end + 1 : end;
    if (newline && end > start && bytes(end - 1, 1) == "\r"_ba)
        --end;
    return end;
}

QByteArray OutputDocument::Private::bytes(qint64 offset, qint64 size)
{
    if (offset >= m_windowStart && offset + size <= m_windowStart + m_window.size())
        return m_window.mid(offset - m_windowStart, size);
    QByteArray result(size, Qt::Uninitialized);
    result.resize(log.read(offset, result.data(), size));
    if (result.size() < size)
        noteDamage();
    return result;
}

QList<OutputLine> OutputDocument::lines(qint64 first, qint64 count) const
{
    QList<OutputLine> result;
    first = std::max<qint64>(0, first);
    const qint64 last = std::min(lineCount(), first + count) - 1;
    if (last < first)
        return result;
    d->records.refresh();
    const LineAnchor anchor = d->index.anchorBefore(first);
    qint64 start = anchor.offset;
    for (qint64 number = anchor.line; number <= last; ++number) {
        qint64 next = start;
        const qint64 end = d->lineEnd(start, number, next);
        if (number >= first) {
            OutputLine line;
            line.number = number;
            line.offset = start;
            line.newline = next > end;
            line.byteCount = end - start;
            if (number == d->index.gap().line)
                line.takenOut = line.byteCount;
            else
                line.bytes = d->bytes(start, std::min<qint64>(line.byteCount, maximumLineBytes));
            const OutputRecord record = d->records.covering(start);
            line.stream = OutputStream(record.stream);
            line.time = record.time;
            line.lineClass = d->lens.classOf(number);
            line.complete = number + 1 < lineCount() || d->index.lastLineComplete();
            result.append(line);
        }
        start = next;
    }
    return result;
}

qint64 OutputDocument::writtenNumber(qint64 line) const
{
    const IndexGap &gap = d->index.gap();
    return gap.line >= 0 && line > gap.line ? line + gap.more : line;
}

LineClasses OutputDocument::hiddenClasses() const
{
    return d->lens.hidden();
}

void OutputDocument::setHiddenClasses(LineClasses classes)
{
    if (classes == d->lens.hidden())
        return;
    d->lens.setHidden(classes);
    Q_EMIT rowsReset();
}

void OutputDocument::setExpanded(qint64 lineOfMarker, bool expanded)
{
    if (d->lens.setExpanded(lineOfMarker, expanded))
        Q_EMIT rowsReset();
}

bool OutputDocument::isExpanded(qint64 line) const
{
    return d->lens.isExpanded(line);
}

qint64 OutputDocument::rowCount() const
{
    return d->lens.rowCount();
}

OutputRow OutputDocument::row(qint64 row) const
{
    return d->lens.row(row);
}

qint64 OutputDocument::rowOfLine(qint64 line) const
{
    return line < 0 || line >= lineCount() ? -1 : d->lens.rowOfLine(line);
}

void OutputDocument::find(const QString &needle)
{
    d->search.start(needle, d->index);
    Q_EMIT searchChanged();
}

qint64 OutputDocument::matchCount() const
{
    return d->search.matchCount();
}

qint64 OutputDocument::matchesBefore(qint64 line) const
{
    return d->search.matchesBefore(line);
}

bool OutputDocument::isSearching() const
{
    return d->search.isRunning();
}

qint64 OutputDocument::nextMatch(qint64 fromLine, bool backwards) const
{
    return d->search.nextMatch(fromLine, backwards);
}

} // namespace CommandRunner
