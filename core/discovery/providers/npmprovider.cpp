// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/npmprovider.h"

#include "core/discovery/formats/jsonkeys.h"
#include "core/discovery/scan/providertools.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView withoutByteOrderMark(QByteArrayView content)
{
    return content.startsWith("\xEF\xBB\xBF") ? content.sliced(3) : content;
}

// "prebuild" and "postbuild" run with "build".
bool belongsToAnother(const QString &name, const QJsonObject &scripts)
{
    return (name.startsWith("pre"_L1) && scripts.contains(name.mid(3)))
        || (name.startsWith("post"_L1) && scripts.contains(name.mid(4)));
}

QString descriptionOf(const QString &name, const QJsonObject &scripts, const QJsonObject &package)
{
    const QString info = package.value("scripts-info"_L1).toObject().value(name).toString();
    if (!info.isEmpty())
        return info;
    const QString comment = scripts.value("//"_L1 + name).toString();
    return comment.isEmpty() ? scripts.value(name).toString() : comment;
}

} // namespace

QString NpmProvider::source() const
{
    return u"npm"_s;
}

bool NpmProvider::wants(const QString &name, const QString &) const
{
    return name == "package.json"_L1;
}

Findings NpmProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return findings;
    }
    const QByteArrayView json = withoutByteOrderMark(*content);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError) {
        // Qt stands behind what it refuses.
        const TextPosition at = positionAt(json, std::max(error.offset - 1, 0));
        findings.addProblem(file.path, at.line,
                            u"not valid JSON: %1 (line %2, column %3)"_s.arg(error.errorString())
                                .arg(at.line)
                                .arg(at.column),
                            u"Correct the file at this place; its scripts are listed then."_s);
        return findings;
    }
    const QJsonObject package = document.object();
    const QJsonObject scripts = package.value("scripts"_L1).toObject();
    if (!document.isObject()
        || (package.contains("scripts"_L1) && !package.value("scripts"_L1).isObject())) {
        findings.addProblem(file.path, 0,
                            document.isObject() ? u"\"scripts\" is not an object"_s
                                                : u"not a JSON object"_s,
                            u"Scripts are written as {\"name\": \"command line\"}."_s);
        return findings;
    }
    const QString manager = scripts.isEmpty() ? QString()
                                              : m_managers.managerFor(file.folder, context);
    const QList<JsonKey> keys = jsonKeysOf(json, "scripts");
    for (const auto &[name, line] : keys) {
        if (name.startsWith("//"_L1) || name.trimmed().isEmpty())
            continue;
        if (!isUsableName(findings, name, u"script"_s, file.path, line))
            continue;
        if (!scripts.value(name).isString()) {
            findings.addProblem(file.path, line, u"the script \"%1\" is not a string"_s.arg(name),
                                u"Write its command line between double quotes."_s);
            continue;
        }
        Command command;
        command.name = name;
        command.project = file.folder;
        command.file = file.path;
        command.line = line;
        command.description = descriptionOf(name, scripts, package);
        command.argv = {manager, u"run"_s, name};
        command.workingDirectory = context.absolutePath(file.folder);
        if (manager == "npm"_L1)
            command.freeArgumentsPrefix = {u"--"_s}; // the others hand on what follows the name
        command.hidden = belongsToAnother(name, scripts);
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
