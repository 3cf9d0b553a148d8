// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktop/filemanager.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace CommandRunner {

void showInFileManager(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}

} // namespace CommandRunner
