// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/run/hostprotocol.h"
#include "core/run/runfolder.h"
#include "core/run/runoutcome.h"
#include "core/run/terminalsettings.h"

#include <QElapsedTimer>
#include <QLocalServer>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

class QLocalSocket;

namespace CommandRunner {

// The host's end of the control plane (HostProtocol): tells its followers what happens, newcomers
// included, and passes their wishes on. A follower that does not read costs no memory: it misses
// sizes, which the next one makes up for.
class HostServer final : public QObject
{
    Q_OBJECT
public:
    // Meets one wish, or says why not; unknown types are ignored.
    using WishHandler = std::function<Result<void>(const QJsonObject &message)>;

    HostServer(QString runId, WishHandler handler, QObject *parent = nullptr);
    // Whether "sync" may be answered now. When it says no, answerSyncs() is called later.
    void holdSyncsWhile(std::function<bool()> busy) { m_busy = std::move(busy); }
    void answerSyncs();
    ~HostServer() override;

    Result<void> listen(const QString &runFolder);
    QString socketName() const
    {
        return m_server.fullServerName();
    } // empty when it does not listen

    void tellStarted(const ProcessIdentity &child);
    void tellSize(qint64 bytes);
    void tellTerminal(TerminalInputMode mode);
    void tellChildExited(int exitCode, int signal);
    void tellFinished(const RunOutcome &outcome); // idle() follows
    bool isIdle() const;                          // everything has been handed over

Q_SIGNALS:
    void idle(); // after tellFinished(): everything has been handed over, or the followers are gone

private:
    struct Client {
        QLocalSocket *socket = nullptr; // child of m_server; removed when it disconnects
        HostProtocol::Decoder decoder;
        QByteArray said;      // heard and not taken yet
        qint64 malformed = 0; // of which we have told the log
        bool sizeMissed = false;
        int syncs = 0; // asked and not answered yet
    };

    void accept();
    void hear(Client &client);
    void take(Client &client);
    void bytesTaken(QLocalSocket *socket);
    void remove(QLocalSocket *socket);
    void sendSizes();
    void sendSize(Client &client);
    void broadcast(const QByteArray &message);
    void send(Client &client, const QByteArray &message); // nothing to one that has gone
    Client *clientOf(QLocalSocket *socket);

    const QString m_runId;
    const WishHandler m_handler;
    std::function<bool()> m_busy;
    QLocalServer m_server;
    std::vector<std::unique_ptr<Client>> m_clients;
    QTimer m_sizeTimer;
    QElapsedTimer m_sinceSize;
    qint64 m_size = 0;
    QByteArray m_started; // messages that newcomers get, too; empty: not yet
    QByteArray m_terminal;
    QByteArray m_childExited;
    QByteArray m_finished;
};

} // namespace CommandRunner
