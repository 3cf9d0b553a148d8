// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/socketname.h"

#include "core/base/files.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Ours, and nobody else may enter it.
bool isPrivate(const QString &folder)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(folder).constData(), &status) == 0 && S_ISDIR(status.st_mode)
        && status.st_uid == ::geteuid() && (status.st_mode & 077) == 0;
}

} // namespace

QString privateSocketName(SocketPlace place, const QString &ownFolder, const QString &ownName,
                          const QString &id)
{
    QString name;
    if (place == SocketPlace::OwnFolder) {
        name = ownFolder + u'/' + ownName;
    } else if (place == SocketPlace::RuntimeFolder) {
        const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
        const QString folder = runtime + u"/commandrunner"_s;
        if (!runtime.isEmpty() && isPrivate(runtime) && makePrivateFolder(folder))
            name = folder + u'/' + id + u".sock"_s;
    } else {
        const QString folder = u"%1/commandrunner-%2"_s.arg(QDir::tempPath()).arg(::geteuid());
        if (makePrivateFolder(folder) && isPrivate(folder))
            name = folder + u'/' + id + u".sock"_s;
    }
    // sun_path holds 104 to 108 bytes; QLocalServer first binds a name that is up to ten longer.
    constexpr qsizetype longest = 92;
    return QFile::encodeName(name).size() <= longest ? name : QString();
}

} // namespace CommandRunner
