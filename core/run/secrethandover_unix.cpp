// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secrethandover.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <tuple>

#include <fcntl.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
# include <sys/prctl.h>
#endif

namespace CommandRunner {

using namespace Qt::StringLiterals;

SecretHandover::~SecretHandover()
{
    for (const int fd : {m_read, m_write}) {
        if (fd >= 0)
            ::close(fd);
    }
}

Result<void> SecretHandover::open(const QByteArray &bytes)
{
    int fds[2];
    if (::pipe(fds) != 0)
        return fail(ErrorCode::Io, u"pipe"_s, QString::fromLocal8Bit(std::strerror(errno)));
    m_read = fds[0];
    m_write = fds[1];
    for (const int fd : fds)
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    ::fcntl(m_write, F_SETFL, O_NONBLOCK);
    if (::write(m_write, bytes.constData(), size_t(bytes.size())) != bytes.size())
        return fail(ErrorCode::NotSupported, u"secrets"_s,
                    u"together they are too large to be handed to a run (64 KiB); give the "
                    "command a file instead"_s);
    return {};
}

QString SecretHandover::path() const
{
    return u"/dev/fd/%1"_s.arg(m_read);
}

QByteArray SecretHandover::take()
{
    QByteArray all;
    std::array<char, 4096> part;
    for (;;) {
        const ssize_t got = ::read(0, part.data(), part.size());
        if (got > 0)
            all.append(part.data(), got);
        else if (got == 0 || errno != EINTR)
            break;
    }
    part.fill('\0');
    if (const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC); nothing >= 0) {
        ::dup2(nothing, 0);
        ::close(nothing);
    }
    return all;
}

void keepMemoryPrivate()
{
#ifdef Q_OS_LINUX
    std::ignore = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace CommandRunner
