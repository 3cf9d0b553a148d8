// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filehead.h"

#include <QFile>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

Result<FileHead> readFileHead(const QString &path, qint64 mostBytes)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorCode::NotFound, path, u"there is no such file"_s);
    if (!info.isFile())
        return fail(ErrorCode::InvalidFormat, path, u"not a regular file"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.error() == QFileDevice::PermissionsError ? ErrorCode::PermissionDenied
                                                                  : ErrorCode::Io,
                    path, file.errorString());
    FileHead head;
    head.executable = info.isExecutable();
    head.bytes = file.read(mostBytes);
    head.complete = info.size() <= mostBytes;
    return head;
}

} // namespace CommandRunner
