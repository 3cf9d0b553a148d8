// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// The description file of our own, ".commandrunner.toml" (docs/description-file.md): commands of
// the project and overrides of those that others found.
class ProjectProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
};

} // namespace CommandRunner
