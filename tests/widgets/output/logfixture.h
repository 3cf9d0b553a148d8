// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <optional>

// A run's log and its records in a folder of their own, written as a host writes them.
class LogFixture final
{
public:
    QString log() const { return m_folder.filePath(QStringLiteral("output.log")); }
    QString index() const { return m_folder.filePath(QStringLiteral("output.idx")); }
    QString file(const QString &name) const { return m_folder.filePath(name); }

    void append(const QByteArray &bytes,
                CommandRunner::OutputStream stream = CommandRunner::OutputStream::Standard,
                qint64 time = 1'795'000'000'000)
    {
        QFile log(this->log());
        QFile index(this->index());
        if (!log.open(QIODevice::Append) || !index.open(QIODevice::Append))
            qFatal("The temporary folder cannot be written");
        const qint64 offset = log.size();
        log.write(bytes);
        log.flush();
        char record[CommandRunner::OutputRecord::size];
        qToLittleEndian<quint64>(quint64(offset), record);
        qToLittleEndian<quint32>(quint32(bytes.size()), record + 8);
        qToLittleEndian<quint32>(quint32(stream), record + 12);
        qToLittleEndian<qint64>(time, record + 16);
        index.write(record, sizeof record);
    }

private:
    QTemporaryDir m_folder;
};
