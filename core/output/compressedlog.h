// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/rawfile.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <memory>
#include <vector>

struct ZSTD_DCtx_s;

namespace CommandRunner {

// A finished log may be kept as "output.log.zst" in place of "output.log", a segment of its tail
// likewise (segmentedlog.h). The file is a row of zstd frames of 256 KiB of content each, with
// checksums, and a table at the end that tells where they are: the "seekable format" 0.1.0 that
// zstd publishes (contrib/seekable_format/zstd_seekable_compression_format.md in its repository).
// So `zstd -d` reads it as any other file, and we reach any offset by decompressing one frame.
QString compressedLogPath(const QString &logPath);

// Numbers of that format; all little endian.
namespace SeekTable {
constexpr quint32 skippableMagic = 0x184d2a5e; // of the frame that holds the table
constexpr quint32 seekableMagic = 0x8f92eab1;  // the file's last four bytes
constexpr qint64 headerSize = 8;               // magic, and how many bytes follow
constexpr qint64 entrySize = 8;                // bytes compressed, bytes of content
constexpr qint64 footerSize = 9;               // number of frames, flags, magic
constexpr quint8 checksumFlag = 0x80;          // entries have four more bytes
constexpr quint8 reservedFlags = 0x7c;         // are zero
} // namespace SeekTable

// Reads such a file at any place of its content. Where it is damaged it ends: neither a wrong table
// nor a wrong frame does other harm or takes more memory than the frames of a sound one. One
// thread.
class CompressedLog final
{
public:
    static constexpr qint64 frameBytes = 256 * 1024;      // of content, as we write them
    static constexpr qint64 largestFrame = 16 << 20;      // of content, as we read them
    static constexpr qint64 mostFrames = 4 * 1024 * 1024; // a TiB as we write them

    static std::unique_ptr<CompressedLog> open(const QString &path); // null: it cannot be opened
    ~CompressedLog();
    CompressedLog(const CompressedLog &) = delete;
    CompressedLog &operator=(const CompressedLog &) = delete;

    // Of the content, as the table says it; without one, of the frames that are whole.
    qint64 size() const { return m_frames.back().content; }
    bool isRemoved() const { return m_file.isRemoved(); }
    // Something cannot be read: the table is wrong or missing, or a frame that was asked for.
    bool isDamaged() const { return m_damaged; }
    // Bytes of content: less than asked at its end, or where a frame is damaged.
    qint64 read(qint64 offset, char *data, qint64 size);

private:
    struct Frame { // where it begins; the last one is the end
        qint64 content = 0;
        qint64 stored = 0;
        bool operator==(const Frame &) const = default;
    };
    struct Kept {
        size_t frame = size_t(-1);
        QByteArray content;
    };

    CompressedLog() = default;
    std::vector<Frame> readTable() const;
    std::vector<Frame> findFrames() const;
    void openFrames();
    bool decompress(size_t frame, char *data);
    const QByteArray *content(size_t frame);

    RawFile m_file;
    std::vector<Frame> m_frames;
    ZSTD_DCtx_s *m_context = nullptr; // ours
    QByteArray m_stored;              // of the frame that is decompressed
    std::array<Kept, 2> m_kept;       // the latest one first: who reads lines goes back and forth
    bool m_damaged = false;
};

} // namespace CommandRunner
