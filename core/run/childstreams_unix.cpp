// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/childstreams.h"

#include "core/run/childlimits_unix.h"
#include "core/run/hostsignals_unix.h"
#include "core/run/inputqueue_unix.h"
#include "core/run/outputpump_unix.h"
#include "core/run/pty_unix.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

class Descriptor final
{
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    ~Descriptor() { reset(); }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    void reset(int fd = -1)
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = fd;
    }

private:
    int m_fd;
};

bool openPipe(Descriptor &readEnd, Descriptor &writeEnd)
{
    int fds[2];
#ifdef Q_OS_LINUX
    if (::pipe2(fds, O_CLOEXEC) != 0)
        return false;
#else
    if (::pipe(fds) != 0)
        return false;
    for (int fd : fds)
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
#endif
    readEnd.reset(fds[0]);
    writeEnd.reset(fds[1]);
    return true;
}

// Fewer switches between the child and us. A user has 64 MiB of these, then it fails and the
// default size does.
void enlarge([[maybe_unused]] int fd)
{
#ifdef F_SETPIPE_SZ
    ::fcntl(fd, F_SETPIPE_SZ, 1 << 20);
#endif
}

// In the child between fork and exec: only async-signal-safe calls. What we ignore or block must
// not be inherited; signals that we handle fall back by themselves. Everything else was set to its
// default when the host began.
void resetSignals()
{
    struct sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    for (int signal : hostIgnoredSignals)
        ::sigaction(signal, &standard, nullptr);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

} // namespace

class ChildStreams::Private
{
public:
    explicit Private(OutputLogWriter &writer) : log(writer) {}

    Result<void> openPipes(const RunRequest &request);
    Result<void> openTerminal(TerminalSize size);

    OutputLogWriter &log;
    // Until the child has started. [0] ours, [1] the child's; of a terminal only `input` is used:
    // master and slave.
    Descriptor output[2];
    Descriptor error[2];
    Descriptor input[2];
    bool terminal = false;
    bool ended = false;
    QList<RunSecret> secrets;
    Descriptor notify[2];
    std::unique_ptr<QSocketNotifier> notifier;
    std::unique_ptr<OutputPump> pump;
    InputQueue queue;
};

Result<void> ChildStreams::Private::openPipes(const RunRequest &request)
{
    const bool withInput = request.standardInput == StandardInput::Open;
    if (!openPipe(output[0], output[1]) || !openPipe(error[0], error[1])
        || (withInput && !openPipe(input[0], input[1])))
        return fail(ErrorCode::Io, u"pipes"_s, QString::fromLocal8Bit(std::strerror(errno)));
    if (withInput) {
        // The pair is (read, write): the child reads.
        const int childsEnd = input[0].release();
        input[0].reset(input[1].release());
        input[1].reset(childsEnd);
    }
    enlarge(output[0].get());
    enlarge(error[0].get());
    return {};
}

Result<void> ChildStreams::Private::openTerminal(TerminalSize size)
{
    const auto pair = PseudoTerminal::open(size);
    if (!pair)
        return std::unexpected(pair.error());
    input[0].reset(pair->master);
    input[1].reset(pair->slave);
    return {};
}

ChildStreams::ChildStreams(OutputLogWriter &log, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(log))
{}

ChildStreams::~ChildStreams() = default;

