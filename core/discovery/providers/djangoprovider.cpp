// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/djangoprovider.h"

#include "core/discovery/providers/pythonintrospection.h"
#include "core/discovery/python/argparsereader.h"
#include "core/discovery/python/pythonenvironment.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <iterator>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

const auto commandsFolder = "management/commands"_L1;

bool isCommandFile(const SourceFile &file)
{
    return file.name.endsWith(".py"_L1) && !file.name.startsWith(u'_')
        && (file.folder == commandsFolder || file.folder.endsWith("/"_L1 + commandsFolder));
}

Command basicCommand(const QString &name, const SourceFile &manage, const DiscoveryContext &context)
{
    Command command;
    command.id = Command::makeId(u"django"_s, manage.path, name);
    command.name = name;
    command.project = manage.folder;
    command.argv = {pythonInterpreterFor(manage.folder, context), u"manage.py"_s, name};
    command.workingDirectory = context.absolutePath(manage.folder);
    command.environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
    command.endOfOptions = true;
    return command;
}

// The class that Django would load, and what it says without being run.
void readCommandClass(Command &command, const PythonReader &reader, qsizetype statement)
{
    const auto &statements = reader.statements();
    const qsizetype end = reader.endOfBlock(statement);
    command.line = statements.at(statement).line;
    command.description = reader.docstringAt(statement + 1);
    const int indent = statement + 1 < end ? statements.at(statement + 1).indent : 0;
    for (qsizetype i = statement + 1; i < end; ++i) {
        const PythonStatement &inside = statements.at(i);
        if (inside.indent != indent)
            continue;
        if (reader.startsWith(inside, {"help"_L1, "="_L1})) {
            PythonValue help = reader.expressionAt(inside.begin + 2);
            if (help.kind == PythonValue::Kind::Name)
                help = help.text == "__doc__"_L1 ? PythonValue{} : reader.constant(help.text);
            const QString text = cleanDocstring(help.asText());
            if (!text.isEmpty())
                command.description = text;
        } else if (reader.startsWith(inside, {"def"_L1, "add_arguments"_L1})) {
            // def add_arguments(self, parser): the name of the second parameter
            const QString parser = reader.token(inside.begin + 5).text;
            const QList<ArgparseArgument> arguments = readArguments(reader, i + 1,
                                                                    reader.endOfBlock(i), parser);
            for (const ArgparseArgument &argument : arguments)
                appendParameter(command.parameters, argument);
        }
    }
}

Result<QJsonObject> introspectDjango(const SourceFile &manage, const QString &interpreter,
                                     const DiscoveryContext &context)
{
    const bool builtins = context.options().djangoBuiltins;
    QStringList arguments{context.absolutePath(manage.folder)};
    if (builtins)
        arguments.append(u"--builtins"_s);
    return introspectPython({.script = u"django_introspect"_s,
                             .arguments = arguments,
                             .file = manage,
                             .interpreter = interpreter,
                             .what = u"the project"_s,
                             .salt = builtins ? "with builtins" : "without builtins"},
                            context);
}

// What the project says of a command replaces what was read, except for the place where both agree.
void takeDescription(Command &command, const QJsonObject &json, const QDir &root)
{
    const QString file = json.value("file"_L1).toString();
    const QString relative = root.relativeFilePath(QFileInfo(file).canonicalFilePath());
    if (!file.isEmpty() && relative != command.file) {
        command.file = relative.startsWith("../"_L1) ? file : relative;
        command.line = json.value("line"_L1).toInt();
    }
    const QString help = json.value("help"_L1).toString();
    command.description = help.isEmpty() ? command.description : cleanDocstring(help);
    command.parameters.clear();
    const QJsonArray arguments = json.value("args"_L1).toArray();
    for (const bool advanced : {false, true}) {
        for (const QJsonValue &argument : arguments) {
            const auto parsed = ArgparseArgument::fromJson(argument.toObject());
            if (parsed.advanced == advanced)
                appendParameter(command.parameters, parsed);
        }
    }
}

} // namespace

QString DjangoProvider::source() const
{
    return u"django"_s;
}

// All Python files, since the answer of tier 2 depends on them all.
bool DjangoProvider::wants(const QString &name, const QString &) const
{
    return name.endsWith(".py"_L1);
}

Findings DjangoProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    if (file.name != "manage.py"_L1 || !isDjangoManage(file.path, context))
        return findings;
    const QString prefix = file.folder.isEmpty() ? QString() : file.folder + u'/';
    if (!m_commandFiles) { // looked for once, however many projects there are
        m_commandFiles.emplace();
        std::ranges::copy_if(context.tree().files(), std::back_inserter(*m_commandFiles),
                             isCommandFile);
    }
    for (const SourceFile &candidate : std::as_const(*m_commandFiles)) {
        if (!candidate.path.startsWith(prefix))
            continue;
        if (context.cancelled())
            break;
        if (projectOf(candidate.folder, context) == file.folder)
            addCommandFile(findings, candidate, file, context);
    }
    return findings;
}

bool DjangoProvider::isDjangoManage(const QString &path, const DiscoveryContext &context)
{
    const auto known = m_manageFiles.constFind(path);
    if (known != m_manageFiles.cend())
        return *known;
    const auto content = context.read(path);
    const bool mentions = content && content->toLower().contains("django");
    m_manageFiles.insert(path, mentions);
    return mentions;
}

