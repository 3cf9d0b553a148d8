// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/transcriptfolder.h"

#include "core/base/files.h"

#include <QDir>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto lockName = "lock"_L1;
constexpr auto prefix = "transcript-"_L1;

void removeAbandoned(const QString &scratch)
{
    const QDir folder(scratch);
    const QStringList names = folder.entryList({prefix + u'*'}, QDir::Dirs | QDir::NoSymLinks);
    for (const QString &name : names) {
        const QString lockPath = folder.filePath(name + u'/' + lockName);
        if (!QFile::exists(lockPath))
            continue; // it is just being made, or removed
        QLockFile lock(lockPath);
        lock.setStaleLockTime(0); // however old: a run may be looked at for days
        if (!lock.tryLock(0))
            continue;
        lock.unlock();
        QDir(folder.filePath(name)).removeRecursively();
    }
}

} // namespace

TranscriptFolder::TranscriptFolder(const QString &pattern)
    : m_folder(pattern),
      m_lock(m_folder.filePath(lockName))
{
    m_lock.setStaleLockTime(0);
}

TranscriptFolder::~TranscriptFolder()
{
    m_lock.unlock(); // an open file could not be removed everywhere
    m_folder.remove();
}

Result<std::shared_ptr<TranscriptFolder>> TranscriptFolder::create(const QString &scratch)
{
    Error error;
    for (const QString &place : {scratch, QDir::tempPath()}) {
        if (place.isEmpty())
            continue;
        if (auto made = makePrivateFolder(place); !made) {
            error = made.error();
            continue;
        }
        removeAbandoned(place);
        const QString pattern = place + u'/' + prefix + u"XXXXXX"_s;
        std::shared_ptr<TranscriptFolder> folder(new TranscriptFolder(pattern));
        if (folder->m_folder.isValid() && folder->m_lock.tryLock(0))
            return folder;
        error = {ErrorCode::Io, place, folder->m_folder.errorString()};
    }
    return std::unexpected(error);
}

QString TranscriptFolder::logPath() const
{
    return m_folder.filePath(u"output.log"_s);
}

QString TranscriptFolder::indexPath() const
{
    return m_folder.filePath(u"output.idx"_s);
}

} // namespace CommandRunner
