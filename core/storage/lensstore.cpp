// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/lensstore.h"

#include "core/storage/sqlerror.h"

#include <QJsonDocument>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonObject objectOf(const QVariant &text)
{
    return QJsonDocument::fromJson(text.toString().toUtf8()).object();
}

} // namespace

Result<QList<QJsonObject>> LensStore::ruleSets() const
{
    auto query = m_database.execute(u"SELECT json FROM rule_sets ORDER BY position"_s);
    if (!query)
        return std::unexpected(query.error());
    QList<QJsonObject> result;
    while (query->next())
        result.append(objectOf(query->value(0)));
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"rule sets"_s));
    return result;
}

Result<void> LensStore::saveRuleSet(const QJsonObject &set)
{
    const QString id = set.value("id"_L1).toString();
    if (id.isEmpty())
        return fail(ErrorCode::InvalidFormat, u"rule set"_s, u"it has no id"_s);
    const auto done = m_database.execute(u"INSERT INTO rule_sets (id, json) VALUES (?, ?) "
                                         "ON CONFLICT (id) DO UPDATE SET json = excluded.json"_s,
                                         {id, textOf(set)});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<void> LensStore::removeRuleSet(const QString &id)
{
    const auto found = m_database.value(u"SELECT count(*) FROM rule_sets WHERE id = ?"_s, {id});
    if (!found)
        return std::unexpected(found.error());
    if (found->toInt() == 0)
        return fail(ErrorCode::NotFound, id, u"there is no such rule set"_s);
    const auto done = m_database.execute(u"DELETE FROM rule_sets WHERE id = ?"_s, {id});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<std::optional<QJsonObject>> LensStore::choice(const QString &folder,
                                                     const QString &commandId) const
{
    auto query = m_database.execute(
        u"SELECT json FROM lens_choices WHERE folder = ? AND command_id = ?"_s,
        {folder, commandId});
    if (!query)
        return std::unexpected(query.error());
    if (query->next())
        return objectOf(query->value(0));
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"lens choices"_s));
    return std::nullopt;
}

Result<void> LensStore::saveChoice(const QString &folder, const QString &commandId,
                                   const QJsonObject &choice)
{
    const auto done = m_database.execute(
        u"INSERT INTO lens_choices (folder, command_id, json) VALUES (?, ?, ?) "
        "ON CONFLICT (folder, command_id) DO UPDATE SET json = excluded.json"_s,
        {folder, commandId, textOf(choice)});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

} // namespace CommandRunner
