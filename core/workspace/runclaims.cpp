// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runclaims.h"

#include "core/workspace/waitingrequest.h"

#include <QFileInfo>

namespace CommandRunner {

namespace {

constexpr qint64 hostPatienceMs = 15'000; // between the request and the log; as RunFolder::liveness

}

// What a host does first, or what it does last.
bool hasHost(const RunFolder &folder)
{
    return QFileInfo::exists(folder.hostFile()) || QFileInfo::exists(folder.log())
        || QFileInfo::exists(folder.outcomeFile());
}

Result<bool> settleClaim(Database &database, const RunClaim &claim, const RunFolder &folder,
                         const QDateTime &now)
{
    if (claim.claimer.isAlive())
        return false;
    QueueStore queue(database);
    Result<void> done;
    if (!hasHost(folder)) {
        const QDateTime asked = QFileInfo(folder.request()).lastModified();
        if (asked.isValid() && qAbs(asked.msecsTo(now)) < hostPatienceMs)
            return false;
    }
    if (hasHost(folder) || !WaitingRequest::exists(folder.path()))
        done = queue.release(claim.runId);
    else
        done = queue.putBack(claim);
    if (!done)
        return std::unexpected(done.error());
    return true;
}

} // namespace CommandRunner
