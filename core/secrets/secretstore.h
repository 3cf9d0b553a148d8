// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <functional>

namespace CommandRunner {

// Where values of secrets lie, by name. Asynchronous: whoever asks is told once by the event loop,
// never before the call returns, and not at all when `context` has died. Errors: NotFound,
// PermissionDenied (locked, refused, a wrong passphrase), NotSupported (no such store here), Io,
// Corrupt, NewerVersion; their detail says what to do.
class SecretStore
{
public:
    using Read = std::function<void(Result<QString>)>;
    using Done = std::function<void(Result<void>)>;

    SecretStore() = default;
    virtual ~SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;

    virtual void read(const QString &name, QObject *context, Read done) = 0;
    virtual void write(const QString &name, const QString &value, QObject *context, Done done) = 0;
    virtual void remove(const QString &name, QObject *context, Done done) = 0; // well when it is
                                                                               // gone
};

} // namespace CommandRunner
