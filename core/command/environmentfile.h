// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace CommandRunner {

// The variables of a ".env" file's text, as docs/environment-files.md describes it: NAME=value, one
// a line, '…' and "…" over several lines, "export " and comments left out. Nothing is expanded.
// `file` is for the error alone: InvalidFormat, with the line.
Result<QMap<QString, QString>> parseEnvironmentFile(const QString &text, const QString &file);

// Of all files, relative to `folder`; a later file wins. Reads the disk. Errors: InvalidFormat,
// NotFound, Io; the subject is the file as given.
Result<QMap<QString, QString>> readEnvironmentFiles(const QStringList &files,
                                                    const QString &folder);

} // namespace CommandRunner
