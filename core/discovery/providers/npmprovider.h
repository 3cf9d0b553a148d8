// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/providers/packagemanager.h"
#include "core/discovery/providers/packageworkspaces.h"

#include <QJsonObject>

namespace CommandRunner {

// The scripts of package.json, run by the package manager that the project uses, in the package's
// own folder: all of them find their workspace from there.
class NpmProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;

private:
    void readPackage(Findings &findings, const SourceFile &file, const DiscoveryContext &context);
    // Where the package stands among others, for its commands' descriptions; empty outside of
    // workspaces.
    QString placeOf(const QJsonObject &package, const SourceFile &file, const QString &manager,
                    const DiscoveryContext &context);
    void readWorkspace(Findings &findings, const SourceFile &root, const DiscoveryContext &context);

    PackageManagers m_managers;
    PackageWorkspaces m_workspaces;
};

} // namespace CommandRunner
