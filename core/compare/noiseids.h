// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/textscan.h"

namespace CommandRunner {

// Behind the id that begins with the word [at, end); `at` when none does: a UUID, a long
// hexadecimal number with digits and letters (a hash), the number of "pid 1234", the id of a run.
qsizetype endOfId(QByteArrayView text, qsizetype at, qsizetype end);

// An id that the mark at `at` tells of: a process ("sshd[1234]:", "[time] [1234] [INFO]"), the name
// of a temporary file ("/tmp/tmpx3k9").
TextRange bracketedId(QByteArrayView text, qsizetype at);

// Behind "0x7f3c2a1b4d90"; behind a port from the ephemeral range that stands at [at, end) after a
// host. Short hexadecimal numbers are codes, unless "at" stands before them.
qsizetype endOfAddress(QByteArrayView text, qsizetype at, qsizetype end);

} // namespace CommandRunner
