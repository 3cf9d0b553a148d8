// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace CommandRunner::Bench {

// Of this process, what no other shares; freed memory is given back first. 0 where it is not known.
qint64 residentBytes();

} // namespace CommandRunner::Bench
