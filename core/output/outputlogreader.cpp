// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlogreader.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace CommandRunner {

namespace {

constexpr qint64 cacheRecords = 128;

OutputRecord decode(const char *data)
{
    OutputRecord record;
    record.offset = qFromLittleEndian<quint64>(data);
    record.length = qFromLittleEndian<quint32>(data + 8);
    record.stream = qFromLittleEndian<quint32>(data + 12);
    record.time = qFromLittleEndian<qint64>(data + 16);
    if (record.stream < quint32(OutputStream::Standard)
        || record.stream > quint32(OutputStream::Terminal))
        record.stream = quint32(OutputStream::Standard);
    return record;
}

} // namespace

void OutputRecordReader::refresh()
{
    const qint64 count = m_file.size() / OutputRecord::size;
    if (count < m_count) { // replaced or cut under us: nothing cached is true any more
        m_cached.clear();
        m_cursor = 0;
    }
    m_count = count;
}

bool OutputRecordReader::load(qint64 index)
{
    if (index < 0 || index >= m_count)
        return false;
    if (index >= m_cachedFirst && index < m_cachedFirst + m_cached.size())
        return true;
    std::array<char, cacheRecords * OutputRecord::size> buffer;
    const qint64 wanted = std::min(cacheRecords, m_count - index);
    const qint64 got = m_file.read(index * OutputRecord::size, buffer.data(),
                                   wanted * OutputRecord::size)
        / OutputRecord::size;
    m_cached.clear();
    m_cachedFirst = index;
    for (qint64 i = 0; i < got; ++i)
        m_cached.append(decode(buffer.data() + i * OutputRecord::size));
    return got > 0;
}

OutputRecord OutputRecordReader::at(qint64 index)
{
    return load(index) ? m_cached.at(index - m_cachedFirst) : OutputRecord();
}

qint64 OutputRecordReader::indexOf(qint64 offset)
{
    qint64 low = 0;
    qint64 high = m_count;
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        if (qint64(at(middle).offset) <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

qint64 OutputRecordReader::coveredEnd()
{
    if (m_count == 0)
        return 0;
    const OutputRecord last = at(m_count - 1);
    return qint64(last.offset) + last.length;
}

OutputRecord OutputRecordReader::covering(qint64 offset)
{
    if (m_count == 0)
        return {};
    m_cursor = std::clamp<qint64>(m_cursor, 0, m_count - 1);
    constexpr int nearby = 8;
    int steps = 0;
    if (qint64(at(m_cursor).offset) <= offset) {
        while (m_cursor + 1 < m_count && steps < nearby
               && qint64(at(m_cursor + 1).offset) <= offset) {
            ++m_cursor;
            ++steps;
        }
    }
    if (steps == nearby || qint64(at(m_cursor).offset) > offset)
        m_cursor = std::max<qint64>(0, indexOf(offset));
    return at(m_cursor);
}

qint64 OutputRecordReader::streamEnd(qint64 offset, qint64 limit, OutputStream &stream)
{
    const OutputRecord record = covering(offset);
    stream = OutputStream(record.stream);
    qint64 end = qint64(record.offset) + record.length;
    for (qint64 index = m_cursor + 1; index < m_count && end < limit; ++index) {
        const OutputRecord next = at(index);
        if (next.stream != record.stream && next.length > 0)
            return std::max(qint64(next.offset), offset);
        end = qint64(next.offset) + next.length;
    }
    return end;
}

} // namespace CommandRunner
