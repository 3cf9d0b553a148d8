// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QHash>
#include <QRegularExpression>

#include <optional>

namespace CommandRunner {

// Which packages belong to a workspace, as package.json ("workspaces") or pnpm-workspace.yaml of a
// folder above says.
class PackageWorkspaces final
{
public:
    // The nearest folder above `folder` whose workspace holds it; nothing for other packages.
    std::optional<QString> rootOf(const QString &folder, const DiscoveryContext &context);
    // The nearest folder above that begins a workspace, whether it holds this one or not.
    std::optional<QString> nearestRoot(const QString &folder, const DiscoveryContext &context);
    // The folders of a workspace's packages, without the root's, by their names.
    QStringList membersOf(const QString &root, const DiscoveryContext &context);

private:
    struct Workspace {
        QStringList globs;
        QList<QRegularExpression> patterns;
        QList<QRegularExpression> exceptions;
        bool isEmpty() const { return patterns.isEmpty(); }
        bool holds(const QString &path) const; // relative to its root
    };
    static Workspace read(const QString &root, const DiscoveryContext &context);
    const Workspace &workspaceAt(const QString &root, const DiscoveryContext &context);

    QHash<QString, Workspace> m_workspaces; // by folder; of those without one, too
};

} // namespace CommandRunner
