// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/formats/justfileparser.h"
#include "core/discovery/scan/commandprovider.h"

class QJsonObject;

namespace CommandRunner {

// The recipes of justfiles. Tier 2 takes `just --dump`, which runs no backtick, where just is
// installed.
class JustProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
    bool canIntrospect(const SourceFile &file, const DiscoveryContext &context) const override;
    Findings introspect(const SourceFile &file, const Findings &known,
                        const DiscoveryContext &context) override;
};

// The recipes of a `just --dump --dump-format json`, modules included.
QList<JustRecipe> recipesOfDump(const QJsonObject &dump);

} // namespace CommandRunner
