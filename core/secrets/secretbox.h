// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace CommandRunner {

// Authenticated encryption under a key that Argon2id derives from a passphrase (libsodium's
// crypto_pwhash and crypto_secretbox). Derivation takes a good part of a second and 64 MiB.
struct SecretBox {
    quint64 operations = 0; // of the derivation
    quint64 memory = 0;     // bytes
    QByteArray salt;
    QByteArray nonce;
    QByteArray box;

    // Errors: NotSupported (built without libsodium), Io (no memory for the derivation).
    static Result<SecretBox> seal(const QByteArray &plain, const QString &passphrase);
    // Errors: as above; PermissionDenied (another passphrase, or the box was changed), Corrupt.
    Result<QByteArray> open(const QString &passphrase) const;
};

} // namespace CommandRunner
