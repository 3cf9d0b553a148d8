// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace CommandRunner {

struct Folder {
    QString path;      // absolute, cleaned, links resolved
    bool trusted = false;
    bool listed = true; // false: only trusted or untrusted, not scanned (added by `trust` alone)
    QDateTime added;

    bool operator==(const Folder &) const = default;
};

// The folders that are scanned, and what is trusted. Trust holds for the folder and everything below it.
class FolderStore final
{
public:
    explicit FolderStore(Database &database) : m_database(database) {}

    Result<QList<Folder>> folders() const;          // the scanned ones, in the order added
    Result<void> add(const QString &path, const QDateTime &now);  // AlreadyExists, NotFound (no such folder)
    Result<void> remove(const QString &path);       // NotFound; its cached commands go, runs stay
    Result<void> setTrusted(const QString &path, bool trusted, const QDateTime &now);
    Result<bool> isTrusted(const QString &path) const; // by the nearest entry at or above `path`

private:
    Database &m_database;
};

} // namespace CommandRunner
