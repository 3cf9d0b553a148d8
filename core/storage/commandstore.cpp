// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/commandstore.h"

#include "core/base/logging.h"
#include "core/storage/sqlerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString toText(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<QStringList> texts(Database &database, const QString &sql, const QVariantList &values = {})
{
    auto query = database.execute(sql, values);
    if (!query)
        return std::unexpected(query.error());
    QStringList list;
    while (query->next())
        list.append(query->value(0).toString());
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return list;
}

// One unreadable row never hides the others.
template<class T>
Result<QList<T>> objects(Database &database, const QString &sql)
{
    const auto rows = texts(database, sql);
    if (!rows)
        return std::unexpected(rows.error());
    QList<T> list;
    for (const QString &row : *rows) {
        const QJsonDocument document = QJsonDocument::fromJson(row.toUtf8());
        if (document.isObject())
            list.append(T::fromJson(document.object()));
        else
            qCWarning(logStorage).noquote()
                << database.file() << "holds a row that is not JSON:" << row.left(200);
    }
    return list;
}

template<class T, class Read>
Result<QHash<QString, T>> byAbsoluteId(Database &database, const QString &sql, Read read)
{
    auto query = database.execute(sql);
    if (!query)
        return std::unexpected(query.error());
    QHash<QString, T> values;
    while (query->next()) {
        const auto document = QJsonDocument::fromJson(query->value(1).toString().toUtf8());
        values.insert(query->value(0).toString(), read(document.object()));
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return values;
}

// An empty object takes the row away.
Result<void> saveById(Database &database, const QString &table, const QString &absoluteId,
                      const QJsonObject &json)
{
    const auto done = json.isEmpty()
        ? database.execute(u"DELETE FROM %1 WHERE absolute_id = ?"_s.arg(table), {absoluteId})
        : database.execute(
              u"INSERT INTO %1 (absolute_id, json) VALUES (?, ?) "
              "ON CONFLICT (absolute_id) DO UPDATE SET json = excluded.json"_s.arg(table),
              {absoluteId, toText(json)});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<void> insertAll(Database &database, const QString &folder, const QList<Command> &commands,
                       const QStringList &problems)
{
    int position = 0;
    for (const Command &command : commands) {
        if (auto done = database.execute(
                u"INSERT INTO commands (folder, id, position, json) VALUES (?, ?, ?, ?)"_s,
                {folder, command.id, position++, toText(command.toJson())});
            !done)
            return std::unexpected(done.error());
    }
    position = 0;
    for (const QString &problem : problems) {
        if (auto done = database.execute(
                u"INSERT INTO problems (folder, position, json) VALUES (?, ?, ?)"_s,
                {folder, position++, problem});
            !done)
            return std::unexpected(done.error());
    }
    return {};
}

} // namespace

Result<QList<Command>> CommandStore::commands() const
{
    auto commands = objects<Command>(
        m_database,
        u"SELECT json FROM commands JOIN folders ON folders.path = commands.folder "
        "ORDER BY folders.added, folders.id, commands.position"_s);
    if (!commands)
        return commands;
    const auto own = ownCommands();
    if (!own)
        return own;
    return *commands + *own;
}

Result<QList<DiscoveryProblem>> CommandStore::problems() const
{
    return objects<DiscoveryProblem>(
        m_database,
        u"SELECT json FROM problems JOIN folders ON folders.path = problems.folder "
        "ORDER BY folders.added, folders.id, problems.position"_s);
}

Result<void> CommandStore::replaceFolder(const QString &folder, const QList<Command> &commands,
                                         const QList<DiscoveryProblem> &problems)
{
    QList<Command> unique;
    QStringList commandTexts;
    QSet<QString> ids;
    for (const Command &command : commands) {
        if (ids.contains(command.id)) {
            qCWarning(logStorage).noquote()
                << folder << "holds the command" << command.id << "twice";
            continue;
        }
        ids.insert(command.id);
        unique.append(command);
        commandTexts.append(toText(command.toJson()));
    }
    QStringList problemTexts;
    for (const DiscoveryProblem &problem : problems)
        problemTexts.append(toText(problem.toJson()));

    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto listed = m_database.value(
        u"SELECT count(*) FROM folders WHERE path = ? AND listed = 1"_s, {folder});
    if (!listed)
        return std::unexpected(listed.error());
    if (listed->toInt() == 0)
        return fail(ErrorCode::NotFound, folder, u"the folder is not listed"_s);
    const auto oldCommands = texts(
        m_database, u"SELECT json FROM commands WHERE folder = ? ORDER BY position"_s, {folder});
    const auto oldProblems = texts(
        m_database, u"SELECT json FROM problems WHERE folder = ? ORDER BY position"_s, {folder});
    // Each commit makes every other process read again.
    if (oldCommands && oldProblems && *oldCommands == commandTexts && *oldProblems == problemTexts)
        return {};
    for (const QString &sql :
         {u"DELETE FROM commands WHERE folder = ?"_s, u"DELETE FROM problems WHERE folder = ?"_s}) {
        if (auto done = m_database.execute(sql, {folder}); !done)
            return std::unexpected(done.error());
    }
    if (auto inserted = insertAll(m_database, folder, unique, problemTexts); !inserted)
        return inserted;
    return transaction.commit();
}

Result<QList<Command>> CommandStore::ownCommands() const
{
    return objects<Command>(m_database, u"SELECT json FROM own_commands ORDER BY id"_s);
}

Result<void> CommandStore::saveOwn(const Command &command)
{
    if (command.id.isEmpty())
        return fail(ErrorCode::InvalidFormat, command.name, u"an own command needs an id"_s);
    const auto done = m_database.execute(u"INSERT INTO own_commands (id, json) VALUES (?, ?) "
                                         "ON CONFLICT (id) DO UPDATE SET json = excluded.json"_s,
                                         {command.id, toText(command.toJson())});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<void> CommandStore::removeOwn(const QString &id)
{
    const auto done = m_database.execute(u"DELETE FROM own_commands WHERE id = ?"_s, {id});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() == 0)
        return fail(ErrorCode::NotFound, id, u"there is no own command with this id"_s);
    return {};
}

Result<QStringList> CommandStore::favourites() const
{
    return texts(m_database, u"SELECT absolute_id FROM favourites ORDER BY absolute_id"_s);
}

Result<void> CommandStore::setFavourite(const QString &absoluteId, bool favourite)
{
    const auto done = m_database.execute(
        favourite ? u"INSERT OR IGNORE INTO favourites (absolute_id) VALUES (?)"_s
                  : u"DELETE FROM favourites WHERE absolute_id = ?"_s,
        {absoluteId});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<QHash<QString, CommandSettings>> CommandStore::settings() const
{
    return byAbsoluteId<CommandSettings>(
        m_database, u"SELECT absolute_id, json FROM command_settings"_s, CommandSettings::fromJson);
}

Result<QHash<QString, QList<Parameter>>> CommandStore::readOptions() const
{
    return byAbsoluteId<QList<Parameter>>(
        m_database, u"SELECT absolute_id, json FROM read_options"_s, [](const QJsonObject &json) {
            QList<Parameter> parameters;
            const QJsonArray array = json.value("parameters"_L1).toArray();
            for (const QJsonValue &value : array)
                parameters.append(Parameter::fromJson(value.toObject()));
            return parameters;
        });
}

Result<void> CommandStore::saveReadOptions(const QString &absoluteId,
                                           const QList<Parameter> &parameters)
{
    QJsonArray array;
    for (const Parameter &parameter : parameters)
        array.append(parameter.toJson());
    return saveById(m_database, u"read_options"_s, absoluteId,
                    parameters.isEmpty() ? QJsonObject() : QJsonObject{{"parameters"_L1, array}});
}

Result<void> CommandStore::saveSettings(const QString &absoluteId, const CommandSettings &settings)
{
    const bool ordinary = settings == CommandSettings();
    return saveById(m_database, u"command_settings"_s, absoluteId,
                    ordinary ? QJsonObject() : settings.toJson());
}

Result<MarksById> CommandStore::marks() const
{
    return byAbsoluteId<CommandMarks>(m_database, u"SELECT absolute_id, json FROM command_marks"_s,
                                      [](const QJsonObject &json) {
                                          return CommandMarks::fromJson(json);
                                      });
}

Result<void> CommandStore::saveMarks(const MarksById &changes)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
        if (auto saved = saveById(m_database, u"command_marks"_s, change.key(), change->toJson());
            !saved)
            return saved;
    }
    return transaction.commit();
}

