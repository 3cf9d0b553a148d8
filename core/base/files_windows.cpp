// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <qt_windows.h>

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

Result<void> renameDurably(const QString &from, const QString &to)
{
    const QString oldName = QDir::toNativeSeparators(from);
    const QString newName = QDir::toNativeSeparators(to);
    const auto name = [](const QString &text) {
        return reinterpret_cast<const wchar_t *>(text.utf16());
    };
    const HANDLE file = ::CreateFileW(name(oldName), GENERIC_WRITE, FILE_SHARE_READ, nullptr,
                                      OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    const bool flushed = file != INVALID_HANDLE_VALUE && ::FlushFileBuffers(file);
    if (file != INVALID_HANDLE_VALUE)
        ::CloseHandle(file);
    if (!flushed
        || !::MoveFileExW(name(oldName), name(newName),
                          MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return fail(ErrorCode::Io, to, qt_error_string(int(::GetLastError())));
    return {};
}

} // namespace CommandRunner
