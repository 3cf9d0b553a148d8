// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/textscan.h"

namespace CommandRunner {

// Behind the date, time, duration or rate that begins with the word at `at`; `at` when none does:
//   2026-11-21T16:11:27.5+01:00  21.11.2026 16:11  21/Nov/2026:16:11:27  Sat Nov 21 16:11:27 2026
//   20261121-161127  16:11:27,123  1795277487.25  3.2 s  450ms  1m23s  2 h 5 min  12.4 MB/s
qsizetype endOfTime(QByteArrayView text, qsizetype at);

// Behind what is a time only because of the bracket at `at`: "(0.001" of SQL logs, "[16:11",
// "[00:12<00:34", "[   12.345678" of kernels.
qsizetype endOfBracketedTime(QByteArrayView text, qsizetype at);

} // namespace CommandRunner
