// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace CommandRunner {

// Creates the folder and its parents; the folder itself gets mode 0700 when it is created here.
Result<void> makePrivateFolder(const QString &path);

// Replaces the file as a whole: written beside it with mode 0600, fsync, rename, fsync of the
// folder. After a crash either the old or the new content is there, never a part.
Result<void> writeFileDurably(const QString &path, const QByteArray &content);

// Gives a file that was just written another name, in the same folder, in place of what has that
// name: fsync, rename, fsync of the folder. Whoever finds it under that name finds all of it, also
// after a crash.
Result<void> renameDurably(const QString &from, const QString &to);

// Reads the whole file. Errors: NotFound, PermissionDenied, Io; InvalidFormat when larger than
// maximumBytes.
Result<QByteArray> readFile(const QString &path, qint64 maximumBytes = 64LL << 20);

// Reads a JSON object. Errors: those of readFile, InvalidFormat with the parser's text and offset.
Result<QJsonObject> readJsonObject(const QString &path);

} // namespace CommandRunner
