// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/formats/datanode.h"
#include "core/discovery/scan/commandprovider.h"

#include <QSet>

namespace CommandRunner {

// Collects the commands of one pyproject.toml. Several tools may have a task of the same name: the
// first has the plain id, the others have the tool in theirs.
class PyprojectTasks final
{
public:
    PyprojectTasks(Findings &findings, const SourceFile &file, const DiscoveryContext &context,
                   const DataNode &root)
        : m_findings(findings),
          m_file(file),
          m_context(context),
          m_root(root)
    {}

    void addProjectScripts();
    void addPoe(const DataNode &poe);
    void addPdm(const DataNode &scripts);
    void addHatch(const DataNode &environments);
    void addTaskipy(const DataNode &tasks);

private:
    void add(const Command &command, const QString &tool);
    void addProgram(const QString &name, int line, const QString &entryPoint);
    void addPoeTasks(const DataNode &tasks, const QString &file, const QStringList &argv);
    void addPoeIncludes(const DataNode &include, const QStringList &argv);
    void addHatchScripts(const QString &environment, const DataNode &settings,
                         const QString &section);
    bool takes(const DataNode &table, const QString &what);
    bool hasEnvironmentOf(const QString &tool, const QString &lockFile) const;
    QStringList toolOfProject(const QString &program, const QString &package) const;

    Findings &m_findings;
    const SourceFile &m_file;
    const DiscoveryContext &m_context;
    const DataNode &m_root;
    QSet<QString> m_ids;
    QSet<QString> m_poeNames;
};

// The parameters of a poe task's "args".
QList<Parameter> poeParameters(const DataNode &args);

} // namespace CommandRunner
