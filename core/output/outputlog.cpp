// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlog.h"

#include "core/output/segmentedlog.h"

#include <QFile>
#include <QtEndian>

#include <cstring>
#include <limits>

namespace CommandRunner {

namespace {

// Eight at a time: the high bit of each byte that is zero after the exclusive or, and of no other.
qint64 countNewlinesInWords(const char *data, const char *end)
{
    constexpr std::uint64_t newlines = 0x0a0a0a0a0a0a0a0aULL;
    constexpr std::uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t evenBytes = 0x00ff00ff00ff00ffULL;
    constexpr int mostWords = 255; // until one of eight sums could overflow its byte
    qint64 count = 0;
    while (end - data >= 8) {
        std::uint64_t sums = 0;
        for (int words = 0; words < mostWords && end - data >= 8; ++words, data += 8) {
            std::uint64_t word;
            std::memcpy(&word, data, sizeof(word));
            word ^= newlines;
            sums += ~(((word & low) + low) | word | low) >> 7 & ones;
        }
        const std::uint64_t pairs = (sums & evenBytes) + (sums >> 8 & evenBytes);
        count += qint64(pairs * 0x0001000100010001ULL >> 48);
    }
    for (; data != end; ++data)
        count += *data == '\n';
    return count;
}

} // namespace

#ifdef __GNUC__

// The compiler makes the widest instructions of it that every machine of the kind has. Spelled out,
// since at -O2 it does not find them by itself.
qint64 countNewlines(QByteArrayView bytes)
{
    using Vector = unsigned char __attribute__((vector_size(16)));
    using Wide = std::uint64_t __attribute__((vector_size(16)));
    constexpr std::uint64_t evenBytes = 0x00ff00ff00ff00ffULL;
    constexpr Wide even = {evenBytes, evenBytes};
    constexpr int vectors = 4; // at once, so that the sums do not wait for each other
    constexpr qsizetype step = vectors * qsizetype(sizeof(Vector));
    constexpr int mostSteps = 255; // until one of the sums could overflow its byte
    const char *data = bytes.data();
    const char *const end = data + bytes.size();
    qint64 count = 0;
    while (end - data >= step) {
        Vector sums[vectors] = {};
        for (int steps = 0; steps < mostSteps && end - data >= step; ++steps, data += step) {
            for (int i = 0; i < vectors; ++i) {
                Vector part;
                std::memcpy(&part, data + i * qsizetype(sizeof(part)), sizeof(part));
                sums[i] -= Vector(part == '\n'); // -1 where it is
            }
        }
        Wide pairs = {};
        for (const Vector &sum : sums)
            pairs += (Wide(sum) & even) + ((Wide(sum) >> 8) & even);
        for (int i = 0; i < 2; ++i) {
            for (int shift = 0; shift < 64; shift += 16)
                count += qint64(pairs[i] >> shift & 0xffff);
        }
    }
    return count + countNewlinesInWords(data, end);
}

#else

qint64 countNewlines(QByteArrayView bytes)
{
    return countNewlinesInWords(bytes.data(), bytes.data() + bytes.size());
}

#endif

namespace {

constexpr qint64 segmentsPerLimit = 16;
constexpr qint64 leastLimit = 64 << 10;

} // namespace

OutputLogWriter::~OutputLogWriter()
{
    close();
}

void OutputLogWriter::append(OutputStream stream, QByteArrayView bytes, qint64 timeMs)
{
    if (bytes.isEmpty())
        return;
    if (m_record.length > 0) {
        const bool sameStream = m_record.stream == std::uint32_t(stream);
        const bool soon = timeMs >= m_record.time && timeMs - m_record.time < joinMs;
        const bool fits = bytes.size()
            <= qint64(std::numeric_limits<std::uint32_t>::max() - m_record.length);
        if (!sameStream || !soon || !fits)
            flush();
    }
    if (m_lostFrom >= 0) {
        m_lostBytes += bytes.size();
        return;
    }
    const bool breaksLine = m_midLine && m_lastStream != std::uint32_t(stream);
    bool lineGoesOn = m_midLine && !breaksLine;
    m_breaks += breaksLine;
    m_lastStream = std::uint32_t(stream);
    while (!bytes.isEmpty() && m_lostFrom < 0) {
        const qint64 room = roomIn(bytes, lineGoesOn);
        if (room == 0) {
            flush(); // a record does not go over into another file
            if (m_lostFrom >= 0 || !beginSegment())
                break;
            continue;
        }
        if (m_record.length == 0) {
            m_record = {std::uint64_t(m_size), 0, std::uint32_t(stream), timeMs};
            m_recordNewlines = 0;
            m_midLineBefore = m_midLine;
        }
        store(bytes.first(room));
        lineGoesOn = m_midLine;
        bytes = bytes.sliced(room);
    }
    if (!bytes.isEmpty()) {
        lose(m_size);
        m_lostBytes += bytes.size();
    }
    if (m_lostFrom >= 0 || timeMs < m_lastRecorded || timeMs - m_lastRecorded >= joinMs)
        flush();
}

void OutputLogWriter::store(QByteArrayView bytes)
{
    const qint64 written = writeFully(m_log, bytes.data(), bytes.size());
    keep(bytes.first(written));
    if (written < bytes.size()) {
        lose(m_size);
        m_lostBytes += bytes.size() - written;
    }
}

void OutputLogWriter::setLimit(qint64 bytes)
{
    m_limit = bytes > 0 ? std::max(bytes, leastLimit) : 0;
}

// How many of them still go into this file. A file ends with a line, unless the line is longer than
// what is left of it.
qint64 OutputLogWriter::roomIn(QByteArrayView bytes, bool lineGoesOn) const
{
    if (m_limit == 0)
        return bytes.size();
    const qint64 whole = m_segments.isEmpty() ? m_limit : m_limit / segmentsPerLimit;
    const qint64 left = whole - (m_size - m_fileStart);
    if (left >= bytes.size())
        return bytes.size();
    if (left <= 0)
        return 0;
    const qsizetype newline = bytes.first(left).lastIndexOf('\n');
    if (newline >= 0)
        return newline + 1;
    return lineGoesOn ? left : 0;
}

bool OutputLogWriter::beginSegment()
{
    const QString path = logSegmentPath(m_logPath, m_size, m_newlines + m_breaks);
    const auto file = createFile(path);
    if (!file) {
        if (m_writeError.isEmpty())
            m_writeError = file.error().detail;
        return false;
    }
    closeLog();
    m_log = *file;
    if (m_segments.isEmpty())
        m_headSize = m_size;
    m_fileStart = m_size;
    m_segments.append({m_size, path});
    // The newest is still empty; when it is full, all of them reach half of the limit.
    while (m_segments.size() > segmentsPerLimit / 2) {
        QFile::remove(m_segments.takeFirst().path);
        m_droppedTo = m_segments.first().offset;
    }
    return true;
}

Result<QString> OutputLogWriter::startSegment(qint64 offset, qint64 linesBefore)
{
    flush();
    const QString path = logSegmentPath(m_logPath, offset, linesBefore);
    const auto file = createFile(path);
    if (!file)
        return std::unexpected(file.error());
    closeLog();
    m_log = *file;
    m_fileStart = m_size = offset;
    return path;
}

void OutputLogWriter::keep(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const qint64 newlines = countNewlines(bytes);
    m_size += bytes.size();
    m_newlines += newlines;
    m_recordNewlines += newlines;
    m_record.length += std::uint32_t(bytes.size());
    m_midLine = bytes.back() != '\n';
}

void OutputLogWriter::flush()
{
    if (m_record.length == 0)
        return;
    char bytes[OutputRecord::size];
    qToLittleEndian<quint64>(m_record.offset, bytes);
    qToLittleEndian<quint32>(m_record.length, bytes + 8);
    qToLittleEndian<quint32>(m_record.stream, bytes + 12);
    qToLittleEndian<qint64>(m_record.time, bytes + 16);
    if (writeFully(m_index, bytes, sizeof(bytes)) == sizeof(bytes)) {
        ++m_records;
        m_lastRecorded = m_record.time;
    } else {
        // Readers trust the records: bytes that no record covers are as good as lost, so say so and
        // take them back.
        m_lostBytes += m_record.length;
        m_size = qint64(m_record.offset);
        m_newlines -= m_recordNewlines;
        m_midLine = m_midLineBefore;
        cutBack(m_size);
        lose(m_size);
    }
    m_record = {};
}

void OutputLogWriter::lose(qint64 from)
{
    if (m_lostFrom < 0 || from < m_lostFrom)
        m_lostFrom = from;
}

} // namespace CommandRunner
