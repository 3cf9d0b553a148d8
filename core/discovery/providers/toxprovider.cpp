// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/toxprovider.h"

#include "core/discovery/formats/toxenvironments.h"
#include "core/discovery/python/pythonenvironment.h"
#include "core/discovery/scan/providertools.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool mentions(const QString &file, QByteArrayView text, const DiscoveryContext &context)
{
    const auto content = context.read(file);
    return content && content->contains(text);
}

// tox reads one file of a folder only.
bool isShadowed(const SourceFile &file, const DiscoveryContext &context)
{
    const auto beside = [&file](const QString &name) {
        return joinPath(file.folder, name);
    };
    if (file.name == "tox.ini"_L1)
        return false;
    if (fileExists(context, beside(u"tox.ini"_s)))
        return true;
    if (file.name == "setup.cfg"_L1)
        return false;
    if (mentions(beside(u"setup.cfg"_s), "[tox:tox]", context))
        return true;
    return file.name == "tox.toml"_L1
        && mentions(beside(u"pyproject.toml"_s), "[tool.tox", context);
}

ToxConfiguration readIniFile(Findings &findings, const SourceFile &file, const QString &text,
                             int firstLine, const QString &mainSection)
{
    const IniFile ini = readIni(text, firstLine);
    if (ini.brokenLine > 0) {
        findings.addProblem(file.path, ini.brokenLine,
                            u"neither a [section] nor a \"key = value\" line"_s,
                            u"Correct this line; tox does not start with it."_s);
    }
    return toxFromIni(ini, mainSection);
}

ToxConfiguration readConfiguration(Findings &findings, const SourceFile &file,
                                   const DiscoveryContext &context)
{
    const auto content = context.read(file.path);
    if (!content) {
        addReadProblem(findings, file.path, content.error());
        return {};
    }
    if (file.name == "tox.ini"_L1)
        return readIniFile(findings, file, sourceText(*content), 1, u"tox"_s);
    if (file.name == "setup.cfg"_L1) {
        if (!content->contains("[tox:tox]")) // what else is in the file is not ours to judge
            return {};
        return readIniFile(findings, file, sourceText(*content), 1, u"tox:tox"_s);
    }
    if (!content->contains("tox") && file.name != "tox.toml"_L1)
        return {};
    Findings broken; // of pyproject.toml: reported once, by its own provider
    const auto root = readDataFile(file.name == "tox.toml"_L1 ? findings : broken, file.path,
                                   context, DataFormat::Toml);
    if (!root)
        return {};
    if (file.name == "tox.toml"_L1)
        return toxFromToml(*root);
    const DataNode &tox = root->at({u"tool", u"tox"});
    const DataNode &legacy = tox[u"legacy_tox_ini"];
    if (!legacy.isText())
        return toxFromToml(tox);
    // The text begins in the line after the opening quotes.
    return readIniFile(findings, file, legacy.text(), legacy.line() + 1, u"tox"_s);
}

} // namespace

QString ToxProvider::source() const
{
    return u"tox"_s;
}

bool ToxProvider::wants(const QString &name, const QString &) const
{
    return name == "tox.ini"_L1 || name == "setup.cfg"_L1 || name == "pyproject.toml"_L1
        || name == "tox.toml"_L1;
}

Findings ToxProvider::discover(const SourceFile &file, const DiscoveryContext &context)
{
    Findings findings;
    if (isShadowed(file, context))
        return findings;
    const ToxConfiguration configuration = readConfiguration(findings, file, context);
    if (configuration.environments.isEmpty())
        return findings;
    if (configuration.tooMany)
        findings.addProblem(file.path, 0, u"the list has too many combinations"_s,
                            u"The first 10000 are listed."_s);
    const QString installed = environmentProgram(u"tox"_s, file.folder, context);
    const QString tox = installed.isEmpty() ? u"tox"_s : installed;
    QStringList all;
    for (const ToxEnvironment &environment : configuration.environments) {
        if (!isUsableName(findings, environment.name, u"environment"_s, file.path,
                          environment.line))
            continue;
        if (environment.listed)
            all.append(environment.name);
        Command command = commandAt(file, context, environment.name, environment.line);
        command.description = joinLines({environment.description});
        // Without "run", which tox 3 would hand on to the environment's commands.
        command.argv = {tox, u"-e"_s, environment.name};
        command.freeArgumentsPrefix = {u"--"_s};
        command.hidden = environment.name.startsWith(u'.'); // tox' own, for packaging
        findings.commands.append(command);
    }
    const bool taken = std::any_of(
        configuration.environments.cbegin(), configuration.environments.cend(),
        [](const ToxEnvironment &environment) { return environment.name == "tox"_L1; });
    if (!all.isEmpty() && !taken) {
        Command command = commandAt(file, context, u"tox"_s, 1);
        command.description = joinLines({u"Every environment of the list: "_s + all.join(", "_L1)});
        command.argv = {tox};
        command.freeArgumentsPrefix = {u"--"_s};
        findings.commands.append(command);
    }
    return findings;
}

} // namespace CommandRunner
