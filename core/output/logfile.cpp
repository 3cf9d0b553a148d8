// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/logfile.h"

#include "core/output/compressedlog.h"

#include <QFileInfo>

namespace CommandRunner {

LogFile::LogFile(QString path) : m_path(std::move(path)) {}

LogFile::~LogFile() = default;

bool LogFile::open()
{
    if (m_plain.isOpen() || m_compressed || m_plain.open(m_path))
        return true;
    m_compressed = CompressedLog::open(compressedLogPath(m_path));
    return m_compressed != nullptr;
}

qint64 LogFile::size()
{
    if (!open())
        return 0;
    return m_compressed ? m_compressed->size() : m_plain.size();
}

bool LogFile::isRemoved()
{
    if (m_compressed)
        return m_compressed->isRemoved();
    // Who compresses a log takes the plain file away; what we have open is still all of it.
    return m_plain.isRemoved() && !QFileInfo::exists(compressedLogPath(m_path));
}

bool LogFile::isDamaged() const
{
    return m_compressed && m_compressed->isDamaged();
}

qint64 LogFile::read(qint64 offset, char *data, qint64 size)
{
    if (!open())
        return 0;
    return m_compressed ? m_compressed->read(offset, data, size) : m_plain.read(offset, data, size);
}

bool logFileExists(const QString &path)
{
    return QFileInfo::exists(path) || QFileInfo::exists(compressedLogPath(path));
}

} // namespace CommandRunner
