// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/scriptprovider.h"

#include "core/base/filehead.h"
#include "core/discovery/formats/argcscript.h"
#include "core/discovery/providers/pythonintrospection.h"
#include "core/discovery/providers/scriptheaders.h"
#include "core/discovery/python/introspectedscript.h"
#include "core/discovery/python/pythonenvironment.h"
#include "core/discovery/python/pythonscript.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headBytes = 64 << 10;  // what a script has to say stands at its beginning
constexpr qint64 pythonBytes = 1 << 20; // except for main() and its parser at the end of Python
constexpr qsizetype longestDescription = 2000;

enum class Language { Other, Shell, Python, Perl, Ruby, PowerShell, Batch };

struct Suffix {
    QLatin1StringView suffix;
    Language language;
    QLatin1StringView interpreter;
    bool always; // a script whether or not it has "#!" or may be executed
};

constexpr std::array suffixes{
    Suffix{".sh"_L1, Language::Shell, "sh"_L1, true},
    Suffix{".bash"_L1, Language::Shell, "bash"_L1, true},
    Suffix{".zsh"_L1, Language::Shell, "zsh"_L1, true},
    Suffix{".fish"_L1, Language::Shell, "fish"_L1, true},
    Suffix{".py"_L1, Language::Python, "python3"_L1, false},
    Suffix{".pl"_L1, Language::Perl, "perl"_L1, false},
    Suffix{".rb"_L1, Language::Ruby, "ruby"_L1, false},
    Suffix{".ps1"_L1, Language::PowerShell, "pwsh"_L1, true},
    Suffix{".bat"_L1, Language::Batch, "cmd"_L1, true},
    Suffix{".cmd"_L1, Language::Batch, "cmd"_L1, true},
};

const Suffix *suffixOf(const QString &name)
{
    const auto found = std::find_if(suffixes.begin(), suffixes.end(), [&name](const Suffix &entry) {
        return name.size() > entry.suffix.size()
            && name.endsWith(entry.suffix, Qt::CaseInsensitive);
    });
    return found == suffixes.end() ? nullptr : &*found;
}

struct Script {
    Language language = Language::Other;
    QString interpreter; // by "#!" or suffix
    bool executable = false;
    bool shebang = false;
    QString text;
};

// "#!/usr/bin/env -S python3 -u" is python3, "#!/bin/bash" bash.
QString interpreterOf(const QString &firstLine)
{
    QStringList words = firstLine.mid(2).simplified().split(u' ');
    QString program = words.takeFirst().section(u'/', -1);
    while (program == "env"_L1 && !words.isEmpty()) {
        const QString word = words.takeFirst();
        if (!word.startsWith(u'-') && !word.contains(u'='))
            program = word.section(u'/', -1);
    }
    return program;
}

Language languageOf(const QString &interpreter)
{
    static const QRegularExpression version(u"[\\d.]+$"_s);
    const QString name = QString(interpreter).remove(version);
    static const QStringList shells{u"sh"_s,   u"bash"_s, u"zsh"_s, u"fish"_s,
                                    u"dash"_s, u"ksh"_s,  u"ash"_s, u"mksh"_s};
    if (shells.contains(name))
        return Language::Shell;
    if (name == "python"_L1 || name == "pypy"_L1 || name == "uv"_L1)
        return Language::Python;
    if (name == "perl"_L1)
        return Language::Perl;
    if (name == "ruby"_L1)
        return Language::Ruby;
    if (name == "pwsh"_L1 || name == "powershell"_L1)
        return Language::PowerShell;
    return Language::Other;
}

// Hooks and wrappers that other tools own, and Python files that are run by something else.
bool belongsElsewhere(const SourceFile &file)
{
    static const QStringList names{u"manage.py"_s,    u"setup.py"_s,   u"conftest.py"_s,
                                   u"__init__.py"_s,  u"wsgi.py"_s,    u"asgi.py"_s,
                                   u"gradlew"_s,      u"mvnw"_s,       u"configure"_s,
                                   u"config.guess"_s, u"config.sub"_s, u"install-sh"_s,
                                   u"gradlew.bat"_s,  u"mvnw.cmd"_s,   u"noxfile.py"_s,
                                   u"__main__.py"_s};
    if (names.contains(file.name) || file.folder == "management/commands"_L1
        || file.folder.endsWith("/management/commands"_L1))
        return true;
    if (!file.name.endsWith(".py"_L1))
        return false;
    return file.name.startsWith("test_"_L1) || file.name.endsWith("_test.py"_L1)
        || file.name == "tests.py"_L1;
}

