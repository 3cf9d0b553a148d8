// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputencoding.h"
#include "core/output/outputlogreader.h"
#include "core/output/segmentedlog.h"
#include "core/output/streamdecoder.h"

#include <QByteArray>

#include <array>
#include <memory>
#include <vector>

namespace CommandRunner {

// Reads a log from its beginning to the end that it has now, as UTF-8, for whoever goes through it
// once and keeps nothing. UTF-8 costs no more than reading; in another encoding each stream is
// decoded as it comes. Automatic looks for a byte order mark where the log begins. One thread.
class LogTextReader final
{
public:
    static constexpr qint64 chunkBytes = 256 * 1024; // fits a processor's cache, and is a frame

    LogTextReader(const QString &logPath, const QString &indexPath, OutputEncoding encoding);

    enum class Got { Text, Gap, End };
    // Text: it was appended, from a chunk of the log. `breaks` are its places where a line begins
    // without a newline before it, since the stream changes there. Gap: the run's limit took out
    // what comes next; line gapLine() (from 0) follows. `text` ends with the open line before it.
    Got read(QByteArray &text, std::vector<qsizetype> &breaks);
    qint64 gapLine() const { return m_log.gap().linesBefore; }

    qint64 size() const { return m_size; }
    qint64 position() const { return m_offset; } // bytes of the log that were read
    bool isDamaged() const { return m_log.isDamaged(); }

private:
    void passGap(qint64 end);
    void appendText(QByteArray &text, std::vector<qsizetype> &breaks, qint64 got);
    void appendDecoded(QByteArray &text, std::vector<qsizetype> &breaks);

    SegmentedLog m_log;
    OutputRecordReader m_records;
    std::array<std::unique_ptr<StreamDecoder>, 3> m_decoders; // null: it is UTF-8
    QByteArray m_bytes;                                       // to be decoded
    qint64 m_size = 0;
    qint64 m_offset = 0;
    OutputStream m_stream = OutputStream::Standard; // of the last byte
    bool m_ended = false;
};

} // namespace CommandRunner
