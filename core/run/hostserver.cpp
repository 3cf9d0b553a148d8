// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostserver.h"

#include "core/base/logging.h"
#include "core/base/socketname.h"

#include <QFile>
#include <QLocalSocket>

#include <algorithm>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int sizeIntervalMs = 10;
constexpr qint64 stuckBytes = 64 << 10; // unread by a follower: it is not told sizes

} // namespace

HostServer::HostServer(QString runId, WishHandler handler, QObject *parent)
    : QObject(parent),
      m_runId(std::move(runId)),
      m_handler(std::move(handler))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &HostServer::accept);
    m_sizeTimer.setSingleShot(true);
    m_sizeTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_sizeTimer, &QTimer::timeout, this, &HostServer::sendSizes);
}

HostServer::~HostServer()
{
    for (const auto &client : m_clients)
        client->socket->disconnect(this);
}

Result<void> HostServer::listen(const QString &runFolder)
{
    for (const SocketPlace place : socketPlaces) {
        const QString name = privateSocketName(place, runFolder, u"host.sock"_s, m_runId);
        if (name.isEmpty())
            continue;
        if (m_server.listen(name))
            return {};
        qCInfo(logRun, "cannot listen at %s: %s", qPrintable(name),
               qPrintable(m_server.errorString()));
    }
    return fail(ErrorCode::Io, runFolder, u"no place to listen: "_s + m_server.errorString());
}

void HostServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        Client &client = *m_clients.emplace_back(std::make_unique<Client>());
        client.socket = socket;
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (Client *known = clientOf(socket))
                hear(*known);
        });
        connect(socket, &QLocalSocket::bytesWritten, this, [this, socket] { bytesTaken(socket); });
        // Queued: a write to a follower that has gone says so at once, while we walk along the
        // clients.
        connect(
            socket, &QLocalSocket::disconnected, this, [this, socket] { remove(socket); },
            Qt::QueuedConnection);
        send(client,
             HostProtocol::encode(u"hello"_s,
                                  {{u"protocol"_s, HostProtocol::version},
                                   {u"runId"_s, m_runId},
                                   {u"ping"_s, true}}));
        send(client, m_started);
        if (m_size > 0)
            sendSize(client);
        send(client, m_terminal);
        send(client, m_childExited);
        send(client, m_finished);
        hear(client);
    }
}

// What is asked is met from the event loop: we may be in the middle of telling something.
void HostServer::hear(Client &client)
{
    const QByteArray bytes = client.socket->readAll();
    if (bytes.isEmpty())
        return;
    if (client.said.isEmpty())
        QMetaObject::invokeMethod(
            this,
            [this, socket = client.socket] {
                if (Client *known = clientOf(socket))
                    take(*known);
            },
            Qt::QueuedConnection);
    client.said += bytes;
}

void HostServer::take(Client &client)
{
    const QList<QJsonObject> messages = client.decoder.feed(std::exchange(client.said, {}));
    if (client.decoder.malformed() > client.malformed) {
        client.malformed = client.decoder.malformed();
        qCWarning(logRun, "ignored a malformed message, %lld by now", client.malformed);
    }
    for (const QJsonObject &message : messages) {
        if (message.value("type"_L1) == "sync"_L1)
            ++client.syncs;
        else if (message.value("type"_L1) == "ping"_L1)
            send(client, HostProtocol::encode(u"pong"_s));
        else if (const auto met = m_handler(message); !met) {
            send(client,
                 HostProtocol::encode(u"refused"_s,
                                      {{u"wish"_s, message.value("type"_L1)},
                                       {u"error"_s, met.error().toString()}}));
        }
    }
    answerSyncs();
}

void HostServer::answerSyncs()
{
    if (m_busy && m_busy())
        return;
    for (const auto &client : m_clients) {
        for (; client->syncs > 0; --client->syncs)
            send(*client, HostProtocol::encode(u"synced"_s));
    }
}

