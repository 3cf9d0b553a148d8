// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/justprovider.h"

#include "core/discovery/scan/toolprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int dumpTimeoutMs = 10'000;

Parameter parameterOf(const JustParameter &just)
{
    Parameter parameter;
    parameter.name = just.name;
    parameter.kind = ParameterKind::Positional;
    parameter.multiple = just.kind != JustParameter::Kind::Singular;
    parameter.required = !just.hasDefault && just.kind != JustParameter::Kind::Star;
    parameter.defaultValue = just.defaultValue;
    return parameter;
}

Command commandOf(const JustRecipe &recipe, const SourceFile &file, const DiscoveryContext &context)
{
    Command command;
    command.id = Command::makeId(u"just"_s, file.path, recipe.name);
    command.name = recipe.name;
    command.project = file.folder;
    command.file = recipe.file;
    command.line = recipe.line;
    QStringList description;
    if (!recipe.doc.isEmpty())
        description.append(recipe.doc);
    if (!recipe.group.isEmpty())
        description.append(u"Section: "_s + recipe.group);
    if (!recipe.aliases.isEmpty())
        description.append(u"Alias: "_s + recipe.aliases.join(", "_L1));
    command.description = description.join(u'\n');
    command.argv = {u"just"_s, recipe.name};
    if (recipe.confirm) {
        // The question is asked by us; just would wait for an answer on its standard input.
        command.argv = {u"just"_s, u"--yes"_s, recipe.name};
        command.confirmation = recipe.confirm->isEmpty() ? u"Run recipe \"%1\"?"_s.arg(recipe.name)
                                                         : *recipe.confirm;
    }
    command.workingDirectory = context.absolutePath(file.folder);
    for (const JustParameter &parameter : recipe.parameters)
        command.parameters.append(parameterOf(parameter));
    command.hidden = recipe.isPrivate;
    return command;
}

// Files that `import` and `mod` name, inside the scanned folder only.
std::optional<JustfileParser::Included> readIncluded(const QString &from, const QStringList &paths,
                                                     const DiscoveryContext &context)
{
    for (const QString &path : paths) {
        const QString relative = QDir::cleanPath(joinPath(parentFolder(from), path));
        if (path.startsWith(u'/') || path.startsWith(u'~') || relative.startsWith("../"_L1)
            || !QFileInfo(context.absolutePath(relative)).isFile())
            continue;
        if (auto content = context.read(relative))
            return JustfileParser::Included{relative, *content};
    }
    return std::nullopt;
}

JustRecipe recipeOf(const QJsonObject &json)
{
    JustRecipe recipe;
    recipe.name = json.value("namepath"_L1).toString(json.value("name"_L1).toString());
    recipe.doc = json.value("doc"_L1).toString();
    recipe.isPrivate = json.value("private"_L1).toBool();
    const QJsonArray attributes = json.value("attributes"_L1).toArray();
    for (const QJsonValue &attribute : attributes) {
        // "private", or {"group": "x"}; {"confirm": null} has just's own question
        const QJsonObject object = attribute.toObject();
        if (attribute.toString() == "confirm"_L1)
            recipe.confirm = QString();
        if (object.contains("confirm"_L1))
            recipe.confirm = object.value("confirm"_L1).toString();
        if (object.contains("group"_L1)) {
            const QString group = object.value("group"_L1).toString();
            recipe.group = recipe.group.isEmpty() ? group : recipe.group + ", "_L1 + group;
        }
    }
    const QJsonArray parameters = json.value("parameters"_L1).toArray();
    for (const QJsonValue &value : parameters) {
        const QJsonObject object = value.toObject();
        const QString kind = object.value("kind"_L1).toString();
        JustParameter parameter;
        parameter.name = object.value("name"_L1).toString();
        parameter.kind = kind == "star"_L1 ? JustParameter::Kind::Star
            : kind == "plus"_L1            ? JustParameter::Kind::Plus
                                           : JustParameter::Kind::Singular;
        parameter.hasDefault = !object.value("default"_L1).isNull()
            && !object.value("default"_L1).isUndefined();
        parameter.defaultValue = object.value("default"_L1).toString(); // expressions are arrays:
                                                                        // unknown
        recipe.parameters.append(parameter);
    }
    return recipe;
}

