// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/readlineconfig.h"

#include "core/base/files.h"

#include <QDir>
#include <QFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// As Readline looks for it: INPUTRC, ~/.inputrc, /etc/inputrc.
QString ownConfig()
{
    if (const QString own = qEnvironmentVariable("INPUTRC"); !own.isEmpty())
        return own;
    const QString home = QDir::home().filePath(u".inputrc"_s);
    return QFile::exists(home) ? home : u"/etc/inputrc"_s;
}

} // namespace

Result<QString> writeReadlineConfig(const QString &folder)
{
    const QString path = QDir(folder).filePath(u"inputrc"_s);
    if (auto made = makePrivateFolder(folder); !made)
        return std::unexpected(made.error());
    const QString own = ownConfig();
    QByteArray text;
    if (own != path && QFile::exists(own))
        text += "$include " + QFile::encodeName(own) + '\n';
    text += "set horizontal-scroll-mode on\n";
    if (auto written = writeFileDurably(path, text); !written)
        return std::unexpected(written.error());
    return path;
}

} // namespace CommandRunner
