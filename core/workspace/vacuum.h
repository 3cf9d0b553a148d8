// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <functional>

namespace CommandRunner {

// Gives room in the database file that nothing uses back to the disk, when it is worth it: a
// quarter of the file and 4 MiB at least. In small steps, between which others write and `wanted`
// is asked; a database from before steps were possible is written anew as a whole, once, and only
// while that takes about a second (others wait for that long). Returns the bytes that were given
// back. Errors: those of sqlError().
Result<qint64> vacuumIfWorthIt(Database &database, const std::function<bool()> &wanted = {});

} // namespace CommandRunner
