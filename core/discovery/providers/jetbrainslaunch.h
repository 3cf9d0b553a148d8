// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/formats/xmltree.h"
#include "core/discovery/scan/commandprovider.h"

#include <functional>

namespace CommandRunner {

// What a JetBrains IDE would start for one <configuration> element, as far as it can be known
// without the IDE.
struct JetBrainsLaunch {
    QStringList argv;
    QString folder; // absolute
    QMap<QString, QString> environment;
    QStringList freeArgumentsPrefix;
    QStringList notes; // lines of the description: what kind it is, what the IDE does besides
    bool terminal = false;
};

struct JetBrainsRefusal {
    QString reason; // goes on after "the configuration "x" "
    QString hint;
};

struct JetBrainsProject {
    QString folder; // $PROJECT_DIR$, relative to the scanned folder
    const DiscoveryContext &context;
    // By a relative folder.
    std::function<QString(const QString &)> packageManager;
};

std::expected<JetBrainsLaunch, JetBrainsRefusal> jetBrainsLaunch(const XmlElement &configuration,
                                                                 const JetBrainsProject &project);

// The words of a line as the IDEs split it: blanks separate, "…" holds together, a backslash
// escapes a double quote only.
QStringList splitJetBrainsWords(const QString &line);

} // namespace CommandRunner
