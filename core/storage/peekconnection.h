// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringList>
#include <QVariantList>

namespace CommandRunner {

// A connection that never writes into the file, whatever is done through it: no migration, no
// checkpoint. For looking at files that may not be ours, and for copying from ours.
class PeekConnection final
{
public:
    PeekConnection();
    ~PeekConnection();
    PeekConnection(const PeekConnection &) = delete;
    PeekConnection &operator=(const PeekConnection &) = delete;

    // Errors here and below: those of sqlError(), subject is the file. NotFound.
    Result<void> open(const QString &file, int busyTimeoutMs = 5000);

    // The rows' columns as text, at most so many rows; negative: all.
    Result<QList<QStringList>> rows(const QString &sql, const QVariantList &values = {},
                                    qsizetype most = 100) const;
    Result<qint64> number(const QString &sql) const; // of the first row, first column; 0: none
    // Ours, of a version that this program knows; the version. InvalidFormat, NewerVersion.
    Result<qint64> ownVersion() const;
    // A copy as of one moment, mode 0600, of the content alone: no WAL, no room that nothing uses.
    // Not yet on the disk for good. AlreadyExists. A part of it may be there after an error.
    Result<void> copyInto(const QString &target) const;

private:
    QString m_file;
    const QString m_name; // unique in the process
};

} // namespace CommandRunner
