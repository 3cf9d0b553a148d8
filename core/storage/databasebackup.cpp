// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databasebackup.h"

#include "core/base/filenames.h"
#include "core/base/files.h"
#include "core/storage/peekconnection.h"

#include <QFile>
#include <QFileInfo>

namespace CommandRunner::DatabaseBackup {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView timeFormat = u"yyyyMMdd'T'HHmmss'Z'";

// A slip of the hand must not cost a file.
Result<void> checkTarget(const QString &database, const QString &target)
{
    const QFileInfo info(target);
    if (!QFileInfo(info.absolutePath()).isDir())
        return fail(ErrorCode::NotFound, info.absolutePath(), u"There is no such folder."_s);
    if (!info.exists() && !info.isSymLink())
        return {};
    if (info.canonicalFilePath() == QFileInfo(database).canonicalFilePath()
        || (!fileIdentity(target).isEmpty() && fileIdentity(target) == fileIdentity(database)))
        return fail(ErrorCode::Refused, target, u"It is the database itself."_s);
    if (info.isFile() && info.size() == 0)
        return {};
    PeekConnection there;
    auto opened = there.open(target);
    const auto version = opened ? there.ownVersion() : Result<qint64>(0);
    if (!opened || !version)
        return fail(ErrorCode::AlreadyExists, target,
                    u"It is no backup of Command Runner and was left alone."_s);
    return {};
}

} // namespace

Result<void> write(const QString &database, const QString &target)
{
    if (auto usable = checkTarget(database, target); !usable)
        return usable;
    PeekConnection source;
    if (auto opened = source.open(database); !opened)
        return opened;
    if (const auto version = source.ownVersion(); !version)
        return std::unexpected(version.error());
    const QString part = target + u".part"_s;
    const auto clear = [&part] {
        for (const QString &suffix : {u"-journal"_s, QString()})
            QFile::remove(part + suffix);
    };
    clear(); // of one who was ended in the middle
    auto copied = source.copyInto(part);
    if (copied)
        copied = renameDurably(part, target);
    if (!copied && copied.error().code != ErrorCode::AlreadyExists)
        clear();
    return copied;
}

QString fileName(QStringView prefix, const QDateTime &now)
{
    return u"%1-%2.db"_s.arg(prefix.toString(), now.toUTC().toString(timeFormat));
}

QDateTime timeOf(QStringView prefix, const QString &fileName)
{
    const QString start = prefix.toString() + u'-';
    if (!fileName.startsWith(start) || !fileName.endsWith(".db"_L1))
        return {};
    const QDateTime read = QDateTime::fromString(
        fileName.sliced(start.size(), fileName.size() - start.size() - 3), timeFormat.toString());
    return read.isValid() ? QDateTime(read.date(), read.time(), Qt::UTC) : read;
}

} // namespace CommandRunner::DatabaseBackup
