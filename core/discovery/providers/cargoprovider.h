// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// Binaries, examples, tests and benches of Cargo packages, builds of workspaces, and the aliases of
// .cargo/config.toml.
class CargoProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
};

} // namespace CommandRunner
