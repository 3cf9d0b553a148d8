// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers.h"

#include "core/discovery/makeprovider.h"
#include "core/discovery/npmprovider.h"

namespace CommandRunner {

std::vector<std::unique_ptr<CommandProvider>> makeProviders()
{
    std::vector<std::unique_ptr<CommandProvider>> providers;
    providers.push_back(std::make_unique<NpmProvider>());
    providers.push_back(std::make_unique<MakeProvider>());
    return providers;
}

} // namespace CommandRunner
