// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/childstreams.h"

#include <QDateTime>
#include <QTimer>

#include <windows.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

// QProcess's own pipes, read in the event loop: the child's ends cannot be handed over as file
// descriptors here.
class ChildStreams::Private
{
public:
    explicit Private(OutputLogWriter &writer) : log(writer) {}

    OutputLogWriter &log;
    QProcess *process = nullptr; // outlives us
    QTimer flush;
    qint64 told = 0;
    bool open = false;
    bool ended = false;
    QByteArray initialInput;
    bool closeAfterInitial = false;
};

ChildStreams::ChildStreams(OutputLogWriter &log, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(log))
{}

ChildStreams::~ChildStreams() = default;

// Limits are not kept here yet; a job object could.
Result<void> ChildStreams::prepare(QProcess &process, const RunRequest &request, const RunLimits &)
{
    if (request.terminal)
        return fail(ErrorCode::NotSupported, u"terminal"_s,
                    u"runs in a terminal need Unix so far"_s);
    d->process = &process;
    d->open = request.standardInput == StandardInput::Open;
    d->initialInput = request.initialInput;
    d->closeAfterInitial = request.closeInputAfterInitial;
    if (!d->open)
        process.setStandardInputFile(QProcess::nullDevice());
    process.setCreateProcessArgumentsModifier([](QProcess::CreateProcessArguments *arguments) {
        arguments->flags |= CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW;
    });
    const auto publish = [this] {
        if (d->log.recordedSize() == d->told)
            return;
        d->told = d->log.recordedSize();
        Q_EMIT grew(d->told);
    };
    const auto take = [this, publish](OutputStream stream, const QByteArray &bytes) {
        d->log.append(stream, bytes, QDateTime::currentMSecsSinceEpoch());
        publish();
        if (d->log.hasUnrecorded() && !d->flush.isActive())
            d->flush.start();
    };
    d->flush.setSingleShot(true);
    d->flush.setInterval(int(OutputLogWriter::joinMs));
    connect(&d->flush, &QTimer::timeout, this, [this, publish] {
        d->log.flush();
        publish();
    });
    connect(&process, &QProcess::readyReadStandardOutput, this,
            [this, take] { take(OutputStream::Standard, d->process->readAllStandardOutput()); });
    connect(&process, &QProcess::readyReadStandardError, this,
            [this, take] { take(OutputStream::Error, d->process->readAllStandardError()); });
    connect(
        &process, &QProcess::finished, this,
        [this, take, publish] {
            take(OutputStream::Standard, d->process->readAllStandardOutput());
            take(OutputStream::Error, d->process->readAllStandardError());
            d->log.flush();
            publish();
            d->ended = true;
            Q_EMIT ended();
        },
        Qt::QueuedConnection);
    return {};
}

void ChildStreams::childStarted()
{
    if (!d->initialInput.isEmpty())
        d->process->write(d->initialInput);
    if (d->closeAfterInitial)
        closeInput();
}

void ChildStreams::startReading() {}

void ChildStreams::takeNews() {}

void ChildStreams::abandon() {}

void ChildStreams::discard() {}

bool ChildStreams::atEnd() const
{
    return d->ended;
}

// Runs with secrets do not come this far: SecretHandover refuses them.
qint64 ChildStreams::redactions() const
{
    return 0;
}

qint64 ChildStreams::recordedSize() const
{
    return d->log.recordedSize();
}

Result<void> ChildStreams::write(const QByteArray &bytes)
{
    constexpr qint64 limit = 64 << 20;
    if (!d->open)
        return fail(ErrorCode::Refused, u"standard input"_s, u"it is closed"_s);
    if (d->process->bytesToWrite() + bytes.size() > limit)
        return fail(ErrorCode::Busy, u"standard input"_s, u"the program does not read it"_s);
    d->process->write(bytes);
    return {};
}

qint64 ChildStreams::waitingInput() const
{
    return d->process ? d->process->bytesToWrite() : 0;
}

void ChildStreams::closeInput()
{
    if (d->open)
        d->process->closeWriteChannel();
    d->open = false;
}

Result<void> ChildStreams::resize(TerminalSize)
{
    return fail(ErrorCode::NotSupported, u"resize"_s, u"the run has no terminal"_s);
}

std::optional<TerminalInputMode> ChildStreams::inputMode() const
{
    return {};
}

} // namespace CommandRunner
