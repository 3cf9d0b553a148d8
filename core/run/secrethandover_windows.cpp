// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secrethandover.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

SecretHandover::~SecretHandover() = default;

Result<void> SecretHandover::open(const QByteArray &)
{
    return fail(ErrorCode::NotSupported, u"secrets"_s,
                u"they cannot be handed to a run on this system yet"_s);
}

QString SecretHandover::path() const
{
    return {};
}

QByteArray SecretHandover::take()
{
    return {};
}

void keepMemoryPrivate() {}

} // namespace CommandRunner
