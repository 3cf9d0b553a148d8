// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

#include <cstdint>

namespace CommandRunner {

enum class OutputStream : std::uint8_t { Standard = 1, Error = 2, Terminal = 3 };

// One record of output.idx: 24 bytes, little endian, appended after its bytes are in output.log. A record covers the bytes that one
// read returned (neighbours of one stream within the same 10 ms are joined), so records are contiguous and sorted by offset.
// `offset + length` of the last record may lag behind the log's size by what is being written; readers trust the records.
struct OutputRecord {
    std::uint64_t offset = 0;   // first byte in output.log
    std::uint32_t length = 0;   // bytes
    std::uint32_t stream = 1;   // OutputStream
    std::int64_t time = 0;      // milliseconds since the epoch, UTC, when the bytes were read

    static constexpr qsizetype size = 24;
};

// The host's side: appends what the child wrote, byte for byte. One thread. A failed write (disk full) does not stop the run:
// from then on the bytes are counted but dropped, and lostFrom() tells the first offset that is missing.
class OutputLogWriter final
{
public:
    OutputLogWriter() = default;
    ~OutputLogWriter();
    OutputLogWriter(const OutputLogWriter &) = delete;
    OutputLogWriter &operator=(const OutputLogWriter &) = delete;

    // Creates both files (mode 0600). Errors: PermissionDenied, Io.
    Result<void> open(const QString &logPath, const QString &indexPath);
    void append(OutputStream stream, QByteArrayView bytes, qint64 timeMs);
    void close();

    qint64 size() const { return m_size; }       // bytes kept in the log
    qint64 newlines() const { return m_newlines; } // '\n' among them
    qint64 lostFrom() const { return m_lostFrom; } // -1: nothing was lost
    qint64 lostBytes() const { return m_lostBytes; }
    QString writeError() const { return m_writeError; } // the system's text of the first failed write

private:
    bool writeFully(int fd, const char *data, qint64 size);
    void flushRecord();

    int m_log = -1;
    int m_index = -1;
    qint64 m_size = 0;
    qint64 m_newlines = 0;
    qint64 m_lostFrom = -1;
    qint64 m_lostBytes = 0;
    QString m_writeError;
    OutputRecord m_record;
};

} // namespace CommandRunner
