// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>

namespace CommandRunner {

// What matches whole paths ("/" between the parts) as the globs of JavaScript's tools do: "*" and
// "?" stay within a part and do not begin with a dot, "**" is any number of parts, [a-z], [!a],
// {a,b}. A part that is not well formed is taken literally.
QRegularExpression pathPattern(const QString &glob);

} // namespace CommandRunner
