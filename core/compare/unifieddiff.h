// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace CommandRunner {

// Two texts as `diff -u` shows what differs: "@@ -1,2 +1,3 @@", three lines around; empty when
// nothing does. Invalid UTF-8 is replaced. The headers ("---", "+++") are the caller's.
QString unifiedDiff(QByteArrayView before, QByteArrayView after);

} // namespace CommandRunner
