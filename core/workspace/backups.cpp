// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/backups.h"

#include "core/base/files.h"
#include "core/base/logging.h"
#include "core/storage/databasebackup.h"
#include "core/storage/peekconnection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView askedPrefix = u"commandrunner";
constexpr QStringView dailyPrefix = u"daily";
constexpr qint64 dayMs = 24LL * 3600 * 1000;

// One at a time for a data folder: two would write the same file beside the target. Where the
// folder cannot be written nobody else makes one either.
bool take(QLockFile &lock)
{
    lock.setStaleLockTime(0); // a backup may take as long as it takes; a dead process's is stale
    return lock.tryLock(0) || lock.error() == QLockFile::PermissionError;
}

} // namespace

Result<QString> Backups::make(const QString &target) const
{
    QString path = target;
    if (path.isEmpty()) {
        if (auto made = makePrivateFolder(m_paths.backups()); !made)
            return std::unexpected(made.error());
        path = m_paths.backups() + u'/' + DatabaseBackup::fileName(askedPrefix, m_clock.now());
    }
    path = QFileInfo(path).absoluteFilePath();
    QLockFile lock(m_paths.root() + u"/backup.lock"_s);
    if (!take(lock))
        return fail(ErrorCode::Busy, m_paths.backups(), u"another process is making a backup"_s);
    if (auto written = DatabaseBackup::write(m_paths.database(), path); !written)
        return std::unexpected(written.error());
    return path;
}

QStringList Backups::dailyFiles() const
{
    QStringList names = QDir(m_paths.backups()).entryList(QDir::Files, QDir::Name);
    names.removeIf([](const QString &name) {
        return !DatabaseBackup::timeOf(dailyPrefix, name).isValid();
    });
    return names;
}

bool Backups::isDailyDue() const
{
    const QStringList files = dailyFiles();
    if (files.isEmpty())
        return true;
    const qint64 age = DatabaseBackup::timeOf(dailyPrefix, files.last()).msecsTo(m_clock.now());
    return age >= dayMs || age < 0;
}

Result<QString> Backups::makeDaily() const
{
    if (auto made = makePrivateFolder(m_paths.backups()); !made)
        return std::unexpected(made.error());
    QLockFile lock(m_paths.root() + u"/backup.lock"_s);
    if (!take(lock) || !isDailyDue())
        return QString();
    // What one who was ended in the middle left; nobody else is at it.
    const QDir folder(m_paths.backups());
    for (const QString &name :
         folder.entryList({u"*.db.part"_s, u"*.db.part-journal"_s}, QDir::Files))
        QFile::remove(folder.filePath(name));
    const QString path = folder.filePath(DatabaseBackup::fileName(dailyPrefix, m_clock.now()));
    if (auto written = DatabaseBackup::write(m_paths.database(), path); !written)
        return std::unexpected(written.error());
    QStringList files = dailyFiles();
    // One from the future would stand in the way of all that follow.
    std::ranges::stable_partition(files, [this](const QString &name) {
        return DatabaseBackup::timeOf(dailyPrefix, name) > m_clock.now();
    });
    for (qsizetype i = 0; i < files.size() - dailyKept; ++i) {
        if (!QFile::remove(folder.filePath(files.at(i))))
            qCWarning(logWorkspace).noquote()
                << folder.filePath(files.at(i)) << "could not be removed";
    }
    return path;
}

Result<RunFolderCount> countRunFolders(const DataPaths &paths)
{
    PeekConnection database;
    if (auto opened = database.open(paths.database()); !opened)
        return std::unexpected(opened.error());
    const auto rows = database.rows(
        u"SELECT id, output_kept <> 'removed' AND output_bytes > 0 FROM runs"_s, {}, -1);
    if (!rows)
        return std::unexpected(rows.error());
    const QStringList names = QDir(paths.runs())
                                  .entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    QSet<QString> folders(names.cbegin(), names.cend());
    RunFolderCount count;
    for (const QStringList &row : *rows) {
        if (!folders.remove(row.first()) && row.last().toInt() != 0)
            ++count.rowsWithoutFolder;
    }
    count.foldersWithoutRow = folders.size();
    return count;
}

} // namespace CommandRunner
