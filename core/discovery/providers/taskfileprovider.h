// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// Tasks of Task (taskfile.dev): the Taskfile that it would take in a folder, with what it includes.
class TaskfileProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
};

} // namespace CommandRunner