Result<void> ChildStreams::prepare(QProcess &process, const RunRequest &request,
                                   const RunLimits &limits)
{
    d->terminal = request.terminal;
    d->secrets = request.secrets;
    d->queue.onTaken([this] { Q_EMIT inputTaken(); });
    if (request.terminal || request.standardInput == StandardInput::Open) {
        // Before any wish can come: it waits in the queue until the child has started.
        std::ignore = d->queue.write(request.initialInput);
        if (request.closeInputAfterInitial || request.standardInput == StandardInput::Closed)
            d->queue.closeAtEnd();
    } else {
        d->queue.closeNow();
    }
    if (auto opened = request.terminal ? d->openTerminal(request.terminalSize)
                                       : d->openPipes(request);
        !opened)
        return opened;
    if (!openPipe(d->notify[0], d->notify[1]))
        return fail(ErrorCode::Io, u"pipes"_s, QString::fromLocal8Bit(std::strerror(errno)));
    for (const Descriptor &end : d->notify)
        ::fcntl(end.get(), F_SETFL, O_NONBLOCK);

    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setInputChannelMode(QProcess::ForwardedInputChannel);
    if (d->input[1].get() < 0)
        process.setStandardInputFile(QProcess::nullDevice());
    process.setChildProcessModifier([terminal = d->terminal, input = d->input[1].get(),
                                     output = d->output[1].get(), error = d->error[1].get(), limits,
                                     mostTasks = taskCeiling(limits)] {
        ::setsid(); // makes it the leader of a new process group, too
        resetSignals();
        applyLimitsInChild(limits, mostTasks);
        if (terminal) {
            PseudoTerminal::attach(input);
            return;
        }
        if (input >= 0)
            ::dup2(input, 0);
        ::dup2(output, 1);
        ::dup2(error, 2);
    });
    startReading();
    return {};
}

void ChildStreams::startReading()
{
    d->notifier = std::make_unique<QSocketNotifier>(d->notify[0].get(), QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, &ChildStreams::takeNews);
    d->pump = std::make_unique<OutputPump>(d->log, d->notify[1].get());
    if (d->terminal) {
        d->pump->addSource(::fcntl(d->input[0].get(), F_DUPFD_CLOEXEC, 3), OutputStream::Terminal);
    } else {
        d->pump->addSource(d->output[0].release(), OutputStream::Standard);
        d->pump->addSource(d->error[0].release(), OutputStream::Error);
    }
    if (!d->secrets.isEmpty())
        d->pump->maskSecrets(d->secrets);
    d->pump->start();
}

void ChildStreams::takeNews()
{
    char bytes[16];
    while (::read(d->notify[0].get(), bytes, sizeof(bytes)) > 0) {}
    d->pump->acknowledge();
    const bool atEnd = d->pump->atEnd();
    Q_EMIT grew(d->pump->recordedSize());
    if (atEnd && !d->ended) {
        d->ended = true;
        d->pump->join();
        Q_EMIT ended();
    }
}

void ChildStreams::childStarted()
{
    d->output[1].reset();
    d->error[1].reset();
    d->input[1].reset();
    if (d->input[0].get() >= 0)
        d->queue.open(d->input[0].release(), d->terminal);
}

void ChildStreams::discard()
{
    d->notifier.reset();
    d->pump.reset();
    d->ended = true;
}

void ChildStreams::abandon()
{
    if (d->pump)
        d->pump->abandon();
}

bool ChildStreams::atEnd() const
{
    return d->ended;
}

qint64 ChildStreams::recordedSize() const
{
    return d->pump ? d->pump->recordedSize() : 0;
}

qint64 ChildStreams::redactions() const
{
    return d->pump && d->ended ? d->pump->redactions() : 0;
}

Result<void> ChildStreams::write(const QByteArray &bytes)
{
    return d->queue.write(bytes);
}

qint64 ChildStreams::waitingInput() const
{
    return d->queue.waiting();
}

void ChildStreams::closeInput()
{
    d->queue.closeAtEnd();
}

Result<void> ChildStreams::resize(TerminalSize size)
{
    // Until the child has started the master is kept here.
    const int master = d->queue.fd() >= 0 ? d->queue.fd() : d->input[0].get();
    if (!d->terminal)
        return fail(ErrorCode::NotSupported, u"resize"_s, u"the run has no terminal"_s);
    if (master >= 0)
        PseudoTerminal::resize(master, size);
    return {};
}

std::optional<TerminalInputMode> ChildStreams::inputMode() const
{
    if (!d->terminal || d->queue.fd() < 0)
        return {};
    return PseudoTerminal::inputMode(d->queue.fd());
}

} // namespace CommandRunner
