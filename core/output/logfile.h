// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/rawfile.h"

#include <QString>

#include <memory>

namespace CommandRunner {

class CompressedLog;

// Reads a growing file at any place. Each thread has its own. A file that is not there yet reads as
// empty and is tried again. Where there is only its compressed form (see compressedlog.h), that is
// read, at the offsets of the content; who has the plain file open keeps it.
class LogFile final
{
public:
    explicit LogFile(QString path);
    ~LogFile();
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;

    qint64 size();
    bool isRemoved(); // it was there, but has no name any more (where the system tells)
    // What was compressed cannot be read in full; what can be is size() or what read() returns.
    bool isDamaged() const;
    // Bytes read: less than asked only at the end of the file, when reading fails, or where what
    // was compressed is damaged.
    qint64 read(qint64 offset, char *data, qint64 size);

private:
    bool open();

    QString m_path;
    RawFile m_plain;
    std::unique_ptr<CompressedLog> m_compressed; // in place of the plain one
};

bool logFileExists(const QString &path); // in either form

} // namespace CommandRunner
