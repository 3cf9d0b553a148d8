// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfollower.h"

#include "core/base/background.h"
#include "core/base/clock.h"
#include "core/base/logging.h"
#include "core/run/hostprotocol.h"
#include "core/run/hostpulse.h"
#include "core/run/runfolderprobe.h"

#include <QLocalSocket>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int firstLookMs = 1;        // the host is being started
constexpr int slowestLookMs = 500;    // without a connection
constexpr int connectedLookMs = 2000; // the socket tells everything; this is for a host that hangs
constexpr qint64 wishPatienceMs = 20'000;
constexpr qint64 outcomePatienceMs = 20'000; // for one that is there and cannot be opened

// A quarter more or less, so that what began together does not fall due together.
int jittered(int ms)
{
    return ms + int(QRandomGenerator::global()->bounded(ms / 2 + 1)) - ms / 4;
}

} // namespace

class RunFollower::Private
{
public:
    Private(RunFollower *owner, const QString &path, std::shared_ptr<RunFolderProbe> sharedProbe)
        : q(owner),
          folder(path),
          begunAt(clock.now()),
          begunMs(clock.monotonicMs()),
          probe(std::move(sharedProbe))
    {}

    void look();
    void seen(const RunFolderState &state);
    void seenRunning(const RunFolderState &state);
    void seenEnd(const Result<RunOutcome> &outcome);
    void lookAgain(int ms);
    void connectTo(const HostDescription &description);
    void disconnected();
    void read();
    void take(const QJsonObject &message);
    void takeChild(const ProcessIdentity &identity);
    void takeSize(qint64 bytes);
    void takeRecorded(qint64 bytes);
    void interrupted();
    void finish(const RunOutcome &outcome);
    // `following`: messages that must not arrive apart from it.
    void wish(const QString &type, const QJsonObject &fields = {},
              const QByteArray &following = {});
    void send(const QString &type, const QByteArray &message);
    void failWishes(const QString &why);
    void hear(const QString &type, const QJsonObject &message);
    void setCondition(const HostCondition &changed);
    bool isConnected() const { return socket && socket->state() == QLocalSocket::ConnectedState; }

    RunFollower *const q;
    const RunFolder folder;
    const SystemClock clock;
    const QDateTime begunAt;
    const qint64 begunMs;
    const std::shared_ptr<RunFolderProbe> probe;
    quint64 looking = 0;     // the look that is under way; 0: none
    bool isStale = false;    // what it finds was overtaken: look again
    qint64 unreadableMs = 0; // since when the outcome cannot be opened; 0: it is not so
    QTimer timer;
    int interval = firstLookMs;
    QLocalSocket *socket = nullptr; // child of q
    HostProtocol::Decoder decoder;
    ProcessIdentity child;
    TerminalInputMode inputMode;
    HostCondition condition;
    HostPulse pulse;
    bool pings = false;  // it answers those
    qint64 size = 0;     // that was told
    qint64 recorded = 0; // of it, what the host said that records cover
    bool begun = false;
    bool endSeen = false; // by a look, while the host was still connected
    bool ending = false;  // the outcome is being found out
    bool done = false;
    struct Wish {
        QString type;
        QByteArray message;
        qint64 since = 0;
    };
    QList<Wish> wishes; // until there is a connection
};

void RunFollower::Private::lookAgain(int ms)
{
    if (!done && !ending)
        timer.start(ms);
}

void RunFollower::Private::look()
{
    if (done || ending)
        return;
    if (looking) {
        isStale = true;
        return;
    }
    // The wall clock may jump while a host starts.
    const QDateTime now = begunAt.addMSecs(clock.monotonicMs() - begunMs);
    looking = probe->look(folder, now, [this](const RunFolderState &state) {
        looking = 0;
        seen(state);
    });
}

void RunFollower::Private::seen(const RunFolderState &state)
{
    if (done || ending)
        return;
    const bool over = state.liveness == RunFolder::Liveness::Ended
        || state.liveness == RunFolder::Liveness::HostGone;
    if (std::exchange(isStale, false) && !over) {
        look();
        return;
    }
    // What the host says last may still be on its way, an answer to us among it.
    if (over && isConnected() && !std::exchange(endSeen, true)) {
        lookAgain(connectedLookMs);
        return;
    }
    if (state.liveness == RunFolder::Liveness::Ended) {
        seenEnd(*state.outcome);
        return;
    }
    if (over) {
        interrupted();
        return;
    }
    const QPointer<RunFollower> alive(q); // a slot may delete us
    if (state.liveness == RunFolder::Liveness::Running)
        seenRunning(state);
    if (alive && !wishes.isEmpty() && clock.monotonicMs() - wishes.first().since > wishPatienceMs)
        failWishes(u"the run's host does not answer"_s);
    if (!alive)
        return;
    if (isConnected()) {
        lookAgain(jittered(connectedLookMs));
    } else {
        interval = std::min(interval + 1 + interval / 2, slowestLookMs);
        lookAgain(jittered(interval));
    }
}

