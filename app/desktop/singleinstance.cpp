// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/singleinstance.h"

#include "core/base/logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QThread>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 3000;

// Short: the path of a Unix socket may have about 100 bytes. The folder is private, so its hash
// names one user's window.
QString socketName(const QString &dataFolder)
{
    const QString canonical = QDir(dataFolder).canonicalPath();
    const QByteArray hash = QCryptographicHash::hash(canonical.toUtf8(),
                                                     QCryptographicHash::Sha256);
    return u"commandrunner-window-"_s + QString::fromLatin1(hash.toHex().first(16));
}

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent),
      m_name(socketName(dataFolder)),
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
            QLocalServer::removeServer(m_name); // of a window that was killed
            m_server.setSocketOptions(QLocalServer::UserAccessOption);
            if (!m_server.listen(m_name))
                qCWarning(logWidgets)
                    << "Later starts cannot reach this window:" << m_server.errorString();
            return Outcome::First;
        }
        if (handOver(addFolder))
            return Outcome::HandedOver;
        QThread::msleep(50); // it is just starting or just ending
    } while (waited.elapsed() < patienceMs);
    return Outcome::NoAnswer;
}

bool SingleInstance::handOver(const QString &addFolder) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(500)) // house: before there is a window
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
