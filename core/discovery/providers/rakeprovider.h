// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// Rake's tasks: the Rakefile with the files that it imports, rakelib/ and (where the Rakefile names
// it, as Rails' do) lib/tasks/, read as text. In trusted folders rake itself tells the rest.
class RakeProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
    bool canIntrospect(const SourceFile &file, const DiscoveryContext &context) const override;
    Findings introspect(const SourceFile &file, const Findings &known,
                        const DiscoveryContext &context) override;
};

} // namespace CommandRunner
