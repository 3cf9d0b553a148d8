// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secretbox.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> missing()
{
    return fail(ErrorCode::NotSupported, u"the file of secrets"_s,
                u"this program was built without libsodium: use the system's keychain"_s);
}

} // namespace

Result<SecretBox> SecretBox::seal(const QByteArray &, const QString &)
{
    return missing();
}

Result<QByteArray> SecretBox::open(const QString &) const
{
    return missing();
}

} // namespace CommandRunner
