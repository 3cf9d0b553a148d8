// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"

#include <memory>

namespace CommandRunner {

// The system's keychain: Secret Service or KWallet, Keychain, Credential Store. Where the program
// was built without QtKeychain, every call ends with NotSupported.
std::unique_ptr<SecretStore> createKeychain();

} // namespace CommandRunner
