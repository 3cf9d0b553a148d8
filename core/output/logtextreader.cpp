// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/logtextreader.h"

#include <algorithm>

namespace CommandRunner {

namespace {

bool isLineOpen(const QByteArray &text)
{
    return !text.isEmpty() && text.back() != '\n';
}

} // namespace

LogTextReader::LogTextReader(const QString &logPath, const QString &indexPath,
                             OutputEncoding encoding)
    : m_log(logPath),
      m_records(indexPath)
{
    m_records.refresh(); // before the size: a record is written after its bytes
    m_size = m_log.size();
    bool decode = !isUtf8(encoding);
    if (encoding == OutputEncoding::Automatic) {
        char first[3];
        const qint64 got = m_log.read(0, first, sizeof first);
        decode = byteOrderMark(QByteArrayView(first, got), encoding, true).encoding.has_value();
    }
    for (auto &decoder : m_decoders) {
        if (decode)
            decoder = makeStreamDecoder(encoding);
    }
}

LogTextReader::Got LogTextReader::read(QByteArray &text, std::vector<qsizetype> &breaks)
{
    breaks.clear();
    const LogGap &gap = m_log.gap();
    if (gap.exists() && m_offset == gap.first) {
        passGap(gap.end);
        return Got::Gap;
    }
    const qint64 limit = gap.exists() && m_offset < gap.first ? gap.first : m_size;
    const qint64 wanted = std::min(chunkBytes, limit - m_offset);
    if (wanted > 0 && m_decoders[0]) {
        m_bytes.resize(wanted);
        m_bytes.resize(m_log.read(m_offset, m_bytes.data(), wanted));
        if (!m_bytes.isEmpty()) {
            appendDecoded(text, breaks);
            return Got::Text;
        }
    } else if (wanted > 0) {
        const qsizetype before = text.size();
        text.resize(before + wanted);
        const qint64 got = m_log.read(m_offset, text.data() + before, wanted);
        text.resize(before + got);
        if (got > 0) {
            appendText(text, breaks, got);
            return Got::Text;
        }
    }
    if (m_decoders[0] && !m_ended) {
        m_ended = true; // a character that the end cut
        m_decoders[size_t(m_stream) - 1]->finish(text);
        return Got::Text;
    }
    return Got::End;
}

void LogTextReader::passGap(qint64 end)
{
    while (m_offset < end) {
        auto stream = OutputStream::Standard;
        const qint64 next = m_records.streamEnd(m_offset, end, stream);
        const qint64 stop = next <= m_offset ? end : std::min(next, end);
        if (auto &decoder = m_decoders[size_t(stream) - 1])
            decoder->skip(stop - m_offset);
        m_offset = stop;
    }
}

// The text is there; where in it does a stream break a line of the other?
void LogTextReader::appendText(QByteArray &text, std::vector<qsizetype> &breaks, qint64 got)
{
    const qint64 end = m_offset + got;
    const qint64 start = end - text.size(); // of the text, in the log
    while (m_offset < end) {
        auto stream = m_stream;
        const qint64 next = m_records.count() > 0 ? m_records.streamEnd(m_offset, end, stream)
                                                  : end;
        const qsizetype place = m_offset - start;
        if (stream != m_stream && place > 0 && text.at(place - 1) != '\n')
            breaks.push_back(place);
        m_stream = stream;
        m_offset = next <= m_offset ? end : std::min(next, end);
    }
}

void LogTextReader::appendDecoded(QByteArray &text, std::vector<qsizetype> &breaks)
{
    const qint64 start = m_offset;
    const qint64 end = start + m_bytes.size();
    while (m_offset < end) {
        auto stream = m_stream;
        const qint64 next = m_records.count() > 0 ? m_records.streamEnd(m_offset, end, stream)
                                                  : end;
        const qint64 stop = next <= m_offset ? end : std::min(next, end);
        const qsizetype before = text.size();
        const bool open = isLineOpen(text);
        m_decoders[size_t(stream) - 1]->decode(
            QByteArrayView(m_bytes).sliced(m_offset - start, stop - m_offset), text);
        m_offset = stop;
        if (text.size() == before)
            continue; // half a character: the line goes on with who ends one
        if (stream != m_stream && open)
            breaks.push_back(before);
        m_stream = stream;
    }
}

} // namespace CommandRunner