std::optional<QString> DjangoProvider::projectOf(const QString &folder,
                                                 const DiscoveryContext &context)
{
    QString candidate = folder;
    for (;;) {
        const QString manage = joinPath(candidate, u"manage.py"_s);
        if (isDjangoManage(manage, context))
            return candidate;
        if (candidate.isEmpty())
            return std::nullopt;
        candidate = parentFolder(candidate);
    }
}

void DjangoProvider::addCommandFile(Findings &findings, const SourceFile &file,
                                    const SourceFile &manage, const DiscoveryContext &context)
{
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return;
    }
    const PythonReader reader(sourceText(*content));
    const bool mentionsCommand = std::any_of(
        reader.tokens().cbegin(), reader.tokens().cend(), [](const PythonToken &token) {
            return token.kind == PythonToken::Kind::Name && token.text == "Command"_L1;
        });
    if (!mentionsCommand)
        return; // a helper module that lies beside the commands: Django cannot load it as one
    Command command = basicCommand(file.name.chopped(3), manage, context);
    command.file = file.path;
    const auto &statements = reader.statements();
    for (qsizetype i = 0; i < statements.size(); ++i) {
        if (statements.at(i).indent == 0
            && reader.startsWith(statements.at(i), {"class"_L1, "Command"_L1})) {
            readCommandClass(command, reader, i);
            break;
        }
    }
    if (command.description.isEmpty())
        command.description = reader.docstring();
    const QList<ArgparseArgument> baseArguments = djangoBaseArguments();
    for (const ArgparseArgument &argument : baseArguments)
        appendParameter(command.parameters, argument);
    findings.commands.append(command);
}

bool DjangoProvider::canIntrospect(const SourceFile &file, const DiscoveryContext &) const
{
    return file.name == "manage.py"_L1 && m_manageFiles.value(file.path);
}

namespace {

bool lacksDjango(const QJsonObject &answer)
{
    const QJsonObject fatal = answer.value("fatal"_L1).toObject();
    return fatal.value("type"_L1) == "ModuleNotFoundError"_L1
        && fatal.value("message"_L1).toString().contains("'django'"_L1);
}

} // namespace

Findings DjangoProvider::introspect(const SourceFile &file, const Findings &known,
                                    const DiscoveryContext &context)
{
    Findings findings = known;
    const QString interpreter = pythonInterpreterFor(file.folder, context);
    auto answer = introspectDjango(file, interpreter, context);
    // Without an environment of its own the project takes the first Python of PATH that has Django.
    if (answer && lacksDjango(*answer) && interpreter == "python3"_L1) {
        for (const QString &other : furtherPythons(context.options().loginPath)) {
            auto otherAnswer = introspectDjango(file, other, context);
            if (!otherAnswer || otherAnswer->contains("fatal"_L1))
                continue;
            answer = std::move(otherAnswer);
            merge(findings, *answer, file, context);
            for (Command &command : findings.commands)
                command.argv.first() = other;
            return findings;
        }
    }
    if (answer)
        merge(findings, *answer, file, context);
    else if (!context.cancelled())
        findings.addProblem(
            file.path, 0, answer.error().detail,
            u"The commands are shown as far as their files tell. Try \"%1 manage.py help\" in a terminal."_s
                .arg(pythonInterpreterFor(file.folder, context)));
    return findings;
}

void DjangoProvider::merge(Findings &findings, const QJsonObject &answer, const SourceFile &manage,
                           const DiscoveryContext &context) const
{
    if (answer.contains("fatal"_L1)) {
        findings.addProblem(
            manage.path, 0, introspectionError(answer.value("fatal"_L1).toObject()),
            u"The project cannot be loaded, so its commands are shown as far as their files tell. "
            "Check its settings and that its packages are installed for %1."_s.arg(
                pythonInterpreterFor(manage.folder, context)));
        return;
    }
    QHash<QString, Command> known;
    for (const Command &command : std::as_const(findings.commands)) {
        if (!known.contains(command.name))
            known.insert(command.name, command);
    }
    findings.commands.clear();
    const QDir root(QFileInfo(context.folder()).canonicalFilePath());
    const QJsonArray described = answer.value("commands"_L1).toArray();
    for (const QJsonValue &entry : described) {
        const QJsonObject json = entry.toObject();
        const QString name = json.value("name"_L1).toString();
        const bool seen = known.contains(name);
        Command command = seen ? known.take(name) : basicCommand(name, manage, context);
        if (json.contains("error"_L1)) {
            const QJsonObject error = json.value("error"_L1).toObject();
            const QString message = error.value("message"_L1).toString();
            if (!seen && message.endsWith("has no attribute 'Command'"_L1))
                continue; // a helper module that lies beside the commands
            findings.addProblem(
                command.file.isEmpty() ? manage.path : command.file, command.line,
                u"the command \"%1\" cannot be loaded: %2"_s.arg(name, introspectionError(error)),
                u"Correct the command or install what it needs; the others are not affected."_s);
            if (!seen)
                continue;
        } else {
            takeDescription(command, json, root);
        }
        findings.commands.append(command);
    }
    for (const Command &command : std::as_const(known)) {
        findings.addProblem(
            command.file, command.line,
            u"\"manage.py %1\" does not exist: its app is not in INSTALLED_APPS"_s.arg(
                command.name),
            u"Add the app to INSTALLED_APPS to have the command listed."_s);
    }
}

} // namespace CommandRunner
