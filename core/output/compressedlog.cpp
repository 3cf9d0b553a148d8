// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/compressedlog.h"

#include "core/base/logging.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

#include <zstd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString compressedLogPath(const QString &logPath)
{
    return logPath + u".zst"_s;
}

std::unique_ptr<CompressedLog> CompressedLog::open(const QString &path)
{
    std::unique_ptr<CompressedLog> log(new CompressedLog);
    if (!log->m_file.open(path))
        return nullptr;
    log->m_context = ZSTD_createDCtx();
    if (!log->m_context)
        return nullptr;
    log->openFrames();
    if (log->m_damaged)
        qCWarning(logOutput).noquote() << "a compressed log is damaged:" << path;
    return log;
}

CompressedLog::~CompressedLog()
{
    ZSTD_freeDCtx(m_context);
}

// The table is believed when its frames are as we write them. It has no checksum: a wrong size in
// it would move all that follows. In any other file the frames themselves are asked.
void CompressedLog::openFrames()
{
    m_frames = readTable();
    bool regular = m_frames.size() > 1;
    for (size_t i = 0; regular && i + 1 < m_frames.size(); ++i) {
        const qint64 content = m_frames[i + 1].content - m_frames[i].content;
        regular = i + 2 < m_frames.size() ? content == frameBytes
                                          : content > 0 && content <= frameBytes;
    }
    if (regular)
        return;
    const std::vector<Frame> table = std::exchange(m_frames, findFrames());
    char end[4];
    const qint64 fileSize = m_file.size();
    const bool hasTable = m_file.read(fileSize - 4, end, sizeof end) == sizeof end
        && qFromLittleEndian<quint32>(end) == SeekTable::seekableMagic;
    const bool isTrue = !table.empty() && table.size() <= m_frames.size()
        && std::equal(table.begin(), table.end(), m_frames.begin());
    m_damaged = m_frames.back().stored != fileSize || fileSize == 0 || (hasTable && !isTrue);
}

// Empty: there is none, or it is not that of this file.
std::vector<CompressedLog::Frame> CompressedLog::readTable() const
{
    const qint64 fileSize = m_file.size();
    char footer[SeekTable::footerSize];
    if (fileSize < SeekTable::headerSize + SeekTable::footerSize
        || m_file.read(fileSize - SeekTable::footerSize, footer, sizeof footer) != sizeof footer
        || qFromLittleEndian<quint32>(footer + 5) != SeekTable::seekableMagic)
        return {};
    const qint64 count = qFromLittleEndian<quint32>(footer);
    const auto flags = quint8(footer[4]);
    const qint64 entrySize = SeekTable::entrySize + (flags & SeekTable::checksumFlag ? 4 : 0);
    const qint64 tableSize = count * entrySize + SeekTable::footerSize;
    const qint64 start = fileSize - tableSize - SeekTable::headerSize;
    char header[SeekTable::headerSize];
    if (count > mostFrames || (flags & SeekTable::reservedFlags) != 0 || start < 0
        || m_file.read(start, header, sizeof header) != sizeof header
        || qFromLittleEndian<quint32>(header) != SeekTable::skippableMagic
        || qFromLittleEndian<quint32>(header + 4) != tableSize)
        return {};
    QByteArray table(count * entrySize, Qt::Uninitialized); // no more than the file has
    if (m_file.read(start + SeekTable::headerSize, table.data(), table.size()) != table.size())
        return {};
    std::vector<Frame> frames;
    frames.reserve(size_t(count) + 1);
    Frame place;
    for (qint64 i = 0; i < count; ++i) {
        const char *const entry = table.constData() + i * entrySize;
        frames.push_back(place);
        place.stored += qFromLittleEndian<quint32>(entry);
        place.content += qFromLittleEndian<quint32>(entry + 4);
    }
    frames.push_back(place);
    return place.stored == start ? frames : std::vector<Frame>();
}

