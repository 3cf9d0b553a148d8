// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// The aliases of a repository's own .git/config and of the project's files that it includes. Those
// of the user's global configuration belong to no project.
class GitAliasProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
};

} // namespace CommandRunner
