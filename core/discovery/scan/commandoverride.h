// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/discovery/formats/datanode.h"

namespace CommandRunner {

struct DiscoveryResult;

// What a description file changes about commands that were found in its folder and below.
struct CommandOverride {
    QString file;   // that holds it, relative to the scanned folder
    QString folder; // of that file
    int line = 0;
    // Which commands: every one that is not empty must match; "*" stands for any text. `id` and
    // `commandFile` are relative to `folder`.
    QString id;
    QString source;
    QString name;
    QString commandFile;

    std::optional<QString> description;
    std::optional<QString> confirmation; // empty: none is asked any more
    bool asksPlainly = false;            // "Run NAME?"
    std::optional<bool> hidden;
    QStringList tags; // added to the command's
    std::optional<bool> terminal;
    std::optional<qint64> timeoutMs;
    std::optional<bool> confirmsByName;
    std::optional<QString> icon;
    QMap<QString, QString> environment; // added to the command's
    QList<DataNode> parameters;         // tables of the file, checked: see changeParameters()

    bool matches(const Command &command) const;
};

// Changes what the overrides match, in their order. One that matches nothing is a problem.
void applyOverrides(DiscoveryResult &result, const QList<CommandOverride> &overrides);

// Takes over every field that a checked table of a description file has.
void fillParameter(Parameter &parameter, const DataNode &table);

} // namespace CommandRunner
