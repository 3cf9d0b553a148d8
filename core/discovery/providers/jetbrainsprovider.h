// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/providers/packagemanager.h"

namespace CommandRunner {

// Run configurations of the JetBrains IDEs that are stored as project files: *.run.xml anywhere,
// and .idea/runConfigurations. Those of which only the IDE knows how they are started are problems.
class JetBrainsProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;

private:
    PackageManagers m_managers;
};

} // namespace CommandRunner
