// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/noxprovider.h"

#include "core/discovery/python/pythonenvironment.h"
#include "core/discovery/python/pythonfunctions.h"
#include "core/discovery/scan/providertools.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

PythonValue resolved(const PythonReader &reader, const PythonValue &value)
{
    return value.kind == PythonValue::Kind::Name ? reader.constant(value.text) : value;
}

QStringList textsOf(const PythonReader &reader, const PythonValue &value)
{
    const PythonValue list = resolved(reader, value);
    QStringList texts;
    if (list.kind == PythonValue::Kind::String)
        texts.append(list.text);
    for (const PythonValue &item : list.items) {
        const PythonValue text = resolved(reader, item);
        if (text.kind == PythonValue::Kind::String && !text.formatted)
            texts.append(text.text);
    }
    return texts;
}

// "django: 4.2, 5.0" of @nox.parametrize("django", ["4.2", "5.0"]).
QString parametrization(const PythonReader &reader, const PythonValue &decorator)
{
    if (decorator.kind != PythonValue::Kind::Call || decorator.items.size() < 2)
        return {};
    const PythonValue values = resolved(reader, decorator.items.at(1));
    QStringList texts;
    for (const PythonValue &item : values.items) {
        const PythonValue value = resolved(reader, item);
        QStringList parts;
        for (const PythonValue &part : value.items)
            parts.append(part.text);
        texts.append(parts.isEmpty() ? value.text : u'(' + parts.join(", "_L1) + u')');
    }
    texts.removeAll(QString());
    const QString names = textsOf(reader, decorator.items.at(0)).join(", "_L1);
    return u"Once for each of %1: %2"_s.arg(names, texts.isEmpty() ? u"…"_s : texts.join(", "_L1));
}

Parameter pythonParameter(const QStringList &versions)
{
    Parameter parameter;
    parameter.name = u"python"_s;
    parameter.flags = {u"-p"_s, u"--python"_s};
    parameter.kind = ParameterKind::Option;
    parameter.type = ParameterType::Choice;
    parameter.passing = ParameterPassing::Joined; // what follows would be taken for more versions
    parameter.choices = versions;
    parameter.help = u"Only with this Python; otherwise with each."_s;
    return parameter;
}

} // namespace

QString NoxProvider::source() const
{
    return u"nox"_s;
}

bool NoxProvider::wants(const QString &name, const QString &) const
{
    return name == "noxfile.py"_L1;
}

Findings NoxProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const PythonReader reader(sourceText(*content));
    const QString installed = environmentProgram(u"nox"_s, file.folder, context);
    const QString nox = installed.isEmpty() ? u"nox"_s : installed;
    for (const PythonFunction &function : topLevelFunctions(reader)) {
        const PythonValue session = function.decorator("session"_L1);
        if (!session.isKnown())
            continue;
        const PythonValue given = resolved(reader, session.keyword("name"_L1));
        const QString name = given.kind == PythonValue::Kind::String ? given.text : function.name;
        if (!isUsableName(findings, name, u"session"_s, file.path, function.line))
            continue;
        QStringList parts{function.docstring};
        PythonValue pythons = session.keyword("python"_L1);
        if (!pythons.isKnown())
            pythons = session.keyword("py"_L1);
        // Without an environment of its own, a session runs once, with nox' own Python.
        const bool shared = session.keyword("venv_backend"_L1).text == "none"_L1;
        const QStringList versions = shared ? QStringList() : textsOf(reader, pythons);
        if (!versions.isEmpty())
            parts.append(u"Python: "_s + versions.join(", "_L1));
        for (const PythonValue &decorator : function.decorators) {
            if (decorator.text.section(u'.', -1) == "parametrize"_L1)
                parts.append(parametrization(reader, decorator));
        }
        Command command = commandAt(file, context, name, function.line);
        command.description = joinLines(parts);
        command.argv = {nox, u"-s"_s, name};
        command.freeArgumentsPrefix = {u"--"_s};
        if (versions.size() > 1)
            command.parameters = {pythonParameter(versions)};
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
