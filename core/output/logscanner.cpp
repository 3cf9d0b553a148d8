// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/logscanner.h"

#include "core/base/logging.h"

#include <algorithm>
#include <cstring>
#include <ranges>
#include <utility>

namespace CommandRunner {

namespace {

// Bytes are looked through for one thing after the other in pieces that are in the fastest cache
// the second time.
constexpr qint64 pieceBytes = 16 * 1024;

// Where the next escape is.
class EscapeFinder final
{
public:
    EscapeFinder(const char *data, const char *end) : m_searched(data), m_end(end) {}

    bool isWithin(const char *from, const char *to) // neither goes back
    {
        if (m_found >= from)
            return m_found < to;
        m_searched = std::max(m_searched, from);
        while (m_searched < to) {
            const qint64 size = std::min<qint64>(pieceBytes, m_end - m_searched);
            const void *found = std::memchr(m_searched, 0x1b, size_t(size));
            if (found) {
                m_found = static_cast<const char *>(found);
                m_searched = m_found + 1;
                return m_found < to;
            }
            m_searched += size;
        }
        return false;
    }

private:
    const char *m_found = nullptr;
    const char *m_searched;
    const char *m_end;
};

} // namespace

LogScanner::LogScanner(const QString &logPath, const QString &indexPath)
    : m_log(std::make_unique<SegmentedLog>(logPath)),
      m_records(std::make_unique<OutputRecordReader>(indexPath)),
      m_buffer(std::make_unique<char[]>(chunkBytes))
{
    m_batch.anchors.push_back({0, 0});
}

void LogScanner::readFrom(const QString &logPath, const QString &indexPath)
{
    m_log = std::make_unique<SegmentedLog>(logPath);
    m_records = std::make_unique<OutputRecordReader>(indexPath);
    m_gate = {};
}

// What no record covers yet is let in without being remembered: it may be another stream's.
bool LogScanner::mayEnter(OutputStream stream, bool certain)
{
    const unsigned bit = 1U << unsigned(stream);
    if (!m_gate || (m_entered & bit) != 0)
        return true;
    if (!m_gate(stream, m_place.offset))
        return false;
    m_entered |= certain ? bit : 0;
    return true;
}

bool LogScanner::step()
{
    m_records->refresh(); // before the size: a record is written after its bytes
    const qint64 size = m_log->size();
    if (size < m_place.offset || m_log->isRemoved() || m_log->isDamaged())
        noteDamage();
    if (m_log->isHeadComplete()) {
        m_records->refresh(); // there is a tail, so records cover the head
        const LogGap &gap = m_log->gap();
        if (m_headEnd && gap.end > m_gapEnd) {
            m_guess.reset();
            goBackTo(*m_headEnd);
        }
    }
    const qint64 covered = std::min(m_records->coveredEnd(), size);
    checkGuess(covered);
    qint64 limit = covered;
    if (m_place.offset >= covered) {
        if (size <= m_place.offset)
            return false;
        limit = size;
        if (!m_guess) {
            m_guess = m_place;
            m_guessChanges.clear();
            m_guessRedrawn.clear();
        }
    }
    if (m_log->isHeadComplete() && m_place.offset < m_log->headSize())
        limit = std::min(limit, m_log->headSize());
    if (m_log->isHeadComplete() && m_place.offset == m_log->headSize()) {
        if (!m_headEnd)
            m_headEnd = m_place;
        if (m_log->gap().exists()) {
            passGap();
            return true;
        }
    }
    const qint64 got = m_log->read(m_place.offset, m_buffer.get(),
                                   std::min(chunkBytes, limit - m_place.offset));
    if (m_log->isDamaged())
        noteDamage();
    qint64 done = 0;
    while (done < got) {
        OutputStream stream = OutputStream::Standard;
        qint64 end = m_records->streamEnd(m_place.offset, m_place.offset + got - done, stream);
        if (end <= m_place.offset)
            end = limit;
        if (!mayEnter(stream, m_place.offset < covered))
            break;
        if (stream != m_place.stream && m_place.openBytes > 0) {
            m_batch.breaks.push_back(m_place.offset);
            endLine(openSample(), m_place.offset);
        }
        m_place.stream = stream;
        const qint64 part = std::min(end - m_place.offset, got - done);
        consume(m_buffer.get() + done, part);
        done += part;
    }
    m_news = m_news || done > 0;
    return done > 0;
}

void LogScanner::noteDamage()
{
    if (m_warned)
        return;
    m_warned = true;
    m_batch.damaged = true;
    m_news = true;
    qCWarning(logOutput,
              "an output log is damaged, or became shorter or was removed while it was read; what "
              "was read of it stays listed");
}

void LogScanner::checkGuess(qint64 covered)
{
    if (!m_guess)
        return;
    const qint64 end = std::min(covered, m_place.offset);
    for (qint64 offset = m_guess->offset; offset < end;) {
        OutputStream stream = OutputStream::Standard;
        const qint64 next = m_records->streamEnd(offset, end, stream);
        if (stream != m_place.stream) {
            goBack();
            return;
        }
        if (next <= offset)
            break;
        offset = next;
    }
    if (covered >= m_place.offset) {
        // The gate may have let nothing in: then nobody has entered.
        if (m_place.offset > m_guess->offset)
            m_entered |= 1U << unsigned(m_place.stream);
        m_guess.reset();
    }
}

void LogScanner::goBack()
{
    const Place place = *std::exchange(m_guess, std::nullopt);
    goBackTo(place);
    for (const qint64 line : std::exchange(m_guessRedrawn, {}))
        m_batch.redrawn.push_back({line, std::nullopt});
    for (const LineClassChange &change : m_guessChanges | std::views::reverse) {
        if (change.line < m_batch.firstLine)
            m_batch.changes.push_back({change.line, change.after, change.before});
        else if (change.line < m_place.line)
            m_batch.classes[size_t(change.line - m_batch.firstLine)] = change.before;
    }
    std::erase_if(m_batch.changes, [this](const LineClassChange &change) {
        return change.line >= m_batch.firstLine;
    });
}

// The run's limit took out what follows the head.
void LogScanner::passGap()
{
    const LogGap gap = m_log->gap();
    if (m_place.openBytes > 0) {
        m_batch.breaks.push_back(gap.first);
        endLine(openSample(), gap.first);
    }
    m_batch.gap = IndexGap{m_place.line, gap.first, gap.end, gap.linesBefore - m_place.line - 1};
    m_batch.classes.push_back(LineClass::Plain);
    m_batch.breaks.push_back(gap.end);
    // What the tail begins with is not known: the default looks, and no rows above it.
    m_place.carries = {};
    m_place.rows = {};
    m_place.rows.endLine(m_place.line, LineClass::Plain, gap.end, {}, m_batch.changes, *this);
    m_place.attentive = false;
    ++m_place.line;
    m_batch.anchors.push_back({m_place.line, gap.end});
    m_place.lastAnchor = gap.end;
    m_place.lineStart = gap.end;
    m_place.offset = gap.end;
    mark();
    m_gapEnd = gap.end;
    m_news = true;
}

// What was found behind that place is told anew.
void LogScanner::goBackTo(Place place)
{
    m_place = std::move(place);
    m_place.rows.tellAllAgain();
    m_news = true;
    if (m_place.line < m_batch.firstLine) {
        m_batch.firstLine = m_place.line;
        m_batch.firstOffset = m_place.lineStart;
        m_batch.classes.clear();
        m_batch.anchors.clear();
        m_batch.breaks.clear();
        m_batch.marks.clear();
    } else {
        m_batch.classes.resize(size_t(m_place.line - m_batch.firstLine));
        std::erase_if(m_batch.anchors,
                      [this](const LineAnchor &anchor) { return anchor.line > m_place.line; });
        std::erase_if(m_batch.marks,
                      [this](const TerminalMark &mark) { return mark.line > m_place.line; });
        std::erase_if(m_batch.breaks, [this](qint64 offset) { return offset > m_place.lineStart; });
    }
    std::erase_if(m_batch.changes, [this](const LineClassChange &change) {
        return change.line >= m_batch.firstLine;
    });
}

void LogScanner::consume(const char *data, qint64 size)
{
    const char *const end = data + size;
    EscapeFinder escapes(data, end);
    const char *suspect = data; // lines before it are plain at first sight
    while (data < end) {
        if (m_place.openBytes == 0 && !m_place.attentive
            && m_place.classifier.isAtRest(m_place.stream)) {
            if (suspect <= data) {
                const char *const stop = data + std::min<qint64>(pieceBytes, end - data);
                suspect = m_place.classifier.firstSuspect(data, stop);
            }
            data = passPlainLines(data, suspect);
            if (data == end)
                break;
        }
        const auto *newline = static_cast<const char *>(std::memchr(data, '\n',
                                                                    size_t(end - data)));
        const char *const stop = newline ? newline : end;
        const qint64 length = stop - data;
        if (escapes.isWithin(data, stop) || m_place.attentive)
            takeTerminal(data, length);
        m_place.offset += length + (newline ? 1 : 0);
        if (newline && m_place.openBytes == 0) {
            endLine(LineSample::of(QByteArrayView(data, length)), m_place.offset);
        } else {
            keepOpen(data, length);
            if (newline)
                endLine(openSample(), m_place.offset);
        }
        data = stop + 1;
    }
}

// Whole lines that are plain at first sight. Returns where it did not go on.
const char *LogScanner::passPlainLines(const char *data, const char *end)
{
    while (data < end) {
        const auto *newline = static_cast<const char *>(std::memchr(data, '\n',
                                                                    size_t(end - data)));
        if (!newline || ProgressLines::isStatusLine(QByteArrayView(data, newline - data)))
            break;
        const qint64 nextStart = m_place.offset + (newline + 1 - data);
        m_place.offset = nextStart;
        m_place.classifier.passPlain();
        m_place.rows.endLine(m_place.line, LineClass::Plain, nextStart, m_place.carry().state(),
                             m_batch.changes, *this);
        m_batch.classes.push_back(LineClass::Plain);
        beginLine(nextStart);
        data = newline + 1;
    }
    return data;
}

// A piece of the open line that holds escape sequences, or on which earlier ones have an effect.
void LogScanner::takeTerminal(const char *data, qint64 size)
{
    const QByteArrayView piece(data, size);
    TerminalCarry &carry = m_place.carry();
    if (m_place.touchedLine != m_place.line) {
        m_place.touchedLine = m_place.line;
        m_place.lineState = carry.state();
    }
    const bool moved = carry.take(piece);
    m_place.carried = true;
    m_alternateScreen = m_alternateScreen || carry.state().alternateScreen;
    if (m_place.rows.isActive()) {
        m_place.rows.write(piece, *this);
    } else if (moved) {
        QByteArray soFar;
        if (m_place.openBytes > 0) {
            const qint64 before = std::min(m_place.openBytes, anchorBytes);
            soFar.resize(before);
            soFar.resize(m_log->read(m_place.offset - before, soFar.data(), before));
            soFar.append(piece);
        }
        m_place.rows.activate(soFar.isEmpty() ? piece : QByteArrayView(soFar), m_place.lineState,
                              *this);
    }
    m_place.attentive = m_place.rows.isActive() || carry.isPending();
}

QByteArray LogScanner::lineAt(qint64 offset, qint64 end)
{
    QByteArray bytes(std::clamp<qint64>(end - offset, 0, anchorBytes), Qt::Uninitialized);
    bytes.resize(m_log->read(offset, bytes.data(), bytes.size()));
    return bytes; // a newline moves nothing
}

void LogScanner::mark()
{
    m_place.carried = false;
    for (size_t i = 0; i < m_place.carries.size(); ++i) {
        const TerminalState &state = m_place.carries[i].state();
        if (state == m_place.marked[i])
            continue;
        m_place.marked[i] = state;
        m_batch.marks.push_back({m_place.line, OutputStream(i + 1), state});
    }
}

void LogScanner::keepOpen(const char *data, qint64 size)
{
    m_place.openBytes += size;
    const qint64 room = LineSample::headBytes - m_place.head.size();
    if (room > 0)
        m_place.head.append(data, std::min(room, size));
    if (size >= LineSample::tailBytes) {
        m_place.tail = QByteArray(data + size - LineSample::tailBytes, LineSample::tailBytes);
    } else {
        m_place.tail.append(data, size);
        if (m_place.tail.size() > LineSample::tailBytes)
            m_place.tail.remove(0, m_place.tail.size() - LineSample::tailBytes);
    }
}

LineSample LogScanner::openSample() const
{
    return {m_place.head, m_place.tail};
}

void LogScanner::endLine(const LineSample &sample, qint64 nextStart)
{
    LineSample line = sample;
    if (line.tail.endsWith('\r')) {
        line.tail.chop(1);
        // The head holds the line's end only when the whole line fits into it.
        if (nextStart - m_place.lineStart <= LineSample::headBytes + 1 && line.head.endsWith('\r'))
            line.head.chop(1);
    }
    auto &changes = m_batch.changes;
    const size_t before = changes.size();
    LineClass lineClass = m_place.classifier.classify(m_place.line, line, m_place.stream, changes);
    for (size_t i = before; i < changes.size(); ++i)
        m_place.rows.classChanged(changes[i].line, changes[i].after);
    if (m_place.attentive)
        m_place.carry().endLine();
    const bool redrawn = m_place.rows.endLine(m_place.line, lineClass, nextStart,
                                              m_place.carry().state(), changes, *this);
    if (redrawn && lineClass == LineClass::Progress)
        lineClass = LineClass::Plain; // as it is in the end, a row of progress is a result
    m_place.attentive = m_place.rows.isActive();
    m_batch.classes.push_back(lineClass);
    if (changes.size() > before) {
        if (m_guess)
            m_guessChanges.insert(m_guessChanges.end(), changes.begin() + qint64(before),
                                  changes.end());
        // Those of lines that are still to be told need no change.
        std::erase_if(changes, [this](const LineClassChange &change) {
            if (change.line < m_batch.firstLine)
                return false;
            m_batch.classes[size_t(change.line - m_batch.firstLine)] = change.after;
            return true;
        });
    }
    beginLine(nextStart);
}

void LogScanner::beginLine(qint64 offset)
{
    ++m_place.line;
    m_place.lineStart = offset;
    if (m_place.openBytes > 0) {
        m_place.openBytes = 0;
        m_place.head.resize(0);
        m_place.tail.resize(0);
    }
    if (m_place.line % anchorLines == 0 || offset - m_place.lastAnchor >= anchorBytes) {
        m_batch.anchors.push_back({m_place.line, offset});
        m_place.lastAnchor = offset;
        if (m_place.carried)
            mark();
    }
}

IndexBatch LogScanner::takeBatch(bool finished)
{
    const bool unfinishedLine = m_place.openBytes > 0;
    std::optional<LineClassifier::Preview> preview;
    if (unfinishedLine && finished)
        endLine(openSample(), m_place.offset); // as much a line as it will ever be
    else if (unfinishedLine)
        preview = m_place.classifier.preview(openSample(), m_place.stream);
    const bool openLine = unfinishedLine && !finished;
    const bool homeless = m_place.rows.takeRedrawn(openLine ? m_place.line : -1, m_batch.redrawn);
    if (m_guess) {
        for (const RedrawnLine &redrawn : m_batch.redrawn)
            m_guessRedrawn.push_back(redrawn.line);
    }
    IndexBatch batch = std::move(m_batch);
    m_batch = {};
    m_batch.firstLine = m_place.line;
    m_batch.firstOffset = m_place.lineStart;
    batch.byteCount = m_place.offset;
    batch.finished = finished;
    batch.lastLineComplete = !unfinishedLine;
    if (!finished) // what ended is not on its way any more
        batch.progress = preview ? preview->progress : m_place.classifier.progress();
    batch.alternateScreen = m_alternateScreen;
    batch.modes = m_place.carry().modes();
    if (preview)
        batch.classes.push_back(homeless ? LineClass::Progress : preview->lineClass);
    m_news = false;
    return batch;
}

} // namespace CommandRunner