void RunFollower::Private::seenRunning(const RunFolderState &state)
{
    const QPointer<RunFollower> alive(q);
    if (state.host) {
        HostCondition now = condition;
        now.pid = state.host->host.pid;
        now.protocol = state.host->protocol;
        now.suspended = state.hostSuspended;
        now.answers = !pulse.isOverdue(clock.monotonicMs());
        setCondition(now);
    }
    if (!alive || isConnected())
        return; // it tells everything, and in order
    if (state.host) {
        takeChild(state.host->child);
        if (alive)
            connectTo(*state.host);
    }
    if (alive)
        takeSize(state.logSize);
}

void RunFollower::Private::connectTo(const HostDescription &description)
{
    if (description.socket.isEmpty()
        || (socket && socket->state() != QLocalSocket::UnconnectedState))
        return;
    if (!socket) {
        socket = new QLocalSocket(q);
        connect(socket, &QLocalSocket::connected, q, [this] {
            interval = firstLookMs;
            pulse.asked(clock.monotonicMs()); // for its hello
            const QPointer<RunFollower> alive(q);
            for (const Wish &waiting : std::exchange(wishes, {})) {
                if (alive)
                    send(waiting.type, waiting.message);
            }
            if (alive)
                lookAgain(jittered(connectedLookMs));
        });
        connect(socket, &QLocalSocket::readyRead, q, [this] { read(); });
        connect(socket, &QLocalSocket::disconnected, q, [this] { disconnected(); });
    }
    decoder = {};
    socket->connectToServer(description.socket);
}

void RunFollower::Private::disconnected()
{
    const QPointer<RunFollower> alive(q);
    read();
    if (!alive)
        return;
    pings = false;
    pulse.answered(); // it has nothing to answer any more
    // Either the end, or the host has just died: its process may still be seen for a moment.
    interval = firstLookMs;
    lookAgain(0);
}

void RunFollower::Private::read()
{
    if (!socket->isOpen())
        return;
    const QPointer<RunFollower> alive(q); // a slot may delete us
    const auto messages = decoder.feed(socket->readAll());
    for (const QJsonObject &message : messages) {
        if (!alive || done || ending)
            return;
        take(message);
    }
}

void RunFollower::Private::take(const QJsonObject &message)
{
    const QString type = message.value("type"_L1).toString();
    const QPointer<RunFollower> alive(q);
    hear(type, message);
    if (!alive)
        return;
    if (type == "size"_L1) {
        takeRecorded(message.value("bytes"_L1).toInteger());
    } else if (type == "started"_L1) {
        takeChild({message.value("pid"_L1).toInteger(), message.value("startTime"_L1).toString()});
    } else if (type == "terminal"_L1) {
        inputMode = {message.value("echo"_L1).toBool(true), message.value("lines"_L1).toBool(true)};
        Q_EMIT q->inputModeChanged(inputMode);
    } else if (type == "refused"_L1) {
        Q_EMIT q->wishFailed({ErrorCode::Refused, message.value("wish"_L1).toString(),
                              message.value("error"_L1).toString()});
    } else if (type == "synced"_L1) {
        Q_EMIT q->wishesTaken();
    } else if (type == "finished"_L1) {
        if (const auto outcome = RunOutcome::fromJson(message.value("outcome"_L1).toObject())) {
            finish(*outcome);
        } else {
            endSeen = true; // what it is the folder may say
            lookAgain(0);
        }
    }
}

// Whatever it says, it lives.
void RunFollower::Private::hear(const QString &type, const QJsonObject &message)
{
    pulse.answered();
    HostCondition now = condition;
    now.answers = true;
    now.suspended = false;
    if (type == "hello"_L1) {
        pings = message.value("ping"_L1).toBool();
        now.protocol = message.value("protocol"_L1).toInt(now.protocol);
    }
    setCondition(now);
}

void RunFollower::Private::setCondition(const HostCondition &changed)
{
    if (std::exchange(condition, changed) != changed)
        Q_EMIT q->hostConditionChanged();
}

void RunFollower::Private::takeChild(const ProcessIdentity &identity)
{
    if (identity.pid <= 0 || child.pid > 0)
        return;
    child = identity;
    Q_EMIT q->started();
}

void RunFollower::Private::takeSize(qint64 bytes)
{
    if (bytes <= size)
        return;
    size = bytes;
    Q_EMIT q->outputGrew(size);
}

// Who goes by the records has nothing of bytes that a look found before records covered them.
void RunFollower::Private::takeRecorded(qint64 bytes)
{
    if (bytes <= recorded)
        return;
    recorded = bytes;
    size = std::max(size, bytes);
    Q_EMIT q->outputGrew(size);
}

