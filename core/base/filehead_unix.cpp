// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filehead.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> systemError(const QString &path)
{
    const int error = errno;
    const ErrorCode code = error == ENOENT || error == ENOTDIR ? ErrorCode::NotFound
        : error == EACCES || error == EPERM                    ? ErrorCode::PermissionDenied
                                                               : ErrorCode::Io;
    return fail(code, path, QString::fromLocal8Bit(std::strerror(error)));
}

Result<FileHead> readHead(int descriptor, const QString &path, qint64 mostBytes)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return systemError(path);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::InvalidFormat, path, u"not a regular file"_s);
    FileHead head;
    head.executable = (status.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0;
    const qint64 size = std::min<qint64>(status.st_size, mostBytes);
    head.complete = status.st_size <= mostBytes;
    head.bytes.resize(size);
    qint64 done = 0;
    while (done < size) {
        const ssize_t read = ::read(descriptor, head.bytes.data() + done, size_t(size - done));
        if (read < 0 && errno == EINTR)
            continue;
        if (read < 0)
            return systemError(path);
        if (read == 0)
            break; // it was cut meanwhile
        done += read;
    }
    head.bytes.truncate(done);
    return head;
}

} // namespace

Result<FileHead> readFileHead(const QString &path, qint64 mostBytes)
{
    // Not blocking: somebody may have put a pipe in the file's place.
    const int descriptor = ::open(QFile::encodeName(path).constData(),
                                  O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return systemError(path);
    auto head = readHead(descriptor, path, mostBytes);
    ::close(descriptor);
    return head;
}

} // namespace CommandRunner
