// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktop/filemanager.h"

#include <QDir>
#include <QProcess>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void showInFileManager(const QString &path)
{
    // Explorer reads its own command line: the comma belongs to the switch.
    QProcess explorer;
    explorer.setProgram(u"explorer.exe"_s);
    explorer.setNativeArguments(u"/select,\"%1\""_s.arg(QDir::toNativeSeparators(path)));
    explorer.startDetached();
}

} // namespace CommandRunner
