// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/pyprojectprovider.h"

#include "core/discovery/providers/pyprojecttasks.h"
#include "core/discovery/scan/providertools.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString PyprojectProvider::source() const
{
    return u"pyproject"_s;
}

bool PyprojectProvider::wants(const QString &name, const QString &) const
{
    return name == "pyproject.toml"_L1 || name == "hatch.toml"_L1 || name == "poe_tasks.toml"_L1;
}

Findings PyprojectProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto root = readDataFile(findings, file.path, context, DataFormat::Toml);
    if (!root)
        return findings;
    PyprojectTasks tasks(findings, file, context, *root);
    const DataNode &poe = root->at({u"tool", u"poe"});
    if (file.name == "hatch.toml"_L1) {
        tasks.addHatch((*root)[u"envs"]);
        return findings;
    }
    if (file.name == "poe_tasks.toml"_L1) {
        // poe takes the first of its files; this one also is included by name.
        if (!fileExists(context, joinPath(file.folder, u"pyproject.toml"_s)))
            tasks.addPoe(poe.isNull() ? *root : poe);
        return findings;
    }
    tasks.addPoe(poe);
    tasks.addPdm(root->at({u"tool", u"pdm", u"scripts"}));
    tasks.addHatch(root->at({u"tool", u"hatch", u"envs"}));
    tasks.addTaskipy(root->at({u"tool", u"taskipy", u"tasks"}));
    tasks.addProjectScripts();
    return findings;
}

} // namespace CommandRunner
