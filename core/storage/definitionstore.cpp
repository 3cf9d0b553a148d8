// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/definitionstore.h"

#include "core/storage/sqlerror.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

Result<std::optional<Definition>> DefinitionStore::definition(const QString &absoluteId) const
{
    auto query = m_database.execute(
        u"SELECT path, content, too_large, taken FROM definitions WHERE absolute_id = ? "
        "ORDER BY path"_s,
        {absoluteId});
    if (!query)
        return std::unexpected(query.error());
    std::optional<Definition> definition;
    while (query->next()) {
        if (!definition)
            definition.emplace();
        DefinitionFile file;
        file.path = query->value(0).toString();
        if (!query->value(1).isNull())
            file.content = qUncompress(query->value(1).toByteArray());
        file.tooLarge = query->value(2).toBool();
        definition->taken = QDateTime::fromMSecsSinceEpoch(query->value(3).toLongLong(), Qt::UTC);
        definition->files.append(file);
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"definitions"_s));
    return definition;
}

Result<void> DefinitionStore::save(const QString &absoluteId, const Definition &definition)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    if (auto done = m_database.execute(u"DELETE FROM definitions WHERE absolute_id = ?"_s,
                                       {absoluteId});
        !done)
        return std::unexpected(done.error());
    for (const DefinitionFile &file : definition.files) {
        const QVariant content = file.content ? QVariant(qCompress(*file.content))
                                              : QVariant(QMetaType(QMetaType::QByteArray));
        if (auto done = m_database.execute(
                u"INSERT INTO definitions (absolute_id, path, content, too_large, taken) "
                "VALUES (?, ?, ?, ?, ?)"_s,
                {absoluteId, file.path, content, file.tooLarge ? 1 : 0,
                 definition.taken.toMSecsSinceEpoch()});
            !done)
            return std::unexpected(done.error());
    }
    return transaction.commit();
}

} // namespace CommandRunner
