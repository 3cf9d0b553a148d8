// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace CommandRunner {

// Whether a line that waits for an answer asks for something that nobody else should read: it ends
// with a colon or a question mark and names a password, passphrase, PIN, passcode or secret, as
// sudo, ssh, gpg, getpass(3) and their kind write it.
bool isSecretQuestion(QStringView line);

} // namespace CommandRunner
