// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/pythonenvironment.h"

#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString pythonInterpreterFor(const QString &folder, const DiscoveryContext &context)
{
    QString candidate = folder;
    for (;;) {
        for (const QString &name : {u".venv"_s, u"venv"_s, u"env"_s}) {
            const QString environment = context.absolutePath(joinPath(candidate, name));
            if (!QFileInfo::exists(environment + u"/pyvenv.cfg"_s))
                continue;
            for (const QString &program :
                 {u"/bin/python"_s, u"/bin/python3"_s, u"/Scripts/python.exe"_s}) {
                if (QFileInfo(environment + program).isExecutable())
                    return environment + program;
            }
        }
        if (candidate.isEmpty())
            return u"python3"_s;
        candidate = parentFolder(candidate);
    }
}

} // namespace CommandRunner
