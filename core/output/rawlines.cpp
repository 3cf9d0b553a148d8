// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/rawlines.h"

#include "core/output/outputlogreader.h"
#include "core/output/segmentedlog.h"
#include "core/output/streamdecoder.h"

#include <algorithm>
#include <array>
#include <memory>

namespace CommandRunner {

namespace {

constexpr qint64 pieceBytes = 64 * 1024;

// Goes through a log and counts the lines of its text as the scanner does.
class LineWalk final
{
public:
    LineWalk(const QString &logPath, const QString &indexPath, OutputEncoding encoding)
        : m_log(logPath),
          m_records(indexPath)
    {
        for (auto &decoder : m_decoders)
            decoder = makeStreamDecoder(encoding);
        m_size = m_log.size();
        m_records.refresh();
    }

    qint64 offset() const { return m_offset; }
    qint64 endedLines() const { return m_ended; }

    // Takes at most so many bytes; false: the log ends here.
    bool step(qint64 most)
    {
        m_endedBefore = m_ended;
        m_broke = false;
        const LogGap &gap = m_log.gap();
        if (gap.exists() && m_offset == gap.first) { // a line of its own
            if (m_open)
                breakLine(gap.first);
            ++m_ended;
            m_open = false;
            skip(gap.end);
            return true;
        }
        auto stream = OutputStream::Standard;
        qint64 end = m_records.streamEnd(m_offset, m_offset + most, stream);
        end = std::min({end <= m_offset ? m_size : end, m_offset + most, m_size});
        if (gap.exists() && m_offset < gap.first)
            end = std::min(end, gap.first);
        take(size_t(stream) - 1, std::max<qint64>(0, end - m_offset));
        return !m_bytes.isEmpty();
    }

    // Where the line begins that is `line` lines down; the last step passed there, of one byte.
    qint64 startOf(qint64 line) const
    {
        return m_broke && line == m_endedBefore + 1 ? m_breakOffset : m_offset;
    }

private:
    void take(size_t stream, qint64 size)
    {
        m_bytes.resize(size);
        m_bytes.resize(m_log.read(m_offset, m_bytes.data(), size));
        m_text.resize(0);
        m_decoders[stream]->decode(m_bytes, m_text);
        // A character's first bytes may have been taken before.
        qint64 &begin = m_begins[stream];
        begin = begin < 0 ? m_offset : begin;
        if (!m_text.isEmpty()) {
            if (m_open && stream != m_stream)
                breakLine(begin);
            m_ended += countNewlines(m_text);
            m_open = m_text.back() != '\n';
            m_stream = stream;
            begin = -1;
        }
        m_offset += m_bytes.size();
    }

    void breakLine(qint64 offset)
    {
        ++m_ended;
        m_broke = true;
        m_breakOffset = offset;
    }

    void skip(qint64 end)
    {
        while (m_offset < end) {
            auto stream = OutputStream::Standard;
            const qint64 next = m_records.streamEnd(m_offset, end, stream);
            const qint64 stop = next <= m_offset ? end : std::min(next, end);
            m_decoders[size_t(stream) - 1]->skip(stop - m_offset);
            m_offset = stop;
        }
    }

    SegmentedLog m_log;
    OutputRecordReader m_records;
    std::array<std::unique_ptr<StreamDecoder>, 3> m_decoders;
    QByteArray m_bytes;
    QByteArray m_text;
    qint64 m_size = 0;
    qint64 m_offset = 0;
    qint64 m_ended = 0;       // lines
    qint64 m_endedBefore = 0; // the last step
    bool m_broke = false;     // in the last step another stream ended a line …
    qint64 m_breakOffset = 0; // … where its text begins
    bool m_open = false;
    size_t m_stream = 0; // of the open line
    std::array<qint64, 3> m_begins{-1, -1, -1};
};

} // namespace

std::optional<RawRange> rawRangeOfLines(const QString &logPath, const QString &indexPath,
                                        OutputEncoding encoding, qint64 first, qint64 end,
                                        const std::function<bool()> &wanted)
{
    const auto make = [&] {
        return std::make_unique<LineWalk>(logPath, indexPath, encoding);
    };
    const auto offsetOf = [&](qint64 line) -> qint64 {
        if (line <= 0)
            return 0;
        qint64 nearly = 0; // where the piece begins in which the line does
        for (const auto walk = make(); walk->endedLines() < line && wanted();) {
            nearly = walk->offset();
            if (!walk->step(pieceBytes))
                return walk->offset();
        }
        const auto walk = make();
        while (walk->offset() < nearly && wanted())
            walk->step(std::min(pieceBytes, nearly - walk->offset()));
        while (walk->endedLines() < line && wanted()) {
            if (!walk->step(1))
                break;
        }
        return walk->startOf(line);
    };
    const RawRange range{offsetOf(first), offsetOf(end)};
    if (!wanted())
        return std::nullopt;
    return range;
}

} // namespace CommandRunner
