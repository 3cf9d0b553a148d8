// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/logscanner.h"

#include "core/base/logging.h"

#include <algorithm>
#include <cstring>
#include <ranges>
#include <utility>

namespace CommandRunner {

LogScanner::LogScanner(const QString &logPath, const QString &indexPath)
    : m_log(logPath),
      m_records(indexPath),
      m_buffer(std::make_unique<char[]>(chunkBytes))
{
    m_batch.anchors.push_back({0, 0});
}

bool LogScanner::step()
{
    m_records.refresh(); // before the size: a record is written after its bytes
    const qint64 size = m_log.size();
    if (!m_warned && (size < m_place.offset || m_log.isRemoved())) {
        m_warned = true;
        m_batch.damaged = true;
        m_news = true;
        qCWarning(logOutput,
                  "an output log became shorter or was removed while it was read; what was read of "
                  "it stays listed");
    }
    if (m_log.isHeadComplete()) {
        m_records.refresh(); // there is a tail, so records cover the head
        const LogGap &gap = m_log.gap();
        if (m_headEnd && gap.end > m_gapEnd) {
            m_guess.reset();
            goBackTo(*m_headEnd);
        }
    }
    const qint64 covered = std::min(m_records.coveredEnd(), size);
    checkGuess(covered);
    qint64 limit = covered;
    if (m_place.offset >= covered) {
        if (size <= m_place.offset)
            return false;
        limit = size;
        if (!m_guess) {
            m_guess = m_place;
            m_guessChanges.clear();
        }
    }
    if (m_log.isHeadComplete() && m_place.offset < m_log.headSize())
        limit = std::min(limit, m_log.headSize());
    if (m_log.isHeadComplete() && m_place.offset == m_log.headSize()) {
        if (!m_headEnd)
            m_headEnd = m_place;
        if (m_log.gap().exists()) {
            passGap();
            return true;
        }
    }
    const qint64 got = m_log.read(m_place.offset, m_buffer.get(),
                                  std::min(chunkBytes, limit - m_place.offset));
    for (qint64 done = 0; done < got;) {
        OutputStream stream = OutputStream::Standard;
        qint64 end = m_records.streamEnd(m_place.offset, m_place.offset + got - done, stream);
        if (end <= m_place.offset)
            end = limit;
        if (stream != m_place.stream && m_place.openBytes > 0) {
            m_batch.breaks.push_back(m_place.offset);
            endLine(openSample(), m_place.offset);
        }
        m_place.stream = stream;
        const qint64 part = std::min(end - m_place.offset, got - done);
        consume(m_buffer.get() + done, part);
        done += part;
    }
    m_news = m_news || got > 0;
    return got > 0;
}

void LogScanner::checkGuess(qint64 covered)
{
    if (!m_guess)
        return;
    const qint64 end = std::min(covered, m_place.offset);
    for (qint64 offset = m_guess->offset; offset < end;) {
        OutputStream stream = OutputStream::Standard;
        const qint64 next = m_records.streamEnd(offset, end, stream);
        if (stream != m_place.stream) {
            goBack();
            return;
        }
        if (next <= offset)
            break;
        offset = next;
    }
    if (covered >= m_place.offset)
        m_guess.reset();
}

void LogScanner::goBack()
{
    const Place place = *std::exchange(m_guess, std::nullopt);
    goBackTo(place);
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
    const LogGap gap = m_log.gap();
    if (m_place.openBytes > 0) {
        m_batch.breaks.push_back(gap.first);
        endLine(openSample(), gap.first);
    }
    m_batch.gap = IndexGap{m_place.line, gap.first, gap.end, gap.linesBefore - m_place.line - 1};
    m_batch.classes.push_back(LineClass::Plain);
    m_batch.breaks.push_back(gap.end);
    ++m_place.line;
    m_batch.anchors.push_back({m_place.line, gap.end});
    m_place.lastAnchor = gap.end;
    m_place.lineStart = gap.end;
    m_place.offset = gap.end;
    m_gapEnd = gap.end;
    m_news = true;
}

// What was found behind that place is told anew.
void LogScanner::goBackTo(Place place)
{
    m_place = std::move(place);
    m_news = true;
    if (m_place.line < m_batch.firstLine) {
        m_batch.firstLine = m_place.line;
        m_batch.firstOffset = m_place.lineStart;
        m_batch.classes.clear();
        m_batch.anchors.clear();
        m_batch.breaks.clear();
    } else {
        m_batch.classes.resize(size_t(m_place.line - m_batch.firstLine));
        std::erase_if(m_batch.anchors,
                      [this](const LineAnchor &anchor) { return anchor.line > m_place.line; });
        std::erase_if(m_batch.breaks, [this](qint64 offset) { return offset > m_place.lineStart; });
    }
    std::erase_if(m_batch.changes, [this](const LineClassChange &change) {
        return change.line >= m_batch.firstLine;
    });
}

void LogScanner::consume(const char *data, qint64 size)
{
    const char *const end = data + size;
    while (data < end) {
        const auto *newline = static_cast<const char *>(std::memchr(data, '\n',
                                                                    size_t(end - data)));
        const char *const stop = newline ? newline : end;
        const qint64 length = stop - data;
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
    m_batch.classes.push_back(m_place.classifier.classify(m_place.line, line, m_place.stream,
                                                          changes));
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
    ++m_place.line;
    m_place.lineStart = nextStart;
    m_place.openBytes = 0;
    m_place.head.resize(0);
    m_place.tail.resize(0);
    if (m_place.line % anchorLines == 0 || nextStart - m_place.lastAnchor >= anchorBytes) {
        m_batch.anchors.push_back({m_place.line, nextStart});
        m_place.lastAnchor = nextStart;
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
    IndexBatch batch = std::move(m_batch);
    m_batch = {};
    m_batch.firstLine = m_place.line;
    m_batch.firstOffset = m_place.lineStart;
    batch.byteCount = m_place.offset;
    batch.finished = finished;
    batch.lastLineComplete = !unfinishedLine;
    batch.progress = preview ? preview->progress : m_place.classifier.progress();
    if (preview)
        batch.classes.push_back(preview->lineClass);
    m_news = false;
    return batch;
}

} // namespace CommandRunner
