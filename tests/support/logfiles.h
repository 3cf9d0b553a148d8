// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <stdexcept>

namespace CommandRunner {

// A run's output folder, written by hand in the format that outputlog.h describes, so that a test
// can also write what no host would.
class LogFiles final
{
public:
    LogFiles() : m_log(logPath()), m_index(indexPath())
    {
        if (!m_folder.isValid() || !m_log.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            throw std::runtime_error("no temporary folder");
    }

    QString logPath() const { return m_folder.filePath(QStringLiteral("output.log")); }
    QString indexPath() const { return m_folder.filePath(QStringLiteral("output.idx")); }

    void write(QByteArrayView bytes, OutputStream stream = OutputStream::Standard, qint64 time = 0)
    {
        const qint64 offset = m_size;
        writeLog(bytes);
        writeRecord(offset, bytes.size(), stream, time);
    }

    void writeLog(QByteArrayView bytes)
    {
        m_log.write(bytes.data(), bytes.size());
        m_size += bytes.size();
    }

    void writeRecord(qint64 offset, qint64 length, OutputStream stream, qint64 time = 0)
    {
        char record[OutputRecord::size];
        qToLittleEndian(quint64(offset), record);
        qToLittleEndian(quint32(length), record + 8);
        qToLittleEndian(quint32(stream), record + 12);
        qToLittleEndian(time, record + 16);
        writeIndex(QByteArrayView(record, OutputRecord::size));
    }

    void writeIndex(QByteArrayView bytes)
    {
        if (!m_index.isOpen() && !m_index.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            throw std::runtime_error("no index file");
        m_index.write(bytes.data(), bytes.size());
    }

    void resizeLog(qint64 size)
    {
        m_log.resize(size);
        m_log.seek(size);
        m_size = size;
    }

    qint64 size() const { return m_size; }

private:
    QTemporaryDir m_folder;
    QFile m_log;
    QFile m_index;
    qint64 m_size = 0;
};

} // namespace CommandRunner
