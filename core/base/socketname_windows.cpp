// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/socketname.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

// A named pipe has no folder.
QString privateSocketName(SocketPlace, const QString &, const QString &, const QString &id)
{
    return u"commandrunner-"_s + id;
}

} // namespace CommandRunner
