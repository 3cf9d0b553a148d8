// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/commandprovider.h"
#include "core/discovery/datanode.h"

#include <optional>

namespace CommandRunner {

// The file as a tree; otherwise nothing, and the problem is in `findings`. `format` is its name in
// messages: "TOML".
using DataReader = DataResult (*)(QByteArrayView text, const DataLimits &limits);
std::optional<DataNode> readStructured(Findings &findings, const QString &file,
                                       const DiscoveryContext &context, DataReader reader,
                                       const QString &format);

// A name that can be a word of its own behind a tool's name. Otherwise a problem is added: it would
// be taken for an option, or cannot be shown on one line. `thing` is what has the name: "task".
bool isUsableName(Findings &findings, const QString &name, const QString &thing,
                  const QString &file, int line);

// The path of a file that `from` names, relative to the scanned folder; nullopt where it leads out
// of that folder.
std::optional<QString> pathInside(const QString &fromFolder, const QString &path);

bool fileExists(const DiscoveryContext &context, const QString &relativePath);
// The nearest of `folder` and the folders above it, up to the scanned one, that holds one of the
// files.
std::optional<QString> nearestFolderWith(const QString &folder, const QStringList &names,
                                         const DiscoveryContext &context);

// How the wrapper script of the nearest folder that has one is started (mvnw, gradlew; `batch` is
// its twin for Windows), by absolute path; empty when there is none.
QStringList wrapperProgram(const QString &script, const QString &batch, const QString &folder,
                           const DiscoveryContext &context);

// The parts that are not empty, one a line; what is long is cut, since some tasks are whole
// scripts.
QString descriptionOf(const QStringList &parts);

// What every provider fills in alike: name, place, project and working directory.
Command commandAt(const SourceFile &file, const DiscoveryContext &context, const QString &name,
                  int line);

} // namespace CommandRunner
