// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CommandRunner {

// Reads a growing file at any place. Each thread has its own. A file that is not there yet reads as
// empty and is tried again.
class LogFile final
{
public:
    explicit LogFile(QString path) : m_path(std::move(path)) {}
    ~LogFile();
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;

    qint64 size();
    bool isRemoved(); // it was there, but has no name any more (where the system tells)
    // Bytes read: less than asked only at the end of the file or when reading fails.
    qint64 read(qint64 offset, char *data, qint64 size);

private:
    bool open();

    QString m_path;
    qintptr m_handle = -1;
};

} // namespace CommandRunner
