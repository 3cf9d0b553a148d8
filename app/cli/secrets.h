// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandline.h"
#include "core/run/runrequest.h"

namespace CommandRunner {

class Session;

// Values of secret parameters as --set gives them, in words that may stand on a command line
// (everybody sees those): "@keychain" the one that is stored for this parameter, "@keychain:NAME"
// another stored one, "@ask" asked for at the terminal, "@env:VARIABLE" from our own environment.
// One that is not given and is stored is taken. Error: the text to print.
std::expected<ArgumentValues, QString> secretValues(Session &session, const Command &command,
                                                    ArgumentValues values);

// For values of --env: "@keychain:NAME" becomes the mark of that secret, which the request is
// given, once. Everything else stays.
QString environmentValue(const QString &given, RunRequest &request);

// Reads what is stored; asks for a passphrase where that is needed. Error: the text to print.
std::expected<void, QString> fetchSecrets(Session &session, RunRequest &request);

} // namespace CommandRunner