void addRecipes(QList<JustRecipe> &recipes, const QJsonObject &dump)
{
    const qsizetype first = recipes.size();
    const QJsonObject objects = dump.value("recipes"_L1).toObject();
    for (const QJsonValue &object : objects)
        recipes.append(recipeOf(object.toObject()));
    const QJsonObject aliases = dump.value("aliases"_L1).toObject();
    for (const QJsonValue &alias : aliases) {
        const QString target = alias.toObject().value("target"_L1).toString();
        for (qsizetype i = first; i < recipes.size(); ++i) {
            JustRecipe &recipe = recipes[i];
            const QString module = recipe.name.section("::"_L1, 0, -2);
            const QString prefix = module.isEmpty() ? QString() : module + "::"_L1;
            if (recipe.name == target || recipe.name == prefix + target)
                recipe.aliases.append(prefix + alias.toObject().value("name"_L1).toString());
        }
    }
    const QJsonObject modules = dump.value("modules"_L1).toObject();
    for (const QJsonValue &module : modules)
        addRecipes(recipes, module.toObject());
}

} // namespace

QList<JustRecipe> recipesOfDump(const QJsonObject &dump)
{
    QList<JustRecipe> recipes;
    addRecipes(recipes, dump);
    return recipes;
}

QString JustProvider::source() const
{
    return u"just"_s;
}

bool JustProvider::wants(const QString &name, const QString &) const
{
    return name.compare("justfile"_L1, Qt::CaseInsensitive) == 0
        || name.compare(".justfile"_L1, Qt::CaseInsensitive) == 0;
}

Findings JustProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const Justfile justfile = JustfileParser::parse(
        file.path, *content, [&](const QString &from, const QStringList &paths) {
            return readIncluded(from, paths, context);
        });
    for (const JustRecipe &recipe : justfile.recipes)
        findings.commands.append(commandOf(recipe, file, context));
    for (const JustProblem &problem : justfile.problems)
        findings.addProblem(problem.file, problem.line, problem.message,
                            u"\"just --list\" tells what is wrong."_s);
    return findings;
}

bool JustProvider::canIntrospect(const SourceFile &, const DiscoveryContext &context) const
{
    return !findTool(u"just"_s, context.options().loginPath).isEmpty();
}

Findings JustProvider::introspect(const SourceFile &file, const Findings &known,
                                  const DiscoveryContext &context)
{
    ToolRequest request;
    request.program = u"just"_s;
    request.arguments = {u"--justfile"_s, context.absolutePath(file.path), u"--dump"_s,
                         u"--dump-format"_s, u"json"_s};
    request.workingDirectory = context.absolutePath(file.folder);
    request.environment = toolEnvironment(context.options().loginPath);
    request.timeoutMs = dumpTimeoutMs;
    const ToolOutput output = runTool(request, context.cancelled());
    const QJsonDocument dump = QJsonDocument::fromJson(output.standardOutput);
    Findings findings = known;
    if (output.state != ToolOutput::State::Finished || output.exitCode != 0 || !dump.isObject()) {
        const QString text = QString::fromUtf8(output.standardError).trimmed();
        if (output.state == ToolOutput::State::Finished && !text.isEmpty())
            findings.problems = {
                {{}, {}, file.path, 0, text, u"Correct the justfile at this place."_s}};
        return findings;
    }
    findings.problems.clear();
    // The dump does not say where a recipe stands; the text does.
    QHash<QString, Command> placed;
    for (const Command &command : known.commands)
        placed.insert(command.name, command);
    findings.commands.clear();
    const QList<JustRecipe> recipes = recipesOfDump(dump.object());
    for (const JustRecipe &recipe : recipes) {
        Command command = commandOf(recipe, file, context);
        const auto place = placed.constFind(recipe.name);
        command.file = place == placed.cend() ? file.path : place->file;
        command.line = place == placed.cend() ? 0 : place->line;
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
