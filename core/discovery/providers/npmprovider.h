// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/providers/packagemanager.h"

namespace CommandRunner {

// The scripts of package.json, run by the package manager that the project uses.
class NpmProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;

private:
    PackageManagers m_managers;
};

} // namespace CommandRunner
