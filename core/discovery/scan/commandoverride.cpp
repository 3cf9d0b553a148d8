// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/commandoverride.h"

#include "core/base/editdistance.h"
#include "core/discovery/scan/discoveryresult.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// "*" stands for any text, also for one with slashes.
bool fits(const QString &pattern, const QString &text)
{
    if (pattern.isEmpty() || pattern == text)
        return true;
    const QStringList parts = pattern.split(u'*');
    if (parts.size() == 1 || !text.startsWith(parts.first()))
        return false;
    qsizetype at = parts.first().size();
    for (qsizetype i = 1; i + 1 < parts.size(); ++i) { // each as early as it can be
        at = text.indexOf(parts.at(i), at);
        if (at < 0)
            return false;
        at += parts.at(i).size();
    }
    return text.size() - at >= parts.last().size() && text.endsWith(parts.last());
}

bool isBelow(const QString &path, const QString &folder)
{
    return folder.isEmpty() || path.startsWith(folder + u'/');
}

QString relativeTo(const QString &folder, const QString &path)
{
    return folder.isEmpty() || !isBelow(path, folder) ? path : path.mid(folder.size() + 1);
}

void changeParameter(Command &command, const DataNode &table)
{
    const QString name = table[u"name"].text();
    auto found = std::find_if(command.parameters.begin(), command.parameters.end(),
                              [&name](const Parameter &parameter) {
                                  return parameter.name == name && !parameter.constant;
                              });
    if (table[u"remove"].boolean().value_or(false)) {
        if (found != command.parameters.end())
            command.parameters.erase(found);
        return;
    }
    if (found == command.parameters.end()) {
        command.parameters.append(Parameter{});
        found = command.parameters.end() - 1;
    }
    fillParameter(*found, table);
}

void apply(Command &command, const CommandOverride &change)
{
    command.description = change.description.value_or(command.description);
    command.confirmation = change.confirmation.value_or(command.confirmation);
    if (change.asksPlainly)
        command.confirmation = u"Run \"%1\"?"_s.arg(command.name);
    command.hidden = change.hidden.value_or(command.hidden);
    for (const QString &tag : change.tags) {
        if (!command.tags.contains(tag, Qt::CaseInsensitive))
            command.tags.append(tag);
    }
    command.terminal = change.terminal.value_or(command.terminal);
    command.timeoutMs = change.timeoutMs.value_or(command.timeoutMs);
    command.confirmsByName = change.confirmsByName.value_or(command.confirmsByName);
    command.icon = change.icon.value_or(command.icon);
    command.environment.insert(change.environment);
    for (const DataNode &table : change.parameters)
        changeParameter(command, table);
}

void addNoMatch(DiscoveryResult &result, const CommandOverride &change)
{
    QStringList asked;
    for (const QString &text : {change.id, change.source, change.name, change.commandFile}) {
        if (!text.isEmpty())
            asked.append(text);
    }
    QStringList known;
    for (const Command &command : std::as_const(result.commands)) {
        if (isBelow(command.file, change.folder))
            known.append(change.id.isEmpty() ? command.name : command.id);
    }
    const QString near = nearestWord(change.id.isEmpty() ? change.name : change.id, known);
    QString hint = near.isEmpty() ? QString() : u"Did you mean \"%1\"? "_s.arg(near);
    hint += u"An override changes commands of its own folder and of those below; their ids and "
            "names are in the list of commands."_s;
    result.problems.append({result.folder, u"project"_s, change.file, change.line,
                            u"the override matches no command (%1)"_s.arg(asked.join(", "_L1)),
                            hint});
}

template<class Enumeration>
void take(Enumeration &value, const DataNode &table, QStringView key, const QStringList &names)
{
    if (table.contains(key))
        value = Enumeration(names.indexOf(table[key].text()));
}

void take(QString &value, const DataNode &table, QStringView key)
{
    if (table.contains(key))
        value = table[key].text();
}

void take(QStringList &value, const DataNode &table, QStringView key)
{
    if (table.contains(key))
        value = table[key].texts();
}

void take(bool &value, const DataNode &table, QStringView key)
{
    value = table[key].boolean().value_or(value);
}

void take(std::optional<double> &value, const DataNode &table, QStringView key)
{
    if (const auto number = table[key].number())
        value = number;
}

// { mode = ["a", "b"], dry = true, name = [] }: an empty list asks for any value.
QList<ParameterCondition> conditionsIn(const DataNode &table)
{
    QList<ParameterCondition> conditions;
    for (const DataNode::Member &member : table.members())
        conditions.append({member.key, member.value.texts()});
    return conditions;
}

} // namespace

bool CommandOverride::matches(const Command &command) const
{
    if (!isBelow(command.file, folder))
        return false;
    const qsizetype colon = command.id.indexOf(u':');
    const QString relativeId = command.id.left(colon + 1)
        + relativeTo(folder, command.id.mid(colon + 1));
    return (fits(id, relativeId) || fits(id, command.id)) && fits(source, command.source)
        && fits(name, command.name) && fits(commandFile, relativeTo(folder, command.file));
}

void applyOverrides(DiscoveryResult &result, const QList<CommandOverride> &overrides)
{
    for (const CommandOverride &change : overrides) {
        bool matched = false;
        for (Command &command : result.commands) {
            if (!change.matches(command))
                continue;
            matched = true;
            apply(command, change);
        }
        if (!matched)
            addNoMatch(result, change);
    }
}

void fillParameter(Parameter &parameter, const DataNode &table)
{
    take(parameter.name, table, u"name");
    take(parameter.flags, table, u"flags");
    take(parameter.negativeFlags, table, u"negative-flags");
    take(parameter.kind, table, u"kind", parameterKindNames());
    take(parameter.type, table, u"type", parameterTypeNames());
    take(parameter.passing, table, u"passing", parameterPassingNames());
    take(parameter.required, table, u"required");
    take(parameter.multiple, table, u"multiple");
    take(parameter.repeatsFlag, table, u"repeats-flag");
    take(parameter.constant, table, u"constant");
    take(parameter.advanced, table, u"advanced");
    take(parameter.editable, table, u"editable");
    take(parameter.defaultValue, table, u"default");
    take(parameter.choices, table, u"choices");
    take(parameter.help, table, u"help");
    take(parameter.group, table, u"group");
    take(parameter.placeholder, table, u"placeholder");
    take(parameter.exclusiveGroup, table, u"exclusive-group");
    take(parameter.requiredGroup, table, u"required-group");
    take(parameter.environmentVariable, table, u"environment-variable");
    take(parameter.pattern, table, u"pattern");
    take(parameter.mustExist, table, u"must-exist");
    take(parameter.multiLine, table, u"multi-line");
    if (table.contains(u"visible-when"))
        parameter.visibleWhen = conditionsIn(table[u"visible-when"]);
    take(parameter.minimum, table, u"minimum");
    take(parameter.maximum, table, u"maximum");
    parameter.valueCount = int(table[u"value-count"].number().value_or(parameter.valueCount));
    if (table.contains(u"choices") && !table.contains(u"type"))
        parameter.type = ParameterType::Choice;
}

} // namespace CommandRunner
