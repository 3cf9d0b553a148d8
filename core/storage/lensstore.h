// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace CommandRunner {

// How output is looked at: rule sets that a person made, and per command what is switched on. Both
// are documents whose meaning core/output knows.
class LensStore final
{
public:
    explicit LensStore(Database &database) : m_database(database) {}

    Result<QList<QJsonObject>> ruleSets() const; // in the order they were made
    // Inserts or replaces by the object's "id"; InvalidFormat without one.
    Result<void> saveRuleSet(const QJsonObject &set);
    Result<void> removeRuleSet(const QString &id); // NotFound

    // Of a command in a folder; empty: nothing was remembered.
    Result<std::optional<QJsonObject>> choice(const QString &folder,
                                              const QString &commandId) const;
    Result<void> saveChoice(const QString &folder, const QString &commandId,
                            const QJsonObject &choice);

private:
    Database &m_database;
};

} // namespace CommandRunner
