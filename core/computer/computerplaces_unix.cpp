// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/computercommands.h"
#include "core/run/loginenvironment.h"

#include <QDir>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Relative folders are no folders, says the XDG Base Directory Specification.
QString folderOr(const char *variable, const QString &otherwise)
{
    const QString folder = qEnvironmentVariable(variable);
    return folder.startsWith(u'/') ? QDir::cleanPath(folder) : otherwise;
}

QStringList foldersOr(const char *variable, const QString &otherwise)
{
    const QString listed = qEnvironmentVariable(variable);
    QStringList folders = (listed.isEmpty() ? otherwise : listed).split(u':', Qt::SkipEmptyParts);
    folders.removeIf([](const QString &folder) { return !folder.startsWith(u'/'); });
    return folders;
}

QString language()
{
    for (const char *variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const QString value = qEnvironmentVariable(variable); !value.isEmpty())
            return value;
    }
    return {};
}

} // namespace

ComputerPlaces placesOfThisComputer(const QString &cacheFolder)
{
    ComputerPlaces places;
    places.home = QDir::homePath();
    const QString dataHome = folderOr("XDG_DATA_HOME", places.home + u"/.local/share"_s);
    const QString configHome = folderOr("XDG_CONFIG_HOME", places.home + u"/.config"_s);
    const QStringList dataFolders = foldersOr("XDG_DATA_DIRS", u"/usr/local/share:/usr/share"_s);
    // The order of systemd.unit(5).
    places.ownUnitFolders = {configHome + u"/systemd/user"_s, dataHome + u"/systemd/user"_s};
    places.unitFolders = {u"/etc/systemd/user"_s, u"/run/systemd/user"_s};
    places.applicationFolders = {dataHome + u"/applications"_s};
    for (const QString &folder : dataFolders) {
        places.unitFolders.append(folder + u"/systemd/user"_s);
        places.applicationFolders.append(folder + u"/applications"_s);
    }
    places.unitFolders += {u"/usr/local/lib/systemd/user"_s, u"/usr/lib/systemd/user"_s};
    places.desktops = qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(u':', Qt::SkipEmptyParts);
    places.locale = language();
    const QString prefix = cacheFolder.isEmpty() ? QString() : cacheFolder + u'/';
    places.path = qEnvironmentVariable("PATH");
    places.shell = loginShell();
    places.shellCache = prefix.isEmpty() ? QString() : prefix + u"shell-commands.json"_s;
    return places;
}

} // namespace CommandRunner