void HostServer::bytesTaken(QLocalSocket *socket)
{
    Client *client = clientOf(socket);
    if (client && client->sizeMissed && socket->bytesToWrite() == 0)
        sendSize(*client);
    if (!m_finished.isEmpty() && isIdle())
        Q_EMIT idle();
}

void HostServer::remove(QLocalSocket *socket)
{
    // It may have said its wish, and gone.
    if (Client *client = clientOf(socket)) {
        hear(*client);
        take(*client);
    }
    std::erase_if(m_clients, [socket](const auto &client) { return client->socket == socket; });
    socket->deleteLater();
    if (!m_finished.isEmpty() && isIdle())
        Q_EMIT idle();
}

HostServer::Client *HostServer::clientOf(QLocalSocket *socket)
{
    const auto it = std::find_if(m_clients.begin(), m_clients.end(),
                                 [socket](const auto &client) { return client->socket == socket; });
    return it == m_clients.end() ? nullptr : it->get();
}

void HostServer::broadcast(const QByteArray &message)
{
    for (const auto &client : m_clients)
        send(*client, message);
}

void HostServer::send(Client &client, const QByteArray &message)
{
    if (message.isEmpty() || client.socket->state() != QLocalSocket::ConnectedState)
        return;
    // While we were held up (suspended) it may have said its wish and gone. Then what we write
    // fails, and would take with it what was not read yet.
    client.socket->waitForReadyRead(0);
    hear(client);
    if (client.socket->state() != QLocalSocket::ConnectedState)
        return;
    client.socket->write(message);
    client.socket->flush();
}

void HostServer::tellStarted(const ProcessIdentity &child)
{
    m_started = HostProtocol::encode(u"started"_s,
                                     {{u"pid"_s, child.pid}, {u"startTime"_s, child.startTime}});
    broadcast(m_started);
}

void HostServer::tellSize(qint64 bytes)
{
    if (bytes == m_size)
        return;
    m_size = bytes;
    if (m_sizeTimer.isActive())
        return;
    const qint64 since = m_sinceSize.isValid() ? m_sinceSize.elapsed() : sizeIntervalMs;
    if (since >= sizeIntervalMs)
        sendSizes();
    else
        m_sizeTimer.start(int(sizeIntervalMs - since));
}

void HostServer::sendSizes()
{
    m_sizeTimer.stop();
    m_sinceSize.start();
    for (const auto &client : m_clients)
        sendSize(*client);
}

void HostServer::sendSize(Client &client)
{
    client.sizeMissed = client.socket->bytesToWrite() > stuckBytes;
    if (client.sizeMissed)
        return;
    send(client, HostProtocol::encode(u"size"_s, {{u"bytes"_s, m_size}}));
}

void HostServer::tellTerminal(TerminalInputMode mode)
{
    const QByteArray message = HostProtocol::encode(
        u"terminal"_s, {{u"echo"_s, mode.echo}, {u"lines"_s, mode.lines}});
    if (std::exchange(m_terminal, message) != message)
        broadcast(message);
}

void HostServer::tellChildExited(int exitCode, int signal)
{
    m_childExited = HostProtocol::encode(u"childExited"_s,
                                         {{u"exitCode"_s, exitCode}, {u"signal"_s, signal}});
    broadcast(m_childExited);
}

void HostServer::tellFinished(const RunOutcome &outcome)
{
    if (m_sizeTimer.isActive())
        sendSizes();
    m_finished = HostProtocol::encode(u"finished"_s, {{u"outcome"_s, outcome.toJson()}});
    broadcast(m_finished);
    if (isIdle())
        QMetaObject::invokeMethod(this, &HostServer::idle, Qt::QueuedConnection);
}

bool HostServer::isIdle() const
{
    return std::all_of(m_clients.begin(), m_clients.end(), [](const auto &client) {
        return client->socket->state() != QLocalSocket::ConnectedState
            || client->socket->bytesToWrite() == 0;
    });
}

} // namespace CommandRunner
