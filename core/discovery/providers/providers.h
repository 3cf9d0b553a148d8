// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <memory>
#include <vector>

namespace CommandRunner {

// One of each, new for every scan. At most 32, which is what SourceFile::wantedBy holds.
std::vector<std::unique_ptr<CommandProvider>> makeProviders();

} // namespace CommandRunner