Result<QHash<QString, QList<CommandPreset>>> CommandStore::presets() const
{
    const QString sql = u"SELECT absolute_id, name, json FROM command_presets "
                        "ORDER BY absolute_id, name COLLATE NOCASE, name"_s;
    auto query = m_database.execute(sql);
    if (!query)
        return std::unexpected(query.error());
    QHash<QString, QList<CommandPreset>> presets;
    while (query->next()) {
        const auto document = QJsonDocument::fromJson(query->value(2).toString().toUtf8());
        presets[query->value(0).toString()].append(
            CommandPreset::fromJson(query->value(1).toString(), document.object()));
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), sql));
    return presets;
}

Result<void> CommandStore::savePreset(const QString &absoluteId, const CommandPreset &preset)
{
    if (preset.name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidFormat, absoluteId, u"a preset needs a name"_s);
    const auto done = m_database.execute(
        u"INSERT INTO command_presets (absolute_id, name, json) VALUES (?, ?, ?) "
        "ON CONFLICT (absolute_id, name) DO UPDATE SET json = excluded.json"_s,
        {absoluteId, preset.name, toText(preset.toJson())});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<void> CommandStore::renamePreset(const QString &absoluteId, const QString &name,
                                        const QString &newName)
{
    if (newName.trimmed().isEmpty())
        return fail(ErrorCode::InvalidFormat, name, u"a preset needs a name"_s);
    if (name == newName)
        return {};
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto taken = m_database.value(
        u"SELECT count(*) FROM command_presets WHERE absolute_id = ? AND name = ?"_s,
        {absoluteId, newName});
    if (!taken)
        return std::unexpected(taken.error());
    if (taken->toInt() > 0)
        return fail(ErrorCode::AlreadyExists, newName, u"another preset has this name"_s);
    const auto done = m_database.execute(
        u"UPDATE command_presets SET name = ? WHERE absolute_id = ? AND name = ?"_s,
        {newName, absoluteId, name});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() == 0)
        return fail(ErrorCode::NotFound, name, u"there is no preset of this name"_s);
    return transaction.commit();
}

Result<void> CommandStore::removePreset(const QString &absoluteId, const QString &name)
{
    const auto done = m_database.execute(
        u"DELETE FROM command_presets WHERE absolute_id = ? AND name = ?"_s, {absoluteId, name});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() == 0)
        return fail(ErrorCode::NotFound, name, u"there is no preset of this name"_s);
    return {};
}

} // namespace CommandRunner
