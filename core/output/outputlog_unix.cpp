// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlog.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace CommandRunner {

namespace {

QString systemText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

} // namespace

Result<int> OutputLogWriter::createFile(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(),
                          O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0)
        return fd;
    const int error = errno;
    ErrorCode code = ErrorCode::Io;
    if (error == EEXIST)
        code = ErrorCode::AlreadyExists;
    else if (error == EACCES || error == EPERM || error == EROFS)
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
    // Some file systems report a full disk only here; the bytes' whereabouts are unknown then, so
    // nothing can be taken back.
    const int fd = std::exchange(m_log, -1);
    if (fd >= 0 && ::close(fd) != 0 && errno != EINTR && m_writeError.isEmpty())
        m_writeError = systemText(errno);
}

void OutputLogWriter::close()
{
    flush();
    closeLog();
    const int fd = std::exchange(m_index, -1);
    if (fd >= 0 && ::close(fd) != 0 && errno != EINTR && m_writeError.isEmpty())
        m_writeError = systemText(errno);
}

qint64 OutputLogWriter::writeFully(int fd, const char *data, qint64 size)
{
    qint64 done = 0;
    while (done < size) {
        const ssize_t written = ::write(fd, data + done, size_t(size - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
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
    [[maybe_unused]] const int log = ::ftruncate(m_log, off_t(logSize - m_fileStart));
    [[maybe_unused]] const int index = ::ftruncate(m_index, off_t(m_records * OutputRecord::size));
}

} // namespace CommandRunner
