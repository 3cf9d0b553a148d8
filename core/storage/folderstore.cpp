// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/folderstore.h"

#include "core/storage/sqlerror.h"

#include <QDir>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isAtOrBelow(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder.endsWith(u'/') ? folder : folder + u'/');
}

QDateTime fromMs(const QVariant &ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms.toLongLong(), Qt::UTC);
}

} // namespace

bool isTrusted(const QList<TrustEntry> &entries, const QString &path)
{
    const TrustEntry *nearest = nullptr;
    for (const TrustEntry &entry : entries) {
        if (isAtOrBelow(path, entry.path) && (!nearest || entry.path.size() > nearest->path.size()))
            nearest = &entry;
    }
    return nearest && nearest->trusted;
}

QString FolderStore::normalized(const QString &path)
{
    QString absolute = path;
    if (path == u"~"_s || path.startsWith("~/"_L1))
        absolute = QDir::homePath() + path.sliced(1);
    absolute = QDir::cleanPath(QFileInfo(absolute).absoluteFilePath());
    // The folder may be gone while an entry for it still stands: resolve the part that exists.
    QString rest;
    for (QString existing = absolute; !existing.isEmpty();) {
        const QString canonical = QFileInfo(existing).canonicalFilePath();
        if (!canonical.isEmpty())
            return QDir::cleanPath(canonical + rest);
        const qsizetype slash = existing.lastIndexOf(u'/');
        if (slash < 0)
            break;
        rest.prepend(existing.sliced(slash));
        existing.truncate(slash);
    }
    return absolute;
}

Result<QList<TrustEntry>> FolderStore::trustEntries() const
{
    auto query = m_database.execute(
        u"SELECT path, trust FROM folders WHERE trust IS NOT NULL ORDER BY path"_s);
    if (!query)
        return std::unexpected(query.error());
    QList<TrustEntry> entries;
    while (query->next())
        entries.append({query->value(0).toString(), query->value(1).toBool()});
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"folders"_s));
    return entries;
}

Result<QList<Folder>> FolderStore::folders() const
{
    const auto entries = trustEntries();
    if (!entries)
        return std::unexpected(entries.error());
    auto query = m_database.execute(
        u"SELECT path, added FROM folders WHERE listed = 1 ORDER BY added, id"_s);
    if (!query)
        return std::unexpected(query.error());
    QList<Folder> folders;
    while (query->next()) {
        const QString path = query->value(0).toString();
        folders.append({path, CommandRunner::isTrusted(*entries, path), true,
                        fromMs(query->value(1))});
    }
    if (query->lastError().isValid())
        return std::unexpected(sqlError(query->lastError(), u"folders"_s));
    return folders;
}

Result<void> FolderStore::add(const QString &path, const QDateTime &now)
{
    if (path.isEmpty() || !QFileInfo(normalized(path)).isDir())
        return fail(ErrorCode::NotFound, path, u"there is no such folder"_s);
    const QString folder = normalized(path);
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto listed = folders();
    if (!listed)
        return std::unexpected(listed.error());
    for (const Folder &other : *listed) {
        if (other.path == folder)
            return fail(ErrorCode::AlreadyExists, folder, u"the folder is listed already"_s);
        if (isAtOrBelow(folder, other.path))
            return fail(ErrorCode::AlreadyExists, folder,
                        u"it lies in %1, which is listed already"_s.arg(other.path));
        if (isAtOrBelow(other.path, folder))
            return fail(
                ErrorCode::AlreadyExists, folder,
                u"it holds %1, which is listed already; remove that one first"_s.arg(other.path));
    }
    const auto done = m_database.execute(
        u"INSERT INTO folders (path, listed, added) VALUES (?, 1, ?) "
        "ON CONFLICT (path) DO UPDATE SET listed = 1, added = excluded.added"_s,
        {folder, now.toMSecsSinceEpoch()});
    if (!done)
        return std::unexpected(done.error());
    return transaction.commit();
}

Result<void> FolderStore::remove(const QString &path)
{
    const QString folder = normalized(path);
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto found = m_database.value(
        u"SELECT count(*) FROM folders WHERE path = ? AND listed = 1"_s, {folder});
    if (!found)
        return std::unexpected(found.error());
    if (found->toInt() == 0)
        return fail(ErrorCode::NotFound, folder, u"the folder is not listed"_s);
    for (const QString &sql :
         {u"DELETE FROM commands WHERE folder = ?"_s, u"DELETE FROM problems WHERE folder = ?"_s,
          u"UPDATE folders SET listed = 0 WHERE path = ?"_s,
          u"DELETE FROM folders WHERE path = ? AND trust IS NOT 0"_s}) {
        if (auto done = m_database.execute(sql, {folder}); !done)
            return std::unexpected(done.error());
    }
    return transaction.commit();
}

Result<void> FolderStore::setTrusted(const QString &path, bool trusted, const QDateTime &now)
{
    const QString folder = normalized(path);
    if (path.isEmpty() || (trusted && !QFileInfo(folder).isDir()))
        return fail(ErrorCode::NotFound, path, u"there is no such folder"_s);
    const auto done = m_database.execute(
        u"INSERT INTO folders (path, trust, listed, added) VALUES (?, ?, 0, ?) "
        "ON CONFLICT (path) DO UPDATE SET trust = excluded.trust"_s,
        {folder, int(trusted), now.toMSecsSinceEpoch()});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<bool> FolderStore::isTrusted(const QString &path) const
{
    const auto entries = trustEntries();
    if (!entries)
        return std::unexpected(entries.error());
    return !path.isEmpty() && CommandRunner::isTrusted(*entries, normalized(path));
}

} // namespace CommandRunner
