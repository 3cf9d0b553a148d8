// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString Error::toString() const
{
    if (subject.isEmpty() || detail.isEmpty())
        return subject + detail;
    return subject + u": "_s + detail;
}

} // namespace CommandRunner
