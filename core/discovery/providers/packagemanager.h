// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QHash>

namespace CommandRunner {

// Which package manager of JavaScript the folders of one scan use.
class PackageManagers final
{
public:
    // "npm", "pnpm", "yarn" or "bun": of the nearest folder up to the scanned one that says so, in
    // package.json or by its lock file.
    QString managerFor(const QString &folder, const DiscoveryContext &context);

private:
    QHash<QString, QString> m_managers; // by folder
};

} // namespace CommandRunner
