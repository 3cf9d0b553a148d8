// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/discoveryservice.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringList>
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

inline DiscoveryResult scanNow(const QString &folder, const DiscoveryOptions &options = {})
{
    const std::atomic_bool cancelled = false;
    return discover(folder, options, cancelled);
}

// "id" of every command, those that are hidden in brackets.
inline QStringList idsOf(const DiscoveryResult &result)
{
    QStringList ids;
    for (const Command &command : result.commands)
        ids.append(command.hidden ? QStringLiteral("(%1)").arg(command.id) : command.id);
    return ids;
}

inline Command commandOf(const DiscoveryResult &result, const QString &id)
{
    for (const Command &command : result.commands) {
        if (command.id == id)
            return command;
    }
    return {};
}

inline Parameter parameterOf(const Command &command, const QString &name)
{
    for (const Parameter &parameter : command.parameters) {
        if (parameter.name == name)
            return parameter;
    }
    return {};
}

} // namespace CommandRunner
