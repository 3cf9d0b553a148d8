// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputdocument.h"

#include "core/output/lineindex.h"
#include "core/output/outputindexer.h"
#include "core/output/outputlens.h"
#include "core/output/outputlogreader.h"
#include "core/output/outputsearch.h"
#include "core/output/segmentedlog.h"
#include "core/output/terminalcarry.h"

#include <QPointer>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

class OutputDocument::Private final : public QObject
{
public:
    Private(OutputDocument *document, LogSource from, const OutputReading &reading)
        : q(document),
          source(std::move(from)),
          log(std::make_unique<SegmentedLog>(source.logPath)),
          records(std::make_unique<OutputRecordReader>(source.indexPath)),
          search(source.logPath, source.indexPath, this),
          view(lens, index, search),
          indexer(source.logPath, source.indexPath, reading, this)
    {
        lens.setHidden(defaultHidden);
        connect(&view, &OutputLens::rowsReset, q, &OutputDocument::rowsReset);
        connect(&view, &OutputLens::rowsGrown, q, &OutputDocument::grown);
    }

    class States;
    void noteDamage();
    qint64 lineEnd(qint64 start, qint64 number, qint64 &next);
    QByteArray bytes(qint64 offset, qint64 size);
    LineWords matches(const LinePlane &plane, qint64 block) const;

    OutputDocument *const q;
    LogSource source; // first: a transcript goes when nobody has it open any more
    std::unique_ptr<SegmentedLog> log;
    std::unique_ptr<OutputRecordReader> records;
    std::optional<Error> transcriptError;
    LineIndex index;
    LineLens lens;
    LineLooks looks;
    std::optional<double> progress;
    bool alternateScreen = false;
    TerminalModes modes;
    bool finished = false;
    bool isDamaged = false;
    OutputSearch search;
    OutputLens view;
    OutputIndexer indexer; // last: its thread stops before anything else goes

protected:
    void customEvent(QEvent *event) override;

private:
    void apply(const IndexBatch &batch);
    void setSource(const LogSource &to);
    bool fill(qint64 offset);

    // What lines() reads through.
    QByteArray m_window;
    qint64 m_windowStart = 0;
};

void OutputDocument::Private::customEvent(QEvent *event)
{
    if (event->type() == OutputIndexer::batchEvent()) {
        if (auto batch = indexer.take()) {
            const QPointer<QObject> alive(this); // whom this tells may be done with the document
            apply(*batch);
            if (alive)
                indexer.giveBack(std::move(batch));
        }
    } else if (event->type() == OutputSearch::resultEvent()) {
        if (view.takeResults())
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
    if (batch.source)
        setSource(*batch.source);
    index.apply(batch);
    looks.truncate(batch.firstLine);
    for (const TerminalMark &mark : batch.marks)
        looks.add(mark);
    for (const RedrawnLine &redrawn : batch.redrawn)
        looks.add(redrawn);
    alternateScreen = batch.alternateScreen;
    modes = batch.modes;
    lens.truncate(batch.firstLine);
    for (const LineClassChange &change : batch.changes) {
        const LineClasses both = lineClassBit(change.before) | lineClassBit(change.after);
        rowsMoved = rowsMoved || (both & lens.hidden()) != 0;
        lens.change(change.line, change.after);
    }
    lens.append(batch.classes);
    view.extend(batch);
    rowsMoved = rowsMoved || lens.rowCount() < keptRows;
    progress = batch.progress;
    m_window.clear();
    if (rowsMoved)
        Q_EMIT q->rowsReset();
    Q_EMIT q->grown();
    if (batch.source)
        Q_EMIT q->sourceChanged();
    if (batch.transcriptError) {
        transcriptError = batch.transcriptError;
        Q_EMIT q->transcriptFailed();
    }
    if (batch.damaged)
        noteDamage();
    if (batch.finished && !finished) {
        finished = true;
        Q_EMIT q->finished();
    }
}

void OutputDocument::Private::setSource(const LogSource &to)
{
    const bool sameFiles = to.logPath == source.logPath;
    source = to;
    if (sameFiles)
        return;
    log = std::make_unique<SegmentedLog>(source.logPath);
    records = std::make_unique<OutputRecordReader>(source.indexPath);
    search.setSource(source.logPath, source.indexPath);
}

// Found out also while somebody paints: told afterwards.
void OutputDocument::Private::noteDamage()
{
    if (!std::exchange(isDamaged, true))
        QMetaObject::invokeMethod(q, &OutputDocument::damaged, Qt::QueuedConnection);
}

OutputDocument::OutputDocument(const QString &logPath, const QString &indexPath, QObject *parent)
    : OutputDocument(LogSource{.logPath = logPath, .indexPath = indexPath}, {}, parent)
{}

OutputDocument::OutputDocument(LogSource source, const OutputReading &reading, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, std::move(source), reading))
{}

OutputDocument::~OutputDocument() = default;

const LogSource &OutputDocument::source() const
{
    return d->source;
}

const std::optional<Error> &OutputDocument::transcriptError() const
{
    return d->transcriptError;
}

void OutputDocument::grow()
{
    d->indexer.look();
}