// <# … #> at the top of a PowerShell file; of its sections the synopsis or the description.
QString powerShellHelp(const QString &text)
{
    const qsizetype open = text.indexOf("<#"_L1);
    const qsizetype close = text.indexOf("#>"_L1, open + 2);
    if (open < 0 || close < 0
        || !text.left(open).remove(QRegularExpression(u"(?m)^\\s*#.*$"_s)).trimmed().isEmpty())
        return leadingComment(text, u"#"_s);
    const QString block = text.mid(open + 2, close - open - 2);
    static const QRegularExpression section(
        u"\\.(?:SYNOPSIS|DESCRIPTION)\\s*\\n(.*?)(?=\\n\\s*\\.[A-Z]+|$)"_s,
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    const auto match = section.match(block);
    return cleanDocstring(match.hasMatch() ? u'\n' + match.captured(1) : block);
}

QString descriptionOf(const Script &script, const PythonReader *reader)
{
    QString text;
    if (reader)
        text = reader->docstring();
    else if (script.language == Language::PowerShell)
        text = powerShellHelp(script.text);
    else if (script.language == Language::Batch) {
        text = leadingComment(script.text, u"::"_s);
        if (text.isEmpty())
            text = leadingComment(script.text, u"rem"_s);
    }
    if (text.isEmpty() && script.language != Language::Batch)
        text = leadingComment(
            script.text,
            script.interpreter == "node"_L1 || script.interpreter == "deno"_L1 ? u"//"_s : u"#"_s);
    return text.size() > longestDescription ? text.left(longestDescription) + u'…' : text;
}

// Where "#!" or the mode say nothing, the interpreter is named; a "#!" line counts even without the
// mode.
QStringList argvOf(const Script &script, const SourceFile &file, const DiscoveryContext &context)
{
    const QString path = context.absolutePath(file.path);
    if (script.language == Language::Python
        && (script.interpreter == "python3"_L1 || script.interpreter == "python"_L1)) {
        const QString interpreter = pythonInterpreterFor(file.folder, context);
        // A script that names the system's Python still needs the project's packages.
        if (!script.executable || !script.shebang || interpreter != "python3"_L1)
            return {interpreter, path};
    }
    if (script.executable && script.shebang)
        return {path};
    if (script.language == Language::Batch)
        return {u"cmd"_s, u"/c"_s, path};
    if (script.language == Language::PowerShell)
        return {script.interpreter, u"-NoProfile"_s, u"-ExecutionPolicy"_s,
                u"Bypass"_s,        u"-File"_s,      path};
    return {script.interpreter, path};
}

bool isScript(const Script &script, const Suffix *suffix, const PythonReader *reader)
{
    if (!suffix)
        return script.executable && script.shebang;
    if (suffix->always)
        return true;
    if (suffix->language == Language::Python)
        return script.shebang || script.executable || reader->hasMainBlock();
    return script.shebang || script.executable;
}

// Whether there may be more arguments than were read without running anything.
bool isReadInPart(const QString &text, const QList<Command> &commands)
{
    static const QRegularExpression frameworks(
        u"(?m)^\\s*(?:import|from)\\s+(?:click|typer|rich_click)\\b"_s);
    static const QRegularExpression computed(
        u"\\bparents\\s*=|\\.add_argument\\(\\s*\\*|\\.add_argument\\([^)]*\\*\\*"_s);
    if (frameworks.match(text).hasMatch())
        return true;
    if (!text.contains("parse_args("_L1) && !text.contains("parse_known_args("_L1))
        return false;
    const bool nothing = commands.size() == 1 && commands.first().parameters.isEmpty();
    return nothing || computed.match(text).hasMatch();
}

Result<QJsonObject> askScript(const SourceFile &file, const QString &interpreter,
                              const DiscoveryContext &context)
{
    return introspectPython({.script = u"script_introspect"_s,
                             .arguments = {context.absolutePath(file.path)},
                             .file = file,
                             .interpreter = interpreter,
                             .what = u"the script"_s,
                             .timeoutMs = 10'000},
                            context);
}

bool lacksModule(const Result<QJsonObject> &answer)
{
    return answer && (*answer)["error"_L1].toObject().value("type"_L1) == "ModuleNotFoundError"_L1;
}

} // namespace

QString ScriptProvider::source() const
{
    return u"script"_s;
}

bool ScriptProvider::wants(const QString &name, const QString &) const
{
    return suffixOf(name) != nullptr || !name.contains(u'.');
}

Findings ScriptProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    if (belongsElsewhere(file))
        return findings;
    const Suffix *suffix = suffixOf(file.name);
    const bool python = suffix && suffix->language == Language::Python;
    const QString path = context.absolutePath(file.path);
    // A program without ending says with its first two bytes that it is none of ours.
    auto source = readFileHead(path, python ? pythonBytes : suffix ? headBytes : 2);
    if (source && !suffix && source->executable && source->bytes == "#!")
        source = readFileHead(path, headBytes);
    else if (source && !suffix)
        return findings;
    if (!source) {
        if (suffix || QFileInfo(path).isExecutable())
            addReadProblem(findings, file.path, source.error());
        return findings;
    }
    Script script;
    script.executable = source->executable;
    const QByteArray &head = source->bytes;
    if (head.contains('\0'))
        return findings;
    // Most Python files of a project are modules: they need not be looked at closely.
    if (python && !script.executable && !head.startsWith("#!") && !head.contains("__name__"))
        return findings;
    if (!source->complete && !python && head.contains("argparse")) { // of one without ending
        if (auto more = readFileHead(path, headBytes + pythonBytes))
            source = std::move(more);
    }
    script.text = sourceText(head);
    script.text.replace("\r\n"_L1, "\n"_L1);
    script.shebang = script.text.startsWith("#!"_L1);
    script.interpreter = script.shebang ? interpreterOf(script.text.section(u'\n', 0, 0))
                                        : QString(suffix->interpreter);
    script.language = script.shebang ? languageOf(script.interpreter) : suffix->language;
    std::optional<PythonReader> reader;
    if (script.language == Language::Python || (suffix && suffix->language == Language::Python))
        reader.emplace(script.text);
    const PythonReader *pythonReader = reader ? &*reader : nullptr;
    if (!isScript(script, suffix, pythonReader))
        return findings;

    Command command;
    command.name = file.name;
    command.project = context.tree().projectFolder(file.folder);
    command.file = file.path;
    command.line = 1;
    command.description = descriptionOf(script, pythonReader);
    command.argv = argvOf(script, file, context);
    command.workingDirectory = context.absolutePath(file.folder);
    if (pythonReader) {
        command.environment.insert(u"PYTHONUNBUFFERED"_s, u"1"_s);
        const auto metadata = readInlineMetadata(script.text, file.path, findings);
        if (metadata)
            useInlineMetadata(command, *metadata, context);
        findings.commands = withArgparse(command, *pythonReader);
        // What a script with metadata needs is in an environment that only uv makes.
        if (!metadata && isReadInPart(script.text, findings.commands))
            m_unread.insert(file.path);
    } else if (script.language == Language::Shell && usesArgc(script.text)) {
        findings.commands = withArgcComments(command, script.text);
    } else {
        findings.commands = {command};
    }
    readRaycastHeader(findings.commands.first(), script.text, findings);
    return findings;
}

