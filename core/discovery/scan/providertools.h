// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/formats/datanode.h"
#include "core/discovery/scan/commandprovider.h"

#include <optional>

namespace CommandRunner {

enum class DataFormat { Yaml, Toml, Json };

// A file that holds a map, as the files of task runners do. Nothing, and a problem in `findings`,
// when it cannot be read, is not in its format or holds something else; nothing and no problem when
// it vanished meanwhile. An empty YAML or TOML file is an empty map.
std::optional<DataNode> readDataFile(Findings &findings, const QString &file,
                                     const DiscoveryContext &context, DataFormat format);

// The members of a map, each name once: of several the last, as operator[] has it.
QList<DataNode::Member> membersOf(const DataNode &map);

// Whether a name can be a word of a command line and a line of a list. If not, a problem says why:
// it is empty, holds control characters, or begins with a dash and would be an option. `thing` is
// what has the name: "task".
bool isUsableName(Findings &findings, const QString &name, const QString &thing,
                  const QString &file, int line);

// `path` as a file in `folder` names it, relative to the scanned folder; nothing for what lies
// outside of it, also by a symbolic link.
std::optional<QString> pathInside(const QString &folder, const QString &path,
                                  const DiscoveryContext &context);

bool fileExists(const DiscoveryContext &context, const QString &relativePath);
// The nearest of `folder` and the folders above it, up to the scanned one, that holds one of the
// files.
std::optional<QString> nearestFolderWith(const QString &folder, const QStringList &names,
                                         const DiscoveryContext &context);

// How the wrapper script of the nearest folder that has one is started (mvnw, gradlew; `batch` is
// its twin for Windows), by absolute path; empty when there is none.
QStringList wrapperProgram(const QString &script, const QString &batch, const QString &folder,
                           const DiscoveryContext &context);

// The texts that are not empty, one below the other; what is long is cut, since some tasks are
// whole scripts.
QString joinLines(const QStringList &texts);

// What every provider fills in alike: name, place, project and working directory.
Command commandAt(const SourceFile &file, const DiscoveryContext &context, const QString &name,
                  int line);

} // namespace CommandRunner
