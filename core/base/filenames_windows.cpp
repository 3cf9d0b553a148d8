// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filenames.h"

namespace CommandRunner {

// Asked for files that might be renamed while they are open, which is refused here.
QByteArray fileIdentity(const QString &)
{
    return {};
}

void syncFolder(const QString &) {}

} // namespace CommandRunner
