// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace CommandRunner {

// Whether a value of this name (an environment variable's, an option's) had better not be shown:
// the name speaks of a password, a token, a secret, a key or credentials. A guess by the name
// alone, on the side of hiding.
bool isSecretName(QStringView name);

} // namespace CommandRunner
