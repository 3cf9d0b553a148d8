// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/logcompression.h"

#include "core/base/files.h"
#include "core/output/compressedlog.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QtEndian>

#include <memory>

#include <zstd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int level = 3;
using Wanted = std::function<bool()>;

std::unexpected<Error> fileError(const QFile &file)
{
    return fail(file.error() == QFileDevice::PermissionsError ? ErrorCode::PermissionDenied
                                                              : ErrorCode::Io,
                file.fileName(), file.errorString());
}

std::unexpected<Error> notWanted(const QString &path)
{
    return fail(ErrorCode::Refused, path, u"cancelled"_s);
}

struct FreeContext {
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};

// Appends frames to a file, and the table of them at the end.
class FrameWriter final
{
public:
    explicit FrameWriter(QFile &file) : m_file(file), m_context(ZSTD_createCCtx())
    {
        if (!m_context)
            return;
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, level);
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_contentSizeFlag, 1);
    }

    Result<void> write(QByteArrayView content)
    {
        m_stored.resize(qsizetype(ZSTD_compressBound(size_t(content.size()))));
        const size_t stored = m_context
            ? ZSTD_compress2(m_context.get(), m_stored.data(), size_t(m_stored.size()),
                             content.data(), size_t(content.size()))
            : size_t(-1);
        if (ZSTD_isError(stored))
            return fail(ErrorCode::Io, m_file.fileName(),
                        QString::fromLatin1(ZSTD_getErrorName(stored)));
        append(quint32(stored));
        append(quint32(content.size()));
        return put(QByteArrayView(m_stored.constData(), qsizetype(stored)));
    }

    Result<void> finish()
    {
        const qint64 count = m_table.size() / SeekTable::entrySize;
        if (count > CompressedLog::mostFrames)
            return fail(ErrorCode::NotSupported, m_file.fileName(), u"the log is too large"_s);
        append(quint32(count));
        m_table.append('\0');
        append(SeekTable::seekableMagic);
        char header[SeekTable::headerSize];
        qToLittleEndian(SeekTable::skippableMagic, header);
        qToLittleEndian(quint32(m_table.size()), header + 4);
        if (auto put = this->put(QByteArrayView(header, sizeof header)); !put)
            return put;
        return put(m_table);
    }

private:
    void append(quint32 number)
    {
        char bytes[4];
        qToLittleEndian(number, bytes);
        m_table.append(bytes, sizeof bytes);
    }
    Result<void> put(QByteArrayView bytes)
    {
        if (m_file.write(bytes.data(), bytes.size()) != bytes.size())
            return fileError(m_file);
        return {};
    }

    QFile &m_file;
    std::unique_ptr<ZSTD_CCtx, FreeContext> m_context;
    QByteArray m_stored;
    QByteArray m_table;
};

Result<void> writeCompressed(const RawFile &log, const QString &path, const QString &target,
                             const Wanted &wanted)
{
    QFile file(target);
    file.remove(); // left behind by somebody who was killed
    const auto mode = QFile::permissions(path)
        & (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered,
                   mode | QFile::ReadOwner | QFile::WriteOwner))
        return fileError(file);
    FrameWriter frames(file);
    QByteArray content(CompressedLog::frameBytes, Qt::Uninitialized);
    for (qint64 at = 0, size = log.size(); at < size;) {
        if (wanted && !wanted())
            return notWanted(path);
        const qint64 part = std::min(size - at, CompressedLog::frameBytes);
        if (log.read(at, content.data(), part) != part)
            return fail(ErrorCode::Io, path, u"it cannot be read"_s);
        if (auto written = frames.write(QByteArrayView(content).first(part)); !written)
            return written;
        at += part;
    }
    return frames.finish();
}

// Reads back what was written, all of it.
Result<void> compare(const RawFile &log, const QString &path, const QString &compressedPath,
                     const Wanted &wanted)
{
    const auto compressed = CompressedLog::open(compressedPath);
    if (!compressed)
        return fail(ErrorCode::Io, compressedPath, u"it cannot be read"_s);
    const qint64 size = log.size();
    QByteArray content(CompressedLog::frameBytes, Qt::Uninitialized);
    QByteArray readBack(CompressedLog::frameBytes, Qt::Uninitialized);
    bool same = compressed->size() == size && !compressed->isDamaged();
    for (qint64 at = 0; same && at < size;) {
        if (wanted && !wanted())
            return notWanted(path);
        const qint64 part = std::min(size - at, CompressedLog::frameBytes);
        same = log.read(at, content.data(), part) == part
            && compressed->read(at, readBack.data(), part) == part
            && QByteArrayView(content).first(part) == QByteArrayView(readBack).first(part);
        at += part;
    }
    if (!same)
        return fail(ErrorCode::Corrupt, compressedPath, u"it does not read as the log does"_s);
    return {};
}

Result<void> replaceByCompressed(const QString &path, const Wanted &wanted)
{
    const QString target = compressedLogPath(path);
    const QString unfinished = target + u".new"_s;
    QLockFile lock(target + u".lock"_s);
    lock.setStaleLockTime(0); // a large log takes long: only the end of its process frees it
    if (!lock.tryLock()) {
        if (lock.error() == QLockFile::LockFailedError)
            return fail(ErrorCode::Busy, path, u"another process compresses it"_s);
        return fail(ErrorCode::PermissionDenied, target, u"no lock can be written beside it"_s);
    }
    RawFile log;
    if (!log.open(path)) {
        if (QFile::exists(target))
            return {}; // another process was faster
        return fail(ErrorCode::Io, path, u"it cannot be read"_s);
    }
    const qint64 size = log.size();
    auto done = writeCompressed(log, path, unfinished, wanted);
    if (done)
        done = compare(log, path, unfinished, wanted);
    if (done && QFileInfo(path).size() != size)
        done = fail(ErrorCode::Busy, path, u"it grew meanwhile"_s);
    if (done)
        done = renameDurably(unfinished, target);
    if (!done) {
        QFile::remove(unfinished);
        return done;
    }
    if (QFile plain(path); !plain.remove())
        return fileError(plain);
    return {};
}

} // namespace

Result<LogFileUse> logFileUse(const QString &path)
{
    const QFileInfo plain(path);
    if (plain.exists())
        return LogFileUse{plain.size(), plain.size(), false};
    const QString compressedPath = compressedLogPath(path);
    const auto compressed = CompressedLog::open(compressedPath);
    if (!compressed)
        return fail(ErrorCode::NotFound, path, u"no such log"_s);
    return LogFileUse{compressed->size(), QFileInfo(compressedPath).size(), true};
}

Result<LogFileUse> compressLog(const QString &path, const Wanted &wanted)
{
    const auto before = logFileUse(path);
    if (!before || before->compressed || before->contentBytes < smallestCompressedLog)
        return before;
    if (const auto done = replaceByCompressed(path, wanted); !done)
        return std::unexpected(done.error());
    return logFileUse(path);
}

} // namespace CommandRunner
