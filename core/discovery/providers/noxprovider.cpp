// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/noxprovider.h"

#include "core/discovery/python/pythonenvironment.h"
#include "core/discovery/python/pythonfunctions.h"
#include "core/discovery/scan/providertools.h"

#include <QRegularExpression>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostCalls = 100; // of one session that are offered

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

// As Python's repr() writes it; empty for what cannot be read.
QString representation(const PythonValue &value)
{
    static const QRegularExpression plainNumber(u"^(0|[1-9]\\d*)(\\.\\d*[1-9])?$"_s);
    switch (value.kind) {
    case PythonValue::Kind::None:
        return u"None"_s;
    case PythonValue::Kind::Boolean:
        return value.text == "true"_L1 ? u"True"_s : u"False"_s;
    case PythonValue::Kind::Integer:
    case PythonValue::Kind::Number:
        return plainNumber.match(value.text).hasMatch() ? value.text : QString();
    case PythonValue::Kind::String: {
        const bool plain = !value.formatted && !value.text.contains(u'\\')
            && std::none_of(value.text.cbegin(), value.text.cend(),
                            [](QChar c) { return !c.isPrint(); });
        const QChar quote = value.text.contains(u'\'') ? u'"' : u'\'';
        return plain && !value.text.contains(quote) ? quote + value.text + quote : QString();
    }
    default:
        return {};
    }
}

// The ids that nox gives to the calls of one decorator, "django='4.2'"; empty when one of them
// cannot be read.
QStringList callIds(const PythonReader &reader, const PythonValue &decorator)
{
    if (decorator.items.size() < 2)
        return {};
    QStringList names = textsOf(reader, decorator.items.at(0));
    if (names.size() == 1)
        names = names.first().remove(u' ').split(u',');
    const QStringList given = textsOf(reader, decorator.keyword("ids"_L1));
    const QList<PythonValue> values = resolved(reader, decorator.items.at(1)).items;
    QStringList ids;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const PythonValue value = resolved(reader, values.at(i));
        const bool parameter = value.kind == PythonValue::Kind::Call
            && value.text.section(u'.', -1) == "param"_L1;
        if (const QString id = value.keyword("id"_L1).text; parameter && !id.isEmpty()) {
            ids.append(id);
            continue;
        }
        if (i < given.size()) {
            ids.append(given.at(i));
            continue;
        }
        const bool several = names.size() > 1 || parameter;
        const QList<PythonValue> members = several ? value.items : QList{value};
        QStringList parts;
        for (qsizetype k = 0; k < std::min(members.size(), names.size()); ++k) {
            const QString text = representation(resolved(reader, members.at(k)));
            if (!text.isEmpty())
                parts.append(names.at(k) + u'=' + text);
        }
        if (parts.size() != names.size())
            return {};
        ids.append(parts.join(", "_L1));
    }
    return ids;
}

// Every call of a session by nox' own name, "tests-3.11(django='4.2')"; none when one of them
// cannot be read.
QStringList callsOf(const PythonReader &reader, const PythonFunction &function, const QString &name,
                    const QStringList &versions)
{
    QStringList ids;
    for (const PythonValue &decorator : function.decorators) {
        if (decorator.text.section(u'.', -1) != "parametrize"_L1)
            continue;
        const QStringList own = callIds(reader, decorator);
        QStringList joined; // what stands nearer to the function comes first, and changes fastest
        for (const QString &outer : ids.isEmpty() ? QStringList{QString()} : ids) {
            for (const QString &id : own)
                joined.append(outer.isEmpty() ? id : id + u", "_s + outer);
        }
        if (own.isEmpty() || joined.size() > mostCalls)
            return {};
        ids = joined;
    }
    QStringList calls;
    const QStringList all = versions.size() > 1 ? versions : QStringList{QString()};
    for (const QString &version : all) {
        for (const QString &id : std::as_const(ids))
            calls.append(u"%1%2(%3)"_s.arg(name, version.isEmpty() ? QString() : u'-' + version,
                                           id));
    }
    return calls;
}

// Takes the place of the "-s NAME" before it.
Parameter callParameter(const QStringList &calls)
{
    Parameter parameter;
    parameter.name = u"session"_s;
    parameter.flags = {u"--session"_s};
    parameter.kind = ParameterKind::Option;
    parameter.type = ParameterType::Choice;
    parameter.passing = ParameterPassing::Joined;
    parameter.choices = calls;
    parameter.help = u"Only this one; otherwise all of them."_s;
    return parameter;
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
        if (const QStringList calls = callsOf(reader, function, name, versions); !calls.isEmpty())
            command.parameters.append(callParameter(calls));
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
