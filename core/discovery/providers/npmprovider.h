// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QHash>
#include <QJsonObject>

namespace CommandRunner {

// The scripts of package.json, run by the package manager that the project uses.
class NpmProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;

private:
    // "npm", "pnpm", "yarn" or "bun": of the nearest folder up to the scanned one that says so.
    QString managerFor(const QString &folder, const DiscoveryContext &context);
    // The same for one folder alone; empty when it says nothing.
    QString managerOf(const QString &folder, const DiscoveryContext &context);

    QHash<QString, QString> m_managers; // by folder
};

} // namespace CommandRunner
