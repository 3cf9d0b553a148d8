// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlog.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <utility>

#include <fcntl.h>
#include <io.h>
#include <share.h>
#include <sys/stat.h>

namespace CommandRunner {

namespace {

QString systemText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

} // namespace

Result<int> OutputLogWriter::createFile(const QString &path)
{
    int fd = -1;
    const errno_t error = ::_wsopen_s(&fd, reinterpret_cast<const wchar_t *>(path.utf16()),
                                      _O_WRONLY | _O_CREAT | _O_EXCL | _O_APPEND | _O_BINARY
                                          | _O_NOINHERIT,
                                      _SH_DENYNO, _S_IREAD | _S_IWRITE);
    if (error == 0)
        return fd;
    ErrorCode code = ErrorCode::Io;
    if (error == EEXIST)
        code = ErrorCode::AlreadyExists;
    else if (error == EACCES)
        code = ErrorCode::PermissionDenied;
    return fail(code, path, systemText(error));
}

Result<void> OutputLogWriter::open(const QString &logPath, const QString &indexPath)
{
    m_logPath = logPath;
    const auto log = createFile(logPath);
    if (!log)
        return std::unexpected(log.error());
    m_log = *log;
    const auto index = createFile(indexPath);
    if (!index) {
        close();
        return std::unexpected(index.error());
    }
    m_index = *index;
    return {};
}

void OutputLogWriter::closeLog()
{
    if (const int fd = std::exchange(m_log, -1); fd >= 0)
        ::_close(fd);
}

void OutputLogWriter::close()
{
    flush();
    closeLog();
    if (const int fd = std::exchange(m_index, -1); fd >= 0)
        ::_close(fd);
}

qint64 OutputLogWriter::writeFully(int fd, const char *data, qint64 size)
{
    qint64 done = 0;
    while (done < size) {
        const auto part = unsigned(std::min<qint64>(size - done, std::numeric_limits<int>::max()));
        const int written = ::_write(fd, data + done, part);
        if (written <= 0) {
            if (m_writeError.isEmpty())
                m_writeError = systemText(errno);
            break;
        }
        done += written;
    }
    return done;
}

void OutputLogWriter::cutBack(qint64 logSize)
{
    // A failure leaves bytes that readers do not look at.
    ::_chsize_s(m_log, logSize - m_fileStart);
    ::_chsize_s(m_index, m_records * OutputRecord::size);
}

} // namespace CommandRunner
