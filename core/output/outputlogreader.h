// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/logfile.h"
#include "core/output/outputlog.h"

#include <QList>

namespace CommandRunner {

// Looks records up in output.idx on disk; only a few of them are in memory at a time. A record that
// is cut off at the end of the file does not count; neither a missing file nor damaged records do
// harm. One thread.
class OutputRecordReader final
{
public:
    explicit OutputRecordReader(const QString &indexPath) : m_file(indexPath) {}

    void refresh(); // looks how many records there are now
    qint64 count() const { return m_count; }
    OutputRecord at(qint64 index); // index in [0, count)
    qint64 indexOf(qint64 offset); // of the last record that begins at or before offset; -1: none
    qint64 coveredEnd();           // first offset of the log that no record covers yet

    // The record that tells about this byte; the last one also about what follows it. Cheap when
    // offsets grow.
    OutputRecord covering(qint64 offset);
    // How far the stream that has this byte goes on, as far as records tell and no farther than
    // `limit` needs: the offset of the next record of another stream, or the end of a record at or
    // behind `limit`, or coveredEnd(). `stream` becomes the byte's.
    qint64 streamEnd(qint64 offset, qint64 limit, OutputStream &stream);

private:
    bool load(qint64 index);

    LogFile m_file;
    qint64 m_count = 0;
    qint64 m_cachedFirst = 0;
    QList<OutputRecord> m_cached; // records from m_cachedFirst on
    qint64 m_cursor = 0;          // where covering() found the last one
};

} // namespace CommandRunner