void OutputDocument::setFinished()
{
    d->view.setLive(lineCount() > 0);
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

bool OutputDocument::isLastLineComplete() const
{
    return d->index.lastLineComplete();
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

bool OutputDocument::usedAlternateScreen() const
{
    return d->alternateScreen;
}

TerminalModes OutputDocument::terminalModes() const
{
    return d->modes;
}

std::optional<double> OutputDocument::progress() const
{
    const auto told = d->view.progress();
    return told ? told : d->progress;
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
    m_window.resize(wanted > 0 ? log->read(offset, m_window.data(), wanted) : 0);
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
    result.resize(log->read(offset, result.data(), size));
    if (result.size() < size)
        noteDamage();
    return result;
}

// The states of the streams, from the anchor on: each line is looked at, since it may change them.
class OutputDocument::Private::States final
{
public:
    States(const LineLooks &looks, qint64 anchorLine) : m_looks(looks) { restart(anchorLine); }

    void restart(qint64 anchorLine)
    {
        for (size_t i = 0; i < m_carries.size(); ++i)
            m_carries[i] = TerminalCarry(m_looks.stateAt(anchorLine, OutputStream(i + 1)));
    }
    const TerminalState &of(OutputStream stream) const
    {
        return m_carries[size_t(stream) - 1].state();
    }
    void pass(OutputStream stream, QByteArrayView line)
    {
        TerminalCarry &carry = m_carries[size_t(stream) - 1];
        carry.take(line);
        carry.endLine();
    }

private:
    const LineLooks &m_looks;
    std::array<TerminalCarry, 3> m_carries;
};

QList<OutputLine> OutputDocument::lines(qint64 first, qint64 count) const
{
    QList<OutputLine> result;
    first = std::max<qint64>(0, first);
    const qint64 last = std::min(lineCount(), first + count) - 1;
    if (last < first)
        return result;
    d->records->refresh();
    const LineAnchor anchor = d->index.anchorBefore(first);
    Private::States states(d->looks, anchor.line);
    qint64 start = anchor.offset;
    for (qint64 number = anchor.line; number <= last; ++number) {
        qint64 next = start;
        const qint64 end = d->lineEnd(start, number, next);
        const QByteArray bytes = d->bytes(start, std::min<qint64>(end - start, maximumLineBytes));
        const bool escapes = bytes.contains('\x1b');
        const OutputRecord record = number >= first || escapes ? d->records->covering(start)
                                                               : OutputRecord();
        const auto stream = OutputStream(record.stream);
        if (number >= first) {
            OutputLine line;
            line.number = number;
            line.offset = start;
            line.newline = next > end;
            line.byteCount = end - start;
            if (number == d->index.gap().line)
                line.takenOut = d->source.transcript ? d->source.transcript->takenOut()
                                                     : line.byteCount;
            else
                line.bytes = bytes;
            line.stream = stream;
            line.time = record.time;
            line.lineClass = d->lens.classOf(number);
            line.complete = number + 1 < lineCount() || d->index.lastLineComplete();
            line.start = states.of(stream);
            line.shown = d->looks.shown(number);
            result.append(line);
        }
        if (escapes)
            states.pass(stream, bytes);
        if (end - start > maximumLineBytes)
            states.restart(number + 1); // it has an anchor
        start = next;
    }
    return result;
}

QByteArray OutputDocument::bytes(qint64 offset, qint64 size) const
{
    return d->bytes(offset, std::clamp<qint64>(byteCount() - offset, 0, size));
}

LogSnapshot OutputDocument::snapshot() const
{
    return {d->source, d->index, d->looks, d->alternateScreen};
}

TerminalLine decodeLine(const OutputLine &line)
{
    return line.shown ? decodeTerminalLine(*line.shown)
                      : decodeTerminalLine(line.bytes, line.start);
}

QString plainText(const OutputLine &line)
{
    return decodeLine(line).text;
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

OutputLens &OutputDocument::lens() const
{
    return d->view;
}

void OutputDocument::find(const FindQuery &query)
{
    d->view.setSought(problemOf(query) ? LinePattern() : linePatternOf(query));
    Q_EMIT searchChanged();
}

// Those of the lines that match and are not left out, in a block.
LineWords OutputDocument::Private::matches(const LinePlane &plane, qint64 block) const
{
    LineWords words = plane.words(block);
    if (!plane.isEmptyBlock(block) && lens.leavesOut()) {
        const LineWords leftOut = lens.leftOutWords(block);
        for (size_t word = 0; word < wordsPerBlock; ++word)
            words[word] &= ~leftOut[word];
    }
    return words;
}

qint64 OutputDocument::matchCount() const
{
    return matchesBefore(lineCount());
}

qint64 OutputDocument::matchesBefore(qint64 line) const
{
    const LinePlane *const plane = d->search.plane(d->view.sought());
    if (!plane)
        return 0;
    if (!d->lens.leavesOut())
        return line >= lineCount() ? plane->count() : plane->countBefore(line);
    qint64 count = 0;
    for (qint64 block = 0; block < plane->blockCount() && block * blockLines < line; ++block) {
        if (plane->isEmptyBlock(block))
            continue;
        const LineWords words = d->matches(*plane, block);
        const LineWords below = wordsBelow(block, line);
        for (size_t word = 0; word < wordsPerBlock; ++word)
            count += std::popcount(words[word] & below[word]);
    }
    return count;
}

bool OutputDocument::isMatch(qint64 line) const
{
    return hasMatchIn(line, line + 1);
}

bool OutputDocument::hasMatchIn(qint64 first, qint64 end) const
{
    return d->view.hasLineIn(d->view.sought(), first, end);
}

bool OutputDocument::hasClassIn(LineClass c, qint64 first, qint64 end) const
{
    return d->lens.hasClassIn(c, first, end);
}

bool OutputDocument::isSearching() const
{
    return d->search.plane(d->view.sought()) && !d->search.state(d->view.sought()).complete;
}

qint64 OutputDocument::nextMatch(qint64 fromLine, bool backwards) const
{
    const LinePlane *const plane = d->search.plane(d->view.sought());
    if (!plane || plane->count() == 0)
        return -1;
    return nextLineOf(lineCount(), fromLine, backwards,
                      [this, plane](qint64 block) { return d->matches(*plane, block); });
}

} // namespace CommandRunner
