// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/localterminal.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace CommandRunner {

namespace {

constexpr std::array endingSignals{SIGTERM, SIGHUP, SIGQUIT, SIGINT, SIGALRM};

// A full-screen program that is left alone has not put back what it switched on: the alternate
// screen, the mouse, bracketed paste, application keys, the hidden cursor (xterm's control
// sequences, "DEC Private Mode Reset").
constexpr char ordinaryModes[] =
    "\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l"
    "\x1b[?1l\x1b>\x1b[?25h\x1b[0m";

// A signal handler has no other way to its object.
termios cooked = {};
int resizePipe = -1;
int hiddenTerminal = -1;

void putBack() // async-signal-safe
{
    [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, ordinaryModes,
                                                     sizeof(ordinaryModes) - 1);
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &cooked);
}

void onEnd(int signal)
{
    putBack();
    ::raise(signal); // its default action is set again: SA_RESETHAND
}

void onEndHidden(int signal)
{
    ::tcsetattr(hiddenTerminal, TCSAFLUSH, &cooked);
    ::raise(signal);
}

void onResize(int)
{
    const int saved = errno;
    const char byte = 'r';
    [[maybe_unused]] const ssize_t written = ::write(resizePipe, &byte, 1);
    errno = saved;
}

void handle(int signal, void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    ::sigemptyset(&action.sa_mask);
    action.sa_flags = flags;
    ::sigaction(signal, &action, nullptr);
}

std::optional<QString> ask(const QString &question, bool echo)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    termios before = {};
    if (terminal < 0 || ::tcgetattr(terminal, &before) != 0) {
        if (terminal >= 0)
            ::close(terminal);
        return {};
    }
    cooked = before;
    hiddenTerminal = terminal;
    for (const int signal : endingSignals)
        handle(signal, onEndHidden, int(SA_RESETHAND));
    termios asking = before;
    asking.c_lflag &= ~tcflag_t(ECHO);
    asking.c_lflag |= tcflag_t(echo ? ICANON | ECHO : ICANON | ECHONL);
    ::tcsetattr(terminal, TCSAFLUSH, &asking);
    const QByteArray text = question.toLocal8Bit();
    [[maybe_unused]] const ssize_t written = ::write(terminal, text.constData(),
                                                     size_t(text.size()));
    QByteArray line;
    char byte = 0;
    ssize_t got = 0;
    while ((got = ::read(terminal, &byte, 1)) == 1 && byte != '\n')
        line.append(byte);
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    for (const int signal : endingSignals)
        ::signal(signal, SIG_DFL);
    ::close(terminal);
    if (got != 1)
        return {};
    return QString::fromLocal8Bit(line);
}

} // namespace

std::optional<QString> askShown(const QString &question)
{
    return ask(question, true);
}

std::optional<QString> askHidden(const QString &question)
{
    return ask(question, false);
}

class LocalTerminal::Private
{
public:
    std::array<int, 2> pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> notifier;
    bool raw = false;
};

bool LocalTerminal::isThere()
{
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
}

LocalTerminal::LocalTerminal(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    if (::tcgetattr(STDIN_FILENO, &cooked) != 0)
        return;
    if (::pipe(d->pipe.data()) == 0) {
        for (const int fd : d->pipe) {
            ::fcntl(fd, F_SETFD, FD_CLOEXEC);
            ::fcntl(fd, F_SETFL, O_NONBLOCK);
        }
        resizePipe = d->pipe.at(1);
        d->notifier = std::make_unique<QSocketNotifier>(d->pipe.at(0), QSocketNotifier::Read);
        connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
            char bytes[16];
            while (::read(d->pipe.at(0), bytes, sizeof(bytes)) > 0) {}
            Q_EMIT resized();
        });
        handle(SIGWINCH, onResize, SA_RESTART);
    }
    for (const int signal : endingSignals)
        handle(signal, onEnd, int(SA_RESETHAND));
    termios raw = cooked;
    ::cfmakeraw(&raw);
    d->raw = ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}

LocalTerminal::~LocalTerminal()
{
    if (d->raw)
        putBack();
    for (const int signal : endingSignals)
        ::signal(signal, SIG_DFL);
    ::signal(SIGWINCH, SIG_DFL);
    resizePipe = -1;
    for (const int fd : d->pipe) {
        if (fd >= 0)
            ::close(fd);
    }
}

TerminalSize LocalTerminal::size()
{
    winsize size = {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return {};
    return {size.ws_col, size.ws_row};
}

} // namespace CommandRunner
