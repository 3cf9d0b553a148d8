// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace CommandRunner {

struct Folder {
    QString path;         // absolute, cleaned, links resolved
    bool trusted = false; // as isTrusted() says for it
    bool listed = true;   // false: only trusted or untrusted, not scanned (added by `trust` alone)
    QDateTime added;      // UTC

    bool operator==(const Folder &) const = default;
};

// What somebody said about a folder; it holds for everything below, up to the next entry.
struct TrustEntry {
    QString path;
    bool trusted = false;

    bool operator==(const TrustEntry &) const = default;
};

// By the nearest entry at or above `path` (absolute, cleaned); untrusted where there is none.
bool isTrusted(const QList<TrustEntry> &entries, const QString &path);

// The folders that are scanned, and what is trusted. Trust holds for the folder and everything
// below it. Paths are normalised: "~" and "~/…" are the home folder, relative ones start at the
// current folder, links are resolved.
class FolderStore final
{
public:
    explicit FolderStore(Database &database) : m_database(database) {}

    Result<QList<Folder>> folders() const; // the scanned ones, in the order added
    // AlreadyExists: the folder, one above it or one below it is listed already, so that nothing
    // would show twice; subject is the path, detail names the listed one. NotFound: no such folder.
    Result<void> add(const QString &path, const QDateTime &now);
    // NotFound. Its cached commands and its trust go, runs stay; that it is untrusted (said so by
    // somebody) stays.
    Result<void> remove(const QString &path);
    Result<void> setTrusted(const QString &path, bool trusted, const QDateTime &now); // NotFound:
                                                                                      // no such
                                                                                      // folder to
                                                                                      // be trusted
    Result<bool> isTrusted(const QString &path) const; // by the nearest entry at or above `path`
    Result<QList<TrustEntry>> trustEntries() const;

    static QString normalized(const QString &path);

private:
    Database &m_database;
};

} // namespace CommandRunner
