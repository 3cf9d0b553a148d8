// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// Presets of CMake, CTest and CPack. A folder's CMakePresets.json and CMakeUserPresets.json are one
// set; the latter is read also where .gitignore names it, as it mostly does.
class CMakeProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
};

} // namespace CommandRunner