// From frame to frame, up to the first that is not whole.
std::vector<CompressedLog::Frame> CompressedLog::findFrames() const
{
    const qint64 fileSize = m_file.size();
    std::vector<Frame> frames;
    QByteArray buffer;
    Frame place;
    while (place.stored < fileSize && qint64(frames.size()) < mostFrames) {
        size_t stored = 0;
        unsigned long long content = 0;
        const qint64 most = std::min(fileSize - place.stored,
                                     qint64(ZSTD_compressBound(size_t(largestFrame))) + 64);
        for (qint64 wanted = std::min<qint64>(most, frameBytes);; wanted = most) {
            buffer.resize(wanted);
            buffer.resize(m_file.read(place.stored, buffer.data(), wanted));
            stored = ZSTD_findFrameCompressedSize(buffer.constData(), size_t(buffer.size()));
            content = ZSTD_getFrameContentSize(buffer.constData(), size_t(buffer.size()));
            if (!ZSTD_isError(stored) || wanted == most)
                break;
        }
        if (ZSTD_isError(stored) || stored == 0 || content > quint64(largestFrame))
            break; // also when it does not tell its size
        frames.push_back(place);
        place.stored += qint64(stored);
        place.content += qint64(content);
    }
    frames.push_back(place);
    return frames;
}

bool CompressedLog::decompress(size_t frame, char *data)
{
    const Frame &begin = m_frames[frame];
    const Frame &end = m_frames[frame + 1];
    const auto size = size_t(end.content - begin.content);
    const qint64 stored = end.stored - begin.stored;
    // A table may say anything; a frame is never much larger than its content.
    bool fine = stored <= qint64(ZSTD_compressBound(size)) + 64;
    if (fine) {
        m_stored.resize(stored);
        fine = m_file.read(begin.stored, m_stored.data(), stored) == stored
            && ZSTD_decompressDCtx(m_context, data, size, m_stored.constData(), size_t(stored))
                == size;
    }
    if (!fine && !m_damaged)
        qCWarning(logOutput) << "a compressed log is damaged at byte" << begin.stored;
    m_damaged = m_damaged || !fine;
    return fine;
}

// Null: it is damaged.
const QByteArray *CompressedLog::content(size_t frame)
{
    if (m_kept[0].frame == frame)
        return &m_kept[0].content;
    std::swap(m_kept[0], m_kept[1]);
    if (m_kept[0].frame == frame)
        return &m_kept[0].content;
    m_kept[0].frame = size_t(-1);
    m_kept[0].content.resize(m_frames[frame + 1].content - m_frames[frame].content);
    if (!decompress(frame, m_kept[0].content.data()))
        return nullptr;
    m_kept[0].frame = frame;
    return &m_kept[0].content;
}

qint64 CompressedLog::read(qint64 offset, char *data, qint64 size)
{
    if (offset < 0)
        return 0;
    qint64 done = 0;
    while (done < size && offset + done < this->size()) {
        const qint64 at = offset + done;
        const auto behind = std::upper_bound(m_frames.begin(), m_frames.end(), at,
                                             [](qint64 place, const Frame &frame) {
                                                 return place < frame.content;
                                             });
        const auto frame = size_t(behind - m_frames.begin()) - 1;
        const qint64 begin = m_frames[frame].content;
        const qint64 end = m_frames[frame + 1].content;
        // Whole frames need no way around: who reads from the beginning to the end.
        if (at == begin && end - begin <= size - done && m_kept[0].frame != frame) {
            if (!decompress(frame, data + done))
                break;
            done += end - begin;
            continue;
        }
        const QByteArray *const bytes = content(frame);
        if (!bytes)
            break;
        const qint64 part = std::min(size - done, end - at);
        std::memcpy(data + done, bytes->constData() + (at - begin), size_t(part));
        done += part;
    }
    return done;
}

} // namespace CommandRunner
