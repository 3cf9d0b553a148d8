// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QSet>

namespace CommandRunner {

// Tasks of mise: those of its configuration files and the executable files of its task folders.
class MiseProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;

private:
    QSet<QString> m_roots; // read already: the first of a project's files gives all of its tasks
};

} // namespace CommandRunner
