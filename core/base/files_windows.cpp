// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

// Access is inherited from the user's profile folder, which is private already.
Result<void> makePrivateFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return fail(ErrorCode::PermissionDenied, path, u"cannot create the folder"_s);
    return {};
}

Result<void> writeFileDurably(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return fail(ErrorCode::Io, path, file.errorString());
    return {};
}

} // namespace CommandRunner
