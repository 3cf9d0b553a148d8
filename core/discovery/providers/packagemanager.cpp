// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/packagemanager.h"

#include "core/discovery/scan/providertools.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array lockFiles{
    std::pair{"package-lock.json"_L1, "npm"_L1}, std::pair{"npm-shrinkwrap.json"_L1, "npm"_L1},
    std::pair{"pnpm-lock.yaml"_L1, "pnpm"_L1},   std::pair{"yarn.lock"_L1, "yarn"_L1},
    std::pair{"bun.lock"_L1, "bun"_L1},          std::pair{"bun.lockb"_L1, "bun"_L1},
};

// Empty when the folder alone says nothing.
QString managerOf(const QString &folder, const DiscoveryContext &context)
{
    if (const auto content = context.read(joinPath(folder, u"package.json"_s))) {
        QByteArrayView json = *content;
        if (json.startsWith("\xEF\xBB\xBF"))
            json = json.sliced(3);
        const QJsonObject package = QJsonDocument::fromJson(json.toByteArray()).object();
        const QString declared = package.value("packageManager"_L1).toString().section(u'@', 0, 0);
        if (declared == "npm"_L1 || declared == "pnpm"_L1 || declared == "yarn"_L1
            || declared == "bun"_L1)
            return declared;
    }
    for (const auto &[name, manager] : lockFiles) {
        if (fileExists(context, joinPath(folder, name)))
            return manager;
    }
    // A workspace of pnpm may be without its lock file.
    return fileExists(context, joinPath(folder, u"pnpm-workspace.yaml"_s)) ? u"pnpm"_s : QString();
}

} // namespace

QString PackageManagers::managerFor(const QString &folder, const DiscoveryContext &context)
{
    const auto known = m_managers.constFind(folder);
    if (known != m_managers.cend())
        return *known;
    QString manager = managerOf(folder, context);
    if (manager.isEmpty())
        manager = folder.isEmpty() ? u"npm"_s : managerFor(parentFolder(folder), context);
    m_managers.insert(folder, manager);
    return manager;
}

} // namespace CommandRunner
