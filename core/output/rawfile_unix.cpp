// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/rawfile.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace CommandRunner {

RawFile::~RawFile()
{
    if (m_handle >= 0)
        ::close(int(m_handle));
}

bool RawFile::open(const QString &path)
{
    if (m_handle < 0)
        m_handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    return m_handle >= 0;
}

qint64 RawFile::size() const
{
    struct stat status = {};
    return m_handle >= 0 && ::fstat(int(m_handle), &status) == 0 ? qint64(status.st_size) : 0;
}

bool RawFile::isRemoved() const
{
    struct stat status = {};
    return m_handle >= 0 && ::fstat(int(m_handle), &status) == 0 && status.st_nlink == 0;
}

qint64 RawFile::read(qint64 offset, char *data, qint64 size) const
{
    if (m_handle < 0)
        return 0;
    qint64 done = 0;
    while (done < size) {
        const ssize_t count = ::pread(int(m_handle), data + done, size_t(size - done),
                                      off_t(offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        done += count;
    }
    return done;
}

} // namespace CommandRunner
