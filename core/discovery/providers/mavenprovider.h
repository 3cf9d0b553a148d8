// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QHash>

namespace CommandRunner {

// What is read of a pom.xml.
struct MavenProject {
    int line = 0;        // of <project>
    QString name;        // for people, else the artifact's
    QStringList modules; // folders or files, as written
    QStringList profiles;
    QStringList plugins;     // artifact ids of the build
    bool aggregates = false; // packaging "pom"
    int problemLine = 0;
    QString problem; // why it is not XML; empty: it is
};

MavenProject readPom(const QByteArray &xml);

// Maven: the phases of each pom.xml's life cycle. A module is built from the folder of the project
// that lists it, together with the modules that it needs.
class MavenProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;

private:
    const MavenProject &projectIn(const QString &folder, const DiscoveryContext &context);
    // The folder of the outermost project that lists the module in `folder`; that folder itself
    // when none does.
    QString reactorFolder(const QString &folder, const DiscoveryContext &context);

    QHash<QString, MavenProject> m_projects; // folder -> its pom.xml
};

} // namespace CommandRunner
