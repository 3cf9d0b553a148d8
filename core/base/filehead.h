// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace CommandRunner {

// How a regular file begins, and whether it may be run as a program: with as few calls of the
// system as there can be, for those who look at tens of thousands.
struct FileHead {
    QByteArray bytes;
    bool executable = false; // by anybody
    bool complete = true;    // there is no more
};

// Errors: NotFound, PermissionDenied, Io; InvalidFormat for what is no regular file.
Result<FileHead> readFileHead(const QString &path, qint64 mostBytes);

} // namespace CommandRunner
