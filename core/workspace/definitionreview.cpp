// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/definitionreview.h"

#include "core/base/files.h"
#include "core/compare/unifieddiff.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QMap>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QByteArray hashOf(const QString &path)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        hash.addData(&file);
    return hash.result().toHex();
}

DefinitionFile readFileOf(const QString &path)
{
    DefinitionFile file{path, std::nullopt, false};
    if (auto content = readFile(path, largestDefinitionFile)) {
        file.content = *content;
    } else if (content.error().code != ErrorCode::NotFound) {
        file.content = hashOf(path);
        file.tooLarge = true;
    }
    return file;
}

} // namespace

Definition readDefinition(const Command &command, const QDateTime &now)
{
    Definition definition;
    definition.taken = now.toUTC();
    QStringList files = command.definitionFiles;
    if (!command.file.isEmpty())
        files.prepend(command.file);
    files.removeDuplicates();
    QMap<QString, DefinitionFile> byPath;
    for (const QString &file : files.first(qMin(files.size(), qsizetype(mostDefinitionFiles)))) {
        const QString path = QDir::cleanPath(QDir(command.folder).absoluteFilePath(file));
        byPath.insert(path, readFileOf(path));
    }
    definition.files = byPath.values();
    return definition;
}

QList<DefinitionChange> definitionChanges(const Definition &before, const Definition &now)
{
    QMap<QString, DefinitionChange> changes;
    for (const DefinitionFile &file : before.files)
        changes.insert(file.path, {file.path, file.content, std::nullopt, file.tooLarge});
    for (const DefinitionFile &file : now.files) {
        DefinitionChange &change = changes[file.path];
        change.path = file.path;
        change.after = file.content;
        change.tooLarge |= file.tooLarge;
    }
    for (auto it = changes.begin(); it != changes.end();)
        it = it->before == it->after ? changes.erase(it) : std::next(it);
    return changes.values();
}

Result<DefinitionComparison> compareDefinition(Database &database, const Command &command,
                                               const QDateTime &now)
{
    const auto kept = DefinitionStore(database).definition(command.absoluteId());
    if (!kept)
        return std::unexpected(kept.error());
    DefinitionComparison comparison;
    if (!*kept)
        return comparison;
    const QList<DefinitionChange> changes = definitionChanges(**kept, readDefinition(command, now));
    comparison.since = (*kept)->taken;
    comparison.files = changes.size();
    comparison.diff = unifiedDiff(changes, command.folder);
    return comparison;
}

Result<void> keepDefinition(Database &database, const Command &command, const QDateTime &now)
{
    const Definition definition = readDefinition(command, now);
    if (definition.files.isEmpty())
        return {};
    return DefinitionStore(database).save(command.absoluteId(), definition);
}

QString unifiedDiff(const QList<DefinitionChange> &changes, const QString &folder)
{
    QString text;
    for (const DefinitionChange &change : changes) {
        const QString relative = QDir(folder).relativeFilePath(change.path);
        const QString name = folder.isEmpty() || relative.startsWith("../"_L1) ? change.path
                                                                               : relative;
        text += u"--- "_s + (change.before ? name : u"/dev/null"_s) + u'\n';
        text += u"+++ "_s + (change.after ? name : u"/dev/null"_s) + u'\n';
        if (change.tooLarge)
            text += u"# too large to be shown\n"_s;
        else
            text += unifiedDiff(change.before.value_or(QByteArray()),
                                change.after.value_or(QByteArray()));
    }
    return text;
}

} // namespace CommandRunner