bool ScriptProvider::canIntrospect(const SourceFile &file, const DiscoveryContext &) const
{
    return m_unread.contains(file.path);
}

Findings ScriptProvider::introspect(const SourceFile &file, const Findings &known,
                                    const DiscoveryContext &context)
{
    Findings findings = known;
    const QString interpreter = pythonInterpreterFor(file.folder, context);
    auto answer = askScript(file, interpreter, context);
    // Without an environment of its own it is some Python of PATH that has what it imports.
    if (interpreter == "python3"_L1 && lacksModule(answer)) {
        for (const QString &other : furtherPythons(context.options().loginPath)) {
            if (auto otherAnswer = askScript(file, other, context); !lacksModule(otherAnswer)) {
                answer = std::move(otherAnswer);
                break;
            }
        }
    }
    const auto hint = u"The script is listed with the arguments that its text tells. Try \"%1 %2 "
                      "--help\" in a terminal."_s.arg(interpreter, file.name);
    if (!answer) {
        if (!context.cancelled())
            findings.addProblem(file.path, 0, answer.error().detail, hint);
    } else if (answer->contains("parser"_L1)) {
        Command script = known.commands.first();
        script.parameters.clear();
        findings.commands = commandsOfParser(script, (*answer)["parser"_L1].toObject());
        for (const QJsonValue &problem : (*answer)["problems"_L1].toArray())
            findings.addProblem(file.path, 0, problem.toString(), hint);
    } else {
        findings.addProblem(file.path, 0, introspectionError((*answer)["error"_L1].toObject()),
                            hint);
    }
    return findings;
}

QString leadingComment(const QString &text, const QString &marker)
{
    static const QRegularExpression noise(
        u"^(SPDX-|Copyright|\\(c\\)|©|Licen[sc]ed? |Author:|-\\*-|vim?:|coding[:=]|shellcheck "
        u"|pylint:|"
        "noqa|type:|ruff:|flake8|eslint|frozen_string_literal|@echo|All rights reserved|/// script)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QStringList lines;
    bool licence = false;
    const QStringList all = text.split(u'\n');
    for (qsizetype i = 0; i < all.size(); ++i) {
        QString line = all.at(i).trimmed();
        if (i == 0 && line.startsWith("#!"_L1))
            continue;
        if (line.compare("@echo off"_L1, Qt::CaseInsensitive) == 0)
            continue;
        if (line.isEmpty()) {
            if (!lines.isEmpty())
                break; // a second block speaks of the code below it
            licence = false;
            continue;
        }
        const bool comment = line.startsWith(marker, Qt::CaseInsensitive)
            && (!marker.at(0).isLetter() || line.size() == marker.size()
                || line.at(marker.size()).isSpace());
        if (!comment)
            break;
        line.remove(0, marker.size());
        while (line.startsWith(marker.at(0)) && !marker.at(0).isLetter())
            line.remove(0, 1);
        line = line.trimmed();
        if (noise.match(line).hasMatch()) {
            licence = licence || line.startsWith("Copyright"_L1, Qt::CaseInsensitive)
                || line.startsWith("Licen"_L1);
            continue;
        }
        const bool decoration = !line.isEmpty()
            && std::none_of(line.cbegin(), line.cend(),
                            [](QChar c) { return c.isLetterOrNumber(); });
        if (licence || decoration || (line.isEmpty() && lines.isEmpty()))
            continue; // a licence's text goes on to the end of its block
        lines.append(line);
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines.join(u'\n');
}

} // namespace CommandRunner
