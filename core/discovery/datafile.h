// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/commandprovider.h"
#include "core/discovery/datanode.h"

namespace CommandRunner {

enum class DataFormat { Yaml, Toml, Json };

// A file that holds a map, as the files of task runners do. Nothing, and a problem in `findings`,
// when it cannot be read, is not in its format or holds something else; nothing and no problem when
// it vanished meanwhile. An empty YAML or TOML file is an empty map.
std::optional<DataNode> readDataFile(const QString &file, DataFormat format,
                                     const DiscoveryContext &context, Findings &findings);

// `path` as a file in `folder` names it, relative to the scanned folder; nothing for what lies
// outside of it, also by a symbolic link.
std::optional<QString> pathInside(const QString &folder, const QString &path,
                                  const DiscoveryContext &context);

// Whether a name can be a word of a command line and a line of a list. If not, a problem says why:
// it is empty, holds control characters, or begins with a dash and would be an option.
bool isUsableName(const QString &name, const QString &what, const QString &file, int line,
                  Findings &findings);

// The members of a map, each name once: of several the last, as operator[] has it.
QList<DataNode::Member> membersOf(const DataNode &map);

// The lines that are not empty, one below the other.
QString joinLines(const QStringList &lines);

} // namespace CommandRunner
