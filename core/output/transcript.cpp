// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/transcript.h"

#include <QFile>

#include <algorithm>

namespace CommandRunner {

Transcript::Transcript(const QString &logPath, const QString &indexPath, OutputEncoding encoding,
                       std::shared_ptr<TranscriptFolder> folder)
    : m_wanted(encoding),
      m_log(logPath),
      m_records(indexPath),
      m_folder(std::move(folder)),
      m_buffer(std::make_unique<char[]>(chunkBytes))
{
    for (auto &decoder : m_decoders)
        decoder = makeStreamDecoder(encoding);
}

Result<void> Transcript::open()
{
    return m_writer.open(m_folder->logPath(), m_folder->indexPath());
}

OutputEncoding Transcript::encoding() const
{
    for (size_t i = 0; i < m_decoders.size(); ++i) {
        const OutputEncoding encoding = m_decoders[i]->encoding();
        if (m_seen[i] && encoding != OutputEncoding::Automatic && encoding != OutputEncoding::Utf8)
            return encoding;
    }
    return isUtf8(m_wanted) ? OutputEncoding::Utf8 : m_wanted;
}

bool Transcript::step(bool complete)
{
    if (m_error || m_finished)
        return false;
    m_records.refresh(); // before the size: a record is written after its bytes
    const qint64 size = m_log.size();
    m_damaged = m_damaged || size < m_offset || m_log.isRemoved();
    if (m_log.isHeadComplete())
        m_records.refresh(); // there is a tail, so records cover the head
    qint64 limit = complete ? size : std::min(m_records.coveredEnd(), size);
    if (m_log.isHeadComplete() && m_offset < m_log.headSize())
        limit = std::min(limit, m_log.headSize());
    else if (m_log.isHeadComplete())
        lookForTail();
    if (m_error)
        return false;
    if (const LogSegment *next = m_log.segmentFrom(m_lastSegment + 1))
        limit = std::min(limit, next->offset);
    const qint64 got = m_offset < limit
        ? m_log.read(m_offset, m_buffer.get(), std::min(chunkBytes, limit - m_offset))
        : 0;
    m_damaged = m_damaged || m_log.isDamaged();
    if (got <= 0)
        return complete && m_offset >= size && finish();
    const qint64 start = m_offset;
    while (m_offset < start + got && !m_error) {
        OutputRecord record;
        const qint64 end = pieceEnd(start + got, record);
        m_text.resize(0);
        m_seen[record.stream - 1] = true;
        decoderOf(record.stream)
            .decode(QByteArrayView(m_buffer.get() + (m_offset - start), end - m_offset), m_text);
        m_offset = end;
        write(record);
    }
    return !m_error;
}

// How far the record reaches that tells about the next byte; the last one also tells about what no
// record covers.
qint64 Transcript::pieceEnd(qint64 limit, OutputRecord &record)
{
    record = m_records.covering(m_offset);
    qint64 end = qint64(record.offset) + record.length;
    if (end <= m_offset) {
        auto stream = OutputStream::Standard;
        end = m_records.streamEnd(m_offset, limit, stream);
        if (end <= m_offset)
            end = limit;
    }
    return std::min(end, limit);
}

void Transcript::write(const OutputRecord &record)
{
    m_last = record;
    m_writer.append(OutputStream(record.stream), m_text, record.time);
    m_writer.flush(); // a record for each one of the log's: its time is that of its lines
    if (m_writer.lostFrom() >= 0)
        m_error = Error{ErrorCode::Io, m_folder->path(), m_writer.writeError()};
}

bool Transcript::finish()
{
    m_finished = true;
    for (std::uint32_t stream = 1; stream <= m_decoders.size(); ++stream) {
        m_text.resize(0);
        decoderOf(stream).finish(m_text);
        OutputRecord record = m_last;
        record.stream = stream;
        if (!m_text.isEmpty())
            write(record);
    }
    return !m_error;
}

// The next byte is behind the head: passes what was taken out, and keeps the log's own division, so
// that what goes there can go here.
void Transcript::lookForTail()
{
    const LogGap &gap = m_log.gap();
    if (m_headEnd < 0)
        m_headEnd = m_writer.size();
    if (gap.exists() && m_offset < gap.end)
        passGap(gap);
    const LogSegment *const next = m_log.segmentFrom(m_lastSegment + 1);
    if (next && next->offset <= m_offset && !beginSegment(*next))
        return;
    if (!gap.exists() || m_segments.empty())
        return;
    m_folder->setTakenOut(gap.end - gap.first);
    std::erase_if(m_segments, [&gap](const Segment &segment) {
        return segment.logOffset < gap.end && QFile::remove(segment.path);
    });
}

// Streams keep count of what they miss: the second half of a character is not taken for one.
void Transcript::passGap(const LogGap &gap)
{
    while (m_offset < gap.end) {
        OutputRecord record;
        const qint64 end = pieceEnd(gap.end, record);
        decoderOf(record.stream).skip(end - m_offset);
        m_offset = end;
    }
    m_lastSegment = std::max(m_lastSegment, gap.end - 1);
}

bool Transcript::beginSegment(const LogSegment &segment)
{
    const LogGap &gap = m_log.gap();
    qint64 start = m_writer.size();
    if (gap.exists() && start == m_headEnd)
        start += gap.end - gap.first;
    const auto path = m_writer.startSegment(start, segment.linesBefore);
    if (!path) {
        m_error = path.error();
        return false;
    }
    m_lastSegment = segment.offset;
    m_segments.push_back({segment.offset, *path});
    return true;
}

} // namespace CommandRunner
