// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlogreader.h"
#include "core/output/segmentedlog.h"
#include "core/output/streamdecoder.h"
#include "core/output/transcriptfolder.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace CommandRunner {

// A log's copy in UTF-8, written step by step beside the log while that grows: everything that
// reads, searches and shows output knows UTF-8 only. Records keep their stream and time, what the
// run's limit took out stays a gap, and a character that the bytes of the other stream cut in two
// is whole again, where it ends. One thread; others read the files.
class Transcript final
{
public:
    static constexpr qint64 chunkBytes = 1 << 20; // of the log

    Transcript(const QString &logPath, const QString &indexPath, OutputEncoding encoding,
               std::shared_ptr<TranscriptFolder> folder);

    Result<void> open();
    // Takes at most chunkBytes; false: there is nothing more for now. `complete`: the log will not
    // grow any more, so bytes without a record count, too, and half characters are told.
    bool step(bool complete);

    qint64 size() const { return m_writer.size(); } // its own
    // The disk is full: what was written stays, and no more follows.
    const std::optional<Error> &error() const { return m_error; }
    bool isDamaged() const { return m_damaged; } // the log became shorter or was removed
    // Of the first stream that is there and is not plain UTF-8.
    OutputEncoding encoding() const;
    const std::shared_ptr<TranscriptFolder> &folder() const { return m_folder; }

private:
    struct Segment {
        qint64 logOffset = 0;
        QString path;
    };

    void lookForTail();
    void passGap(const LogGap &gap);
    bool beginSegment(const LogSegment &segment);
    qint64 pieceEnd(qint64 limit, OutputRecord &record);
    void write(const OutputRecord &record);
    bool finish();
    StreamDecoder &decoderOf(std::uint32_t stream) { return *m_decoders[stream - 1]; }

    const OutputEncoding m_wanted;
    SegmentedLog m_log;
    OutputRecordReader m_records;
    const std::shared_ptr<TranscriptFolder> m_folder;
    OutputLogWriter m_writer;
    std::array<std::unique_ptr<StreamDecoder>, 3> m_decoders; // of each stream
    std::array<bool, 3> m_seen{};
    std::unique_ptr<char[]> m_buffer;
    QByteArray m_text;
    qint64 m_offset = 0;       // of the next byte of the log
    qint64 m_headEnd = -1;     // of the transcript, once there is a tail
    qint64 m_lastSegment = -1; // the log's offset of the last one that was begun
    std::vector<Segment> m_segments;
    OutputRecord m_last; // that was taken
    std::optional<Error> m_error;
    bool m_damaged = false;
    bool m_finished = false;
};

} // namespace CommandRunner
