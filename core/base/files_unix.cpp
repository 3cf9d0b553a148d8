// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

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
    const ErrorCode code = error == EACCES || error == EPERM || error == EROFS
        ? ErrorCode::PermissionDenied
        : ErrorCode::Io;
    return fail(code, path, QString::fromLocal8Bit(std::strerror(error)));
}

class Descriptor final
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    int get() const { return m_fd; }

private:
    int m_fd;
};

bool writeAll(int fd, const QByteArray &content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t written = ::write(fd, content.constData() + done,
                                        size_t(content.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        done += written;
    }
    return true;
}

// With fsync of the folder.
Result<void> renameIn(const QByteArray &from, const QString &to)
{
    if (::rename(from.constData(), QFile::encodeName(to).constData()) != 0)
        return systemError(to);
    const QString folder = QFileInfo(to).absolutePath();
    const Descriptor directory(::open(QFile::encodeName(folder).constData(),
                                      O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() >= 0)
        ::fsync(directory.get());
    return {};
}

} // namespace

Result<void> makePrivateFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {};
    const QString parent = QFileInfo(path).absolutePath();
    if (parent != path && !QFileInfo(parent).isDir()) {
        if (auto made = makePrivateFolder(parent); !made)
            return made;
    }
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0 && errno != EEXIST)
        return systemError(path);
    if (!QFileInfo(path).isDir())
        return fail(ErrorCode::Io, path, u"exists and is not a folder"_s);
    return {};
}

Result<void> writeFileDurably(const QString &path, const QByteArray &content)
{
    const QString temporary = path + u".new"_s;
    const QByteArray temporaryName = QFile::encodeName(temporary);
    {
        const Descriptor file(::open(temporaryName.constData(),
                                     O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (file.get() < 0)
            return systemError(temporary);
        if (!writeAll(file.get(), content) || ::fsync(file.get()) != 0) {
            auto error = systemError(temporary);
            ::unlink(temporaryName.constData());
            return error;
        }
    }
    return renameIn(temporaryName, path);
}

Result<void> renameDurably(const QString &from, const QString &to)
{
    const QByteArray name = QFile::encodeName(from);
    {
        const Descriptor file(::open(name.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (file.get() < 0 || ::fsync(file.get()) != 0)
            return systemError(from);
    }
    return renameIn(name, to);
}

} // namespace CommandRunner
