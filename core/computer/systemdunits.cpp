// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/systemdunits.h"

#include "core/base/files.h"
#include "core/computer/keyfile.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestUnit = 1 << 20; // bytes

// systemd puts %n and the like into descriptions; the unit's name is the one that occurs.
QString withoutSpecifiers(QString text, const QString &unit)
{
    const QString name = unit.left(unit.lastIndexOf(u'.'));
    return text.replace("%n"_L1, unit)
        .replace("%N"_L1, name)
        .replace("%p"_L1, name.section(u'@', 0, 0))
        .replace("%i"_L1, name.section(u'@', 1))
        .replace("%%"_L1, "%"_L1);
}

QString descriptionOf(const KeyFile &unit, const QString &name)
{
    QStringList lines{withoutSpecifiers(unit.value(u"Unit"_s, u"Description"_s), name)};
    if (name.endsWith(".timer"_L1)) {
        for (const auto &key : {u"OnCalendar"_s, u"OnBootSec"_s, u"OnStartupSec"_s,
                                u"OnActiveSec"_s, u"OnUnitActiveSec"_s, u"OnUnitInactiveSec"_s}) {
            const QStringList times = unit.values(u"Timer"_s, key);
            for (const QString &time : times)
                lines.append(key + u'=' + time);
        }
    } else {
        lines.append(unit.value(u"Service"_s, u"ExecStart"_s));
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

Command unitCommand(const QString &name, const QString &path, const KeyFile &unit)
{
    Command command;
    command.id = u"computer:systemd:"_s + name;
    command.name = name;
    command.file = path;
    command.line = 1;
    command.description = descriptionOf(unit, name);
    command.argv = {u"systemctl"_s, u"--user"_s, u"--no-pager"_s};
    Parameter action;
    action.name = u"action"_s;
    action.type = ParameterType::Choice;
    action.required = true;
    action.choices = {u"status"_s, u"start"_s, u"stop"_s, u"restart"_s, u"enable"_s, u"disable"_s};
    action.help = u"What to do with it; \"enable\" has it started with every session."_s;
    Parameter unitName;
    unitName.name = u"unit"_s;
    unitName.constant = true;
    unitName.defaultValue = name;
    command.parameters = {action, unitName};
    return command;
}

// Also when the link leads nowhere.
bool isMaskedOrAlias(const QFileInfo &file)
{
    if (!file.isSymLink())
        return file.size() == 0;
    const QString target = file.symLinkTarget();
    return target == "/dev/null"_L1 || QFileInfo(target).fileName() != file.fileName();
}

} // namespace

QList<Command> systemdUnits(const ComputerPlaces &places)
{
    QList<Command> commands;
    QSet<QString> seen; // a unit of a folder that comes earlier hides those of later ones
    const QStringList folders = places.ownUnitFolders + places.unitFolders;
    for (qsizetype i = 0; i < folders.size(); ++i) {
        const QFileInfoList files = QDir(folders.at(i))
                                        .entryInfoList({u"*.service"_s, u"*.timer"_s},
                                                       QDir::Files | QDir::System, QDir::Name);
        for (const QFileInfo &file : files) {
            const QString name = file.fileName();
            if (seen.contains(name) || name.startsWith(u'-') || name.startsWith(u'.'))
                continue;
            seen.insert(name);
            if (name.contains("@."_L1) || isMaskedOrAlias(file))
                continue;
            const auto content = readFile(file.filePath(), largestUnit);
            if (!content)
                continue;
            Command command = unitCommand(name, file.filePath(), KeyFile::parse(*content, true));
            command.hidden = i >= places.ownUnitFolders.size();
            commands.append(command);
        }
    }
    return commands;
}

} // namespace CommandRunner
