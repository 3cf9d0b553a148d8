// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/singleinstance.h"

#include "core/base/logging.h"
#include "core/base/socketname.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QThread>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 3000;

// The data folder is private, so its hash names one user's window.
QStringList socketNames(const QString &dataFolder)
{
    const QString folder = QDir(dataFolder).canonicalPath();
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256);
    const QString id = u"window-"_s + QString::fromLatin1(hash.toHex().first(16));
    QStringList names;
    for (const SocketPlace place : socketPlaces) {
        const QString name = privateSocketName(place, folder, u"window.sock"_s, id);
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent),
      m_names(socketNames(dataFolder)),
      m_lock(dataFolder + u"/window.lock"_s)
{
    m_lock.setStaleLockTime(0); // only a dead owner makes it stale, never age
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::answer);
}

SingleInstance::Outcome SingleInstance::claim(const QString &addFolder)
{
    QElapsedTimer waited;
    waited.start();
    do {
        if (m_lock.tryLock(0)) {
            listen();
            return Outcome::First;
        }
        if (handOver(addFolder))
            return Outcome::HandedOver;
        QThread::msleep(50); // it is just starting or just ending
    } while (waited.elapsed() < patienceMs);
    return Outcome::NoAnswer;
}

void SingleInstance::listen()
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    for (const QString &name : m_names) {
        QLocalServer::removeServer(name); // of a window that was killed
        if (m_server.listen(name))
            return;
    }
    qCWarning(logWidgets) << "Later starts cannot reach this window:" << m_server.errorString();
}

bool SingleInstance::handOver(const QString &addFolder) const
{
    QLocalSocket socket;
    const bool connected = std::any_of(m_names.begin(), m_names.end(), [&](const QString &name) {
        socket.connectToServer(name);
        return socket.waitForConnected(500); // house: before there is a window
    });
    if (!connected)
        return false;
    QJsonObject wish{{u"raise"_s, true}};
    if (!addFolder.isEmpty())
        wish.insert(u"addFolder"_s, addFolder);
    socket.write(QJsonDocument(wish).toJson(QJsonDocument::Compact) + '\n');
    return socket.waitForReadyRead(patienceMs) // house: before there is a window
        && socket.readAll().startsWith("ok");
}

void SingleInstance::answer()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (!socket->canReadLine())
                return;
            const QJsonObject wish = QJsonDocument::fromJson(socket->readLine(64 * 1024)).object();
            socket->write("ok\n");
            socket->flush();
            if (const QString folder = wish.value("addFolder"_L1).toString(); !folder.isEmpty())
                Q_EMIT addFolderRequested(folder);
            if (wish.value("raise"_L1).toBool())
                Q_EMIT raiseRequested();
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read(); // it may have come before we connected
    }
}

} // namespace CommandRunner