void RunFollower::Private::seenEnd(const Result<RunOutcome> &outcome)
{
    if (outcome) {
        finish(*outcome);
        return;
    }
    const ErrorCode code = outcome.error().code;
    if (code == ErrorCode::Io || code == ErrorCode::PermissionDenied) {
        // For want of file descriptors, perhaps: that passes.
        const qint64 now = clock.monotonicMs();
        if (unreadableMs == 0)
            unreadableMs = now;
        if (now - unreadableMs < outcomePatienceMs) {
            lookAgain(jittered(slowestLookMs));
            return;
        }
    }
    // Damaged: how it ended cannot be said.
    qCWarning(logRun, "%s", qPrintable(outcome.error().toString()));
    interrupted();
}

// Counting the lines of a large log takes its time: not in this thread.
void RunFollower::Private::interrupted()
{
    ending = true;
    timer.stop();
    inBackground(
        q, [runFolder = folder] { return runFolder.interruptedOutcome(); },
        [this](const RunOutcome &outcome) { finish(outcome); });
}

void RunFollower::Private::finish(const RunOutcome &outcome)
{
    if (done)
        return;
    const QPointer<RunFollower> alive(q); // a slot may delete us
    takeSize(outcome.outputBytes);
    if (!alive)
        return;
    done = true;
    timer.stop();
    failWishes(u"the run has ended"_s);
    if (!alive)
        return;
    if (socket) {
        socket->disconnect(q);
        socket->abort();
    }
    Q_EMIT q->done(outcome);
}

void RunFollower::Private::wish(const QString &type, const QJsonObject &fields,
                                const QByteArray &following)
{
    if (done) {
        Q_EMIT q->wishFailed({ErrorCode::Refused, type, u"the run has ended"_s});
        return;
    }
    const QByteArray message = HostProtocol::encode(type, fields) + following;
    if (isConnected())
        send(type, message);
    else
        wishes.append({type, message, clock.monotonicMs()});
}

void RunFollower::Private::send(const QString &type, const QByteArray &message)
{
    const bool ends = type == "terminate"_L1 || type == "kill"_L1;
    if (condition.isNewer() && !ends) {
        Q_EMIT q->wishFailed(
            {ErrorCode::Refused, type,
             u"the run was started by a newer version (protocol %1)"_s.arg(condition.protocol)});
        return;
    }
    socket->write(message);
    if (!ends || !pings)
        return;
    // Who is to be ended and does not even say that it heard so is told of.
    pulse.asked(clock.monotonicMs());
    socket->write(HostProtocol::encode(u"ping"_s));
}

void RunFollower::Private::failWishes(const QString &why)
{
    for (const Wish &waiting : std::exchange(wishes, {}))
        Q_EMIT q->wishFailed({ErrorCode::Refused, waiting.type, why});
}

RunFollower::RunFollower(const QString &runFolder, QObject *parent)
    : RunFollower(runFolder, std::make_shared<RunFolderProbe>(), parent)
{}

RunFollower::RunFollower(const QString &runFolder, std::shared_ptr<RunFolderProbe> probe,
                         QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, runFolder, std::move(probe)))
{
    d->timer.setSingleShot(true);
    d->timer.setTimerType(Qt::PreciseTimer);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->look(); });
}

RunFollower::~RunFollower()
{
    d->probe->forget(d->looking);
    if (!d->socket)
        return;
    // It may be the one that is telling us something.
    d->socket->disconnect(this);
    d->socket->setParent(nullptr);
    d->socket->close();
    d->socket->deleteLater();
}

void RunFollower::start()
{
    if (!std::exchange(d->begun, true))
        d->lookAgain(0);
}

bool RunFollower::isDone() const
{
    return d->done;
}

ProcessIdentity RunFollower::child() const
{
    return d->child;
}

HostCondition RunFollower::hostCondition() const
{
    return d->condition;
}

TerminalInputMode RunFollower::inputMode() const
{
    return d->inputMode;
}

void RunFollower::terminate()
{
    d->wish(u"terminate"_s);
}

void RunFollower::kill()
{
    d->wish(u"kill"_s);
}

void RunFollower::sendInput(const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size(); at += HostProtocol::largestInput) {
        const QByteArray part = bytes.mid(at, HostProtocol::largestInput);
        d->wish(u"input"_s, {{u"data"_s, QString::fromLatin1(part.toBase64())}});
    }
}

void RunFollower::closeInput()
{
    d->wish(u"eof"_s);
}

void RunFollower::resize(TerminalSize size)
{
    d->wish(u"resize"_s, {{u"columns"_s, size.columns}, {u"rows"_s, size.rows}});
}

// In one piece: the end of input may be the end of the run, and the question would come too late.
void RunFollower::closeInputAndConfirm()
{
    d->wish(u"eof"_s, {}, HostProtocol::encode(u"sync"_s));
}

void RunFollower::confirmWishes()
{
    d->wish(u"sync"_s);
}

} // namespace CommandRunner
