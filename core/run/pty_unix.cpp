// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/pty_unix.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

Result<PseudoTerminal> PseudoTerminal::open(TerminalSize size)
{
    PseudoTerminal terminal;
    terminal.master = ::posix_openpt(O_RDWR | O_NOCTTY);
    if (terminal.master >= 0 && ::grantpt(terminal.master) == 0
        && ::unlockpt(terminal.master) == 0) {
        ::fcntl(terminal.master, F_SETFD, FD_CLOEXEC);
        if (const char *name = ::ptsname(terminal.master))
            terminal.slave = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    }
    if (terminal.slave < 0) {
        const int error = errno;
        if (terminal.master >= 0)
            ::close(terminal.master);
        return fail(ErrorCode::Io, u"pseudo-terminal"_s,
                    QString::fromLocal8Bit(std::strerror(error)));
    }
    resize(terminal.master, size);
    return terminal;
}

void PseudoTerminal::resize(int master, TerminalSize wanted)
{
    winsize size = {};
    const auto cells = [](int count) {
        return static_cast<unsigned short>(std::clamp(count, TerminalSize::smallest,
                                                      TerminalSize::largest));
    };
    size.ws_col = cells(wanted.columns);
    size.ws_row = cells(wanted.rows);
    ::ioctl(master, TIOCSWINSZ, &size);
}

TerminalInputMode PseudoTerminal::inputMode(int master)
{
    termios settings = {};
    if (::tcgetattr(master, &settings) != 0)
        return {};
    return {(settings.c_lflag & ECHO) != 0, (settings.c_lflag & ICANON) != 0};
}

void PseudoTerminal::attach(int slave)
{
    ::ioctl(slave, TIOCSCTTY, 0);
    for (int fd = 0; fd <= 2; ++fd)
        ::dup2(slave, fd);
}

} // namespace CommandRunner
