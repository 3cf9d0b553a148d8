// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/removedfolders.h"

#include <QDir>
#include <QFileInfo>

#include <filesystem>

namespace CommandRunner::RemovedFolders {

using namespace Qt::StringLiterals;

namespace {

constexpr auto folderPrefix = ".trash-"_L1;
constexpr auto outputPrefix = ".output-"_L1;

std::filesystem::path path(const QString &name)
{
    return {name.toStdU16String()};
}

std::unexpected<Error> systemError(const QString &subject, const std::error_code &error)
{
    const bool forbidden = error == std::errc::permission_denied
        || error == std::errc::operation_not_permitted || error == std::errc::read_only_file_system;
    return fail(forbidden ? ErrorCode::PermissionDenied : ErrorCode::Io, subject,
                QString::fromLocal8Bit(error.message()));
}

// False: there is nothing of that name.
Result<bool> rename(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::rename(path(from), path(to), error);
    if (error == std::errc::no_such_file_or_directory)
        return false;
    if (error)
        return systemError(from, error);
    return true;
}

Result<void> destroyTree(const QString &name)
{
    std::error_code error;
    std::filesystem::remove_all(path(name), error); // of a link, the link
    if (error)
        return systemError(name, error);
    return {};
}

bool isRealFolder(const QString &name)
{
    const QFileInfo info(name);
    return info.isDir() && !info.isSymLink();
}

QStringList outputFiles(const QString &folder)
{
    return QDir(folder).entryList({u"output.*"_s}, QDir::Files | QDir::System | QDir::Hidden);
}

} // namespace

bool isFolderName(const QString &runId)
{
    return !runId.isEmpty() && !runId.startsWith(u'.') && !runId.contains(u'/')
        && !runId.contains(u'\\') && !runId.contains(QChar::Null);
}

Result<bool> setApart(const QString &runs, const QString &runId)
{
    return rename(runs + u'/' + runId, runs + u'/' + folderPrefix + runId);
}

Result<void> putBack(const QString &runs, const QString &runId)
{
    const auto done = rename(runs + u'/' + folderPrefix + runId, runs + u'/' + runId);
    return done ? Result<void>() : std::unexpected(done.error());
}

Result<bool> setOutputApart(const QString &runs, const QString &runId)
{
    const QString folder = runs + u'/' + runId;
    if (!isRealFolder(folder))
        return false;
    const QStringList names = outputFiles(folder);
    if (names.isEmpty())
        return false;
    const QString apart = runs + u'/' + outputPrefix + runId;
    std::error_code error;
    std::filesystem::create_directory(path(apart), error);
    if (error)
        return systemError(apart, error);
    for (const QString &name : names) {
        const auto moved = rename(folder + u'/' + name, apart + u'/' + name);
        if (!moved) {
            (void)putOutputBack(runs, runId);
            return moved;
        }
    }
    return true;
}

Result<void> putOutputBack(const QString &runs, const QString &runId)
{
    const QString apart = runs + u'/' + outputPrefix + runId;
    if (!isRealFolder(apart) || !isRealFolder(runs + u'/' + runId))
        return {};
    for (const QString &name : outputFiles(apart)) {
        const auto moved = rename(apart + u'/' + name, runs + u'/' + runId + u'/' + name);
        if (!moved)
            return std::unexpected(moved.error());
    }
    return destroyTree(apart);
}

Result<void> destroy(const QString &runs, const QString &runId)
{
    return destroyTree(runs + u'/' + folderPrefix + runId);
}

Result<void> destroyOutput(const QString &runs, const QString &runId)
{
    return destroyTree(runs + u'/' + outputPrefix + runId);
}

Found find(const QString &runs)
{
    Found found;
    // All names, since patterns would be tried on each: there may be a hundred thousand.
    const QStringList names = QDir(runs).entryList(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Unsorted);
    for (const QString &name : names) {
        if (name.startsWith(folderPrefix))
            found.folders.append(name.sliced(folderPrefix.size()));
        else if (name.startsWith(outputPrefix))
            found.outputs.append(name.sliced(outputPrefix.size()));
    }
    return found;
}

} // namespace CommandRunner::RemovedFolders
