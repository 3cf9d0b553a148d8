// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace CommandRunner {

// Whether what has this name (an environment variable, an option, a parameter) is likely to be a
// secret, a guess on the side of hiding: "DB_PASSWORD", "--api-key", "githubToken". By whole words
// for the short ones, so that "keyboard" and "monkey" are none.
bool isSecretName(QStringView name);

} // namespace CommandRunner
