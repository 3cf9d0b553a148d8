// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/scriptheaders.h"

#include "core/discovery/formats/datanode.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headerLines = 200;

// {"type": "dropdown", "placeholder": "Where", "optional": true, "data": [{"title", "value"}]}
Parameter raycastArgument(const DataNode &json, const QString &key)
{
    Parameter parameter;
    parameter.name = json[u"placeholder"].text();
    if (parameter.name.isEmpty())
        parameter.name = key;
    parameter.required = !json[u"optional"].boolean().value_or(false);
    const QString type = json[u"type"].text();
    if (type == "password"_L1 || json[u"secure"].boolean().value_or(false))
        parameter.type = ParameterType::Secret;
    if (type != "dropdown"_L1)
        return parameter;
    QStringList titles;
    for (const DataNode &choice : json[u"data"].items()) {
        const QString value = choice[u"value"].text();
        const QString title = choice[u"title"].text();
        parameter.choices.append(value);
        if (!title.isEmpty() && title != value)
            titles.append(value + u": "_s + title);
    }
    if (!parameter.choices.isEmpty())
        parameter.type = ParameterType::Choice;
    parameter.help = titles.join(u'\n');
    return parameter;
}

void addRaycastArgument(Command &command, const QString &key, const QString &text, int line,
                        Findings &findings)
{
    const DataResult json = readJsonWithComments(text.toUtf8());
    if (!json || !json->isMap()) {
        findings.addProblem(command.file, line,
                            u"@raycast.%1 cannot be read: %2"_s.arg(
                                key, json ? u"it is no JSON object"_s : json.error().message),
                            u"Write it like { \"type\": \"text\", \"placeholder\": \"Name\" }."_s);
        return;
    }
    Parameter parameter = raycastArgument(*json, key);
    const auto taken = [&command](const QString &name) {
        return std::any_of(command.parameters.cbegin(), command.parameters.cend(),
                           [&name](const Parameter &other) { return other.name == name; });
    };
    if (taken(parameter.name))
        parameter.name = key;
    if (!taken(parameter.name))
        command.parameters.append(parameter);
}

QString expandedFolder(const QString &folder, const QString &base)
{
    if (folder == "~"_L1 || folder.startsWith("~/"_L1))
        return QDir::cleanPath(QDir::homePath() + folder.mid(1));
    return QDir::cleanPath(QDir(base).absoluteFilePath(folder));
}

} // namespace

void readRaycastHeader(Command &command, const QString &text, Findings &findings)
{
    static const QRegularExpression field(u"^\\s*(?:#|//|--)\\s*@raycast\\.(\\w+)\\s+(.*)$"_s);
    if (!text.contains("@raycast."_L1))
        return;
    const QStringList lines = text.split(u'\n').first(std::min(headerLines, text.count(u'\n') + 1));
    QString title;
    bool asks = false;
    QMap<QString, std::pair<QString, int>> arguments; // by key: argument1 comes first
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = field.match(lines.at(i));
        const QString key = match.captured(1);
        const QString value = match.captured(2).trimmed();
        if (key == "title"_L1)
            title = value;
        else if (key == "description"_L1)
            command.description = value;
        else if (key == "needsConfirmation"_L1)
            asks = value == "true"_L1;
        else if (key == "currentDirectoryPath"_L1 && !value.isEmpty())
            command.workingDirectory = expandedFolder(value, command.workingDirectory);
        else if (key.startsWith("argument"_L1))
            arguments.insert(key, {value, int(i) + 1});
    }
    for (auto it = arguments.cbegin(); it != arguments.cend(); ++it)
        addRaycastArgument(command, it.key(), it->first, it->second, findings);
    if (!title.isEmpty()) {
        // The id stays that of the file: titles are changed more often.
        command.id = Command::makeId(u"script"_s, command.file, command.name);
        command.name = title;
    }
    if (asks)
        command.confirmation = u"Run \"%1\"?"_s.arg(command.name);
}

std::optional<InlineScriptMetadata> readInlineMetadata(const QString &text, const QString &file,
                                                       Findings &findings)
{
    static const QRegularExpression block(u"^# /// script[ \\t]*\\n((?:#(?: .*)?\\n)*?)# ///[ "
                                          "\\t]*$"_s,
                                          QRegularExpression::MultilineOption);
    if (!text.contains("# /// script"_L1))
        return {};
    const auto match = block.match(text);
    if (!match.hasMatch())
        return {};
    QString toml;
    for (const QString &line : match.captured(1).split(u'\n'))
        toml += line.mid(line.startsWith("# "_L1) ? 2 : 1) + u'\n';
    const int line = int(text.left(match.capturedStart()).count(u'\n')) + 1;
    const DataResult root = readToml(toml.toUtf8());
    InlineScriptMetadata metadata;
    if (!root) {
        findings.addProblem(
            file, line + root.error().line,
            u"the script's \"# /// script\" block cannot be read: %1"_s.arg(root.error().message),
            u"Correct the block; without its hash signs it is TOML."_s);
        return metadata;
    }
    metadata.dependencies = (*root)[u"dependencies"].texts();
    metadata.requiresPython = (*root)[u"requires-python"].text();
    return metadata;
}

void useInlineMetadata(Command &command, const InlineScriptMetadata &metadata,
                       const DiscoveryContext &context)
{
    QStringList needs = metadata.dependencies;
    if (!metadata.requiresPython.isEmpty())
        needs.prepend(u"Python "_s + metadata.requiresPython);
    if (!needs.isEmpty())
        command.description += (command.description.isEmpty() ? QString() : u"\n\n"_s) + u"Needs "_s
            + needs.join(", "_L1);
    const QString path = context.options().loginPath;
    const QStringList folders = path.isEmpty()
        ? QStringList()
        : path.split(QDir::listSeparator(), Qt::SkipEmptyParts);
    // A script that may be executed and names uv itself needs no help.
    if (command.argv.size() > 1 && command.argv.first() != "uv"_L1
        && !QStandardPaths::findExecutable(u"uv"_s, folders).isEmpty())
        command.argv = {u"uv"_s, u"run"_s, u"--script"_s, command.argv.last()};
}

} // namespace CommandRunner
