// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <cstdint>

namespace CommandRunner {

enum class OutputStream : std::uint8_t { Standard = 1, Error = 2, Terminal = 3 };

// One record of output.idx: 24 bytes, little endian, appended after its bytes are in output.log. A
// record covers the bytes that one read returned (neighbours of one stream within the same 10 ms
// are joined), so records are contiguous and sorted by offset. `offset + length` of the last record
// may lag behind the log's size by what is being written; readers trust the records.
struct OutputRecord {
    std::uint64_t offset = 0; // first byte in output.log
    std::uint32_t length = 0; // bytes
    std::uint32_t stream = 1; // OutputStream
    std::int64_t time = 0;    // milliseconds since the epoch, UTC, when the bytes were read

    static constexpr qsizetype size = 24;
};

// The host's side: appends what the child wrote, byte for byte. One thread at a time. A failed
// write (disk full) does not stop the run: from then on the bytes are counted but dropped, and
// lostFrom() tells the first offset that is missing.
//
// Bytes go to output.log at once. Their record follows at once when nothing was recorded in the
// last 10 ms (a prompt appears immediately), else it waits to be joined with what comes next:
// whoever appends calls flush() within 10 ms when hasUnrecorded().
class OutputLogWriter final
{
public:
    static constexpr qint64 joinMs = 10;

    OutputLogWriter() = default;
    ~OutputLogWriter();
    OutputLogWriter(const OutputLogWriter &) = delete;
    OutputLogWriter &operator=(const OutputLogWriter &) = delete;

    // So many bytes go into output.log; of all that follows the latest are kept in segments beside
    // it (see segmentedlog.h), half as many. 0: everything goes into output.log. Before open().
    void setLimit(qint64 bytes);

    // Creates both files (mode 0600). Errors: AlreadyExists (two writers would mix their output),
    // PermissionDenied, Io.
    Result<void> open(const QString &logPath, const QString &indexPath);
    void append(OutputStream stream, QByteArrayView bytes, qint64 timeMs);
    void flush(); // writes the record that waits
    // What follows goes into a file of its own, as if it began there in what the child wrote (never
    // before size()): for who copies a log that has such files. Returns its path.
    Result<QString> startSegment(qint64 offset, qint64 linesBefore);
    void close(); // flushes

    bool hasUnrecorded() const { return m_record.length > 0; }
    qint64 recordedSize() const
    {
        return m_size - m_record.length;
    } // bytes that readers may look at
    // Bytes of the child that the log tells about: kept, or dropped for the limit.
    qint64 size() const { return m_size; }
    qint64 newlines() const { return m_newlines; } // '\n' among them
    qint64 lines() const
    {
        return m_newlines + (m_midLine ? 1 : 0);
    } // a last line without newline counts
    qint64 lostFrom() const { return m_lostFrom; } // -1: nothing was lost
    qint64 lostBytes() const { return m_lostBytes; }
    // What the limit cost: the bytes from droppedFrom() up to droppedTo(); -1: nothing.
    qint64 droppedFrom() const { return m_droppedTo < 0 ? -1 : m_headSize; }
    qint64 droppedTo() const { return m_droppedTo; }
    QString writeError() const
    {
        return m_writeError;
    } // the system's text of the first failed write

private:
    struct Segment {
        qint64 offset = 0;
        QString path;
    };

    static Result<int> createFile(const QString &path);
    void store(QByteArrayView bytes);
    qint64 roomIn(QByteArrayView bytes, bool lineGoesOn) const;
    bool beginSegment();
    void closeLog();
    // Bytes written; less than size after an error.
    qint64 writeFully(int fd, const char *data, qint64 size);
    void cutBack(qint64 logSize);
    void keep(QByteArrayView bytes);
    void lose(qint64 from);

    int m_log = -1; // output.log, or the segment that is being written
    int m_index = -1;
    qint64 m_size = 0;
    qint64 m_records = 0;
    qint64 m_newlines = 0;
    qint64 m_recordNewlines = 0; // those of the record that waits
    bool m_midLine = false;
    bool m_midLineBefore = false; // before the record that waits
    qint64 m_lastRecorded = 0;    // when, in ms since the epoch
    qint64 m_lostFrom = -1;
    qint64 m_lostBytes = 0;
    QString m_writeError;
    OutputRecord m_record; // length 0: none waits

    QString m_logPath;
    qint64 m_limit = 0;
    qint64 m_fileStart = 0; // offset of the first byte in the file that is being written
    qint64 m_headSize = 0;  // once there are segments
    qint64 m_droppedTo = -1;
    qint64 m_breaks = 0; // lines that another stream's bytes ended
    std::uint32_t m_lastStream = 0;
    QList<Segment> m_segments; // that exist
};

// '\n' in the bytes, many at a time.
qint64 countNewlines(QByteArrayView bytes);

} // namespace CommandRunner
