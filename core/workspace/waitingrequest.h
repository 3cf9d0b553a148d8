// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QProcessEnvironment>

#include <optional>

namespace CommandRunner {

// What a run that waits needs beside its row: the environment of who asked for it, since another
// process may start it, and what is written to its standard input first, which may be a password.
// Kept in the run's folder, readable by its owner only, until the run's host was started.
struct WaitingRequest {
    QByteArray initialInput;
    std::optional<QProcessEnvironment> environment; // not set: of who starts it

    // Errors: Io / PermissionDenied.
    Result<void> write(const QString &runFolder) const;
    // Without anything when there is no such file, or none that makes sense.
    static WaitingRequest read(const QString &runFolder);
    static bool exists(const QString &runFolder);
    static void remove(const QString &runFolder);
};

} // namespace CommandRunner
