// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <filesystem>

namespace CommandRunner {

// A folder that a test fills as it needs it.
class ScratchFolder final
{
public:
    ScratchFolder() = default;
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;
    ~ScratchFolder()
    {
        // QTemporaryDir leaves behind what has a name that is no text.
        std::error_code error;
        std::filesystem::remove_all(std::filesystem::path(path().toStdU16String()), error);
    }

    QString path() const { return m_folder.path(); }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }

    bool write(const QString &name, const QByteArray &content, bool executable = false) const
    {
        QDir().mkpath(QFileInfo(filePath(name)).path());
        QFile file(filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return false;
        return !executable
            || file.setPermissions(file.permissions() | QFile::ExeOwner | QFile::ExeUser);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace CommandRunner
