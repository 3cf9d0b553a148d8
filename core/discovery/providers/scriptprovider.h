// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QSet>

namespace CommandRunner {

// Scripts that are started by themselves: shell, Python, Perl, Ruby, PowerShell, batch, and
// executable files with a "#!" line.
class ScriptProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    bool takesFilesAlone() const override { return true; }
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
    // Python scripts whose arguments cannot be read, or not all of them: they tell themselves.
    bool canIntrospect(const SourceFile &file, const DiscoveryContext &context) const override;
    Findings introspect(const SourceFile &file, const Findings &known,
                        const DiscoveryContext &context) override;

private:
    QSet<QString> m_unread; // paths of such scripts
};

// What a script says about itself before its first line of code; without "#!", coding, licence,
// editor and linter lines.
QString leadingComment(const QString &text, const QString &marker);

} // namespace CommandRunner
