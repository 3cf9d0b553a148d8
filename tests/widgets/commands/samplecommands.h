// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

inline Command sampleCommand(const QString &folder, const QString &project, const QString &source,
                             const QString &name, const QString &description = {})
{
    Command command;
    command.folder = folder;
    command.project = project;
    command.source = source;
    command.name = name;
    command.description = description;
    command.file = (project.isEmpty() ? QString() : project + u'/')
        + (source == "npm"_L1 ? u"package.json"_s : name + u".py"_s);
    command.line = 12;
    command.id = Command::makeId(source, command.file, name);
    command.argv = source == "npm"_L1 ? QStringList{u"npm"_s, u"run"_s, name}
                                      : QStringList{u"python"_s, u"manage.py"_s, name};
    command.workingDirectory = project.isEmpty() ? folder : folder + u'/' + project;
    return command;
}

// Two projects, three sources.
inline QList<Command> sampleCommands()
{
    const QString folder = u"/srv/demo"_s;
    return {
        sampleCommand(folder, u"shop"_s, u"django"_s, u"greet"_s, u"Greets a customer."_s),
        sampleCommand(folder, u"shop"_s, u"django"_s, u"import_orders"_s,
                      u"Reads orders from a file."_s),
        sampleCommand(folder, u"shop"_s, u"django"_s, u"titles"_s, u"Words."_s),
        sampleCommand(folder, u"shop"_s, u"npm"_s, u"build"_s, u"tsc -p ."_s),
        sampleCommand(folder, u"shop"_s, u"npm"_s, u"run-tests"_s, u"vitest"_s),
        sampleCommand(folder, u"site"_s, u"make"_s, u"greeting-cards"_s, u"Prints cards."_s),
        sampleCommand(folder, u"site"_s, u"make"_s, u"publish"_s, u"Sends the build away."_s),
    };
}

inline QList<Command> manyCommands(int count)
{
    QList<Command> commands;
    commands.reserve(count);
    for (int number = 0; number < count; ++number) {
        commands.append(sampleCommand(u"/srv/large"_s, u"project%1"_s.arg(number % 50), u"script"_s,
                                      u"task-%1"_s.arg(number),
                                      u"Does thing %1 of many."_s.arg(number)));
    }
    return commands;
}

} // namespace CommandRunner
