// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CommandRunner {

// A file on disk that is read at any place, while others write, rename or remove it.
class RawFile final
{
public:
    RawFile() = default;
    ~RawFile();
    RawFile(const RawFile &) = delete;
    RawFile &operator=(const RawFile &) = delete;

    bool open(const QString &path); // false: it cannot be; once open it stays
    bool isOpen() const { return m_handle != -1; }
    qint64 size() const;
    bool isRemoved() const; // it has no name any more (where the system tells)
    // Bytes read: less than asked only at the end of the file or when reading fails.
    qint64 read(qint64 offset, char *data, qint64 size) const;

private:
    qintptr m_handle = -1;
};

} // namespace CommandRunner
