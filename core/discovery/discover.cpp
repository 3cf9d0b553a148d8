// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/discoveryservice.h"
#include "core/discovery/folderscan.h"

#include <QDir>

namespace CommandRunner {

DiscoveryResult discover(const QString &folder, const DiscoveryOptions &options,
                         const std::atomic_bool &cancelled,
                         const std::function<void(const DiscoveryProgress &)> &onProgress,
                         const std::function<void(const DiscoveryResult &)> &onTier1)
{
    return FolderScan(QDir::cleanPath(QDir(folder).absolutePath()), options)
        .scan(cancelled, onProgress, onTier1);
}

} // namespace CommandRunner
