// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secretname.h"

#include <QLatin1StringView>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

bool isSecretName(QStringView name)
{
    static constexpr QLatin1StringView words[] = {"password"_L1,   "passwd"_L1, "passphrase"_L1,
                                                  "token"_L1,      "secret"_L1, "key"_L1,
                                                  "credential"_L1, "pwd"_L1};
    // The shells' own names of folders.
    if (name == "PWD"_L1 || name == "OLDPWD"_L1)
        return false;
    return std::ranges::any_of(words, [name](QLatin1StringView word) {
        return name.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace CommandRunner
