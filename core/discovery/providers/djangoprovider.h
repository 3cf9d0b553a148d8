// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QHash>
#include <QJsonObject>

#include <optional>

namespace CommandRunner {

// The management commands of Django projects. Tier 1 reads the command files; tier 2 asks the
// project itself, with its own interpreter, which also knows the commands of installed packages,
// inherited arguments and computed choices.
class DjangoProvider final : public CommandProvider
{
public:
    QString source() const override;
    bool wants(const QString &name, const QString &folder) const override;
    Findings discover(const SourceFile &file, const DiscoveryContext &context) override;
    bool canIntrospect(const SourceFile &file, const DiscoveryContext &context) const override;
    Findings introspect(const SourceFile &file, const Findings &known,
                        const DiscoveryContext &context) override;

private:
    bool isDjangoManage(const QString &path, const DiscoveryContext &context);
    // The folder of the nearest manage.py of a Django project above; nothing when there is none.
    std::optional<QString> projectOf(const QString &folder, const DiscoveryContext &context);
    void addCommandFile(Findings &findings, const SourceFile &file, const SourceFile &manage,
                        const DiscoveryContext &context);
    void merge(Findings &findings, const QJsonObject &answer, const SourceFile &manage,
               const DiscoveryContext &context) const;

    std::optional<QList<SourceFile>> m_commandFiles; // of all projects
    QHash<QString, bool> m_manageFiles;              // path of a manage.py: it mentions Django
};

} // namespace CommandRunner
