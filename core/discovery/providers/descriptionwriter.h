// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/command/command.h"

#include <QByteArray>

namespace CommandRunner {

// The name of the description file.
inline constexpr auto descriptionFileName = ".commandrunner.toml";

// The command as a table of the description file of `folder`, in UTF-8: paths and steps within the
// folder are written relative to it. ProjectProvider reads it back.
QByteArray describedCommand(const Command &command, const QString &folder);

// The content of a description file with a table behind all that it holds; not a byte of that is
// changed. Errors: InvalidFormat (the file cannot be read as it is), AlreadyExists (it has a
// command of that name).
Result<QByteArray> withCommand(const QByteArray &content, const QByteArray &table,
                               const QString &name);

// Adds the command to the folder's file, which is made if it is not there. Errors: those above;
// Io, PermissionDenied. Looks at the disk: not for the GUI's thread.
Result<void> saveToProject(const Command &command, const QString &folder);

} // namespace CommandRunner
