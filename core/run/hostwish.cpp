// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hostwish.h"

#include "core/run/hostprotocol.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

namespace CommandRunner {

using namespace Qt::StringLiterals;

Result<void> sendHostWish(const RunFolder &folder, const QString &wish, int timeoutMs)
{
    const auto host = folder.readHost();
    if (!host)
        return std::unexpected(host.error());
    const QDeadlineTimer deadline(timeoutMs);
    QLocalSocket socket;
    socket.connectToServer(host->socket);
    if (!socket.waitForConnected(timeoutMs))
        return fail(ErrorCode::NotFound, wish, socket.errorString());
    socket.write(HostProtocol::encode(wish) + HostProtocol::encode(u"sync"_s));
    HostProtocol::Decoder decoder;
    while (!deadline.hasExpired()) {
        if (!socket.waitForReadyRead(int(deadline.remainingTime())))
            break;
        for (const QJsonObject &message : decoder.feed(socket.readAll())) {
            const QString type = message.value("type"_L1).toString();
            // The end is what was wanted.
            if (type == "synced"_L1 || type == "finished"_L1)
                return {};
        }
    }
    return fail(ErrorCode::Timeout, wish, u"the run's host does not answer"_s);
}

} // namespace CommandRunner
