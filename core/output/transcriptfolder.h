// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLockFile>
#include <QTemporaryDir>

#include <atomic>
#include <memory>

namespace CommandRunner {

// Where a transcript lies: a folder that goes when nobody holds it any more. One whose process was
// killed is removed by the next one that makes another (its lock tells).
class TranscriptFolder final
{
public:
    // In `scratch`, which is created; in the system's folder for temporary files when that cannot
    // be written. Errors: Io, PermissionDenied; the subject is the folder.
    static Result<std::shared_ptr<TranscriptFolder>> create(const QString &scratch);
    ~TranscriptFolder();
    TranscriptFolder(const TranscriptFolder &) = delete;
    TranscriptFolder &operator=(const TranscriptFolder &) = delete;

    QString path() const { return m_folder.path(); }
    QString logPath() const;
    QString indexPath() const;

    // Bytes of the child that the run's limit took out: the gap in the transcript may be of another
    // size. Any thread.
    qint64 takenOut() const { return m_takenOut; }
    void setTakenOut(qint64 bytes) { m_takenOut = bytes; }

private:
    explicit TranscriptFolder(const QString &pattern);

    QTemporaryDir m_folder;
    QLockFile m_lock;
    std::atomic<qint64> m_takenOut = 0;
};

} // namespace CommandRunner
