// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/logfile.h"

#include <QList>
#include <QString>

#include <memory>
#include <vector>

namespace CommandRunner {

// When a run writes more than its limit, output.log keeps the head, so much, and what follows goes
// into files beside it, the oldest of which are removed while newer ones come. Each is named by the
// offset of its first byte in all that the child wrote, and by how many lines end before it:
// "output.0000001073741824-0000000010737418.log". So offsets stay true, any tool reads head and
// tail as they are (in order, as `cat output.log output.*.log` does), and a copy of the folder is
// as good as the folder. (A hole punched into one file would be lost in copies and is not known
// everywhere.)
struct LogSegment {
    qint64 offset = 0;
    qint64 linesBefore = 0;
    QString path; // of the plain file, also when it is compressed: for LogFile
};
QString logSegmentPath(const QString &logPath, qint64 offset, qint64 linesBefore);
QList<LogSegment> logSegments(const QString &logPath); // by offset

// What was written between the head and the tail and is not there any more.
struct LogGap {
    qint64 first = -1;      // the first byte that is missing; -1: none is
    qint64 end = -1;        // the first that is there again
    qint64 linesBefore = 0; // that ended before `end`

    bool exists() const { return first >= 0; }
};

// Reads head and tail as one file at the child's own offsets; bytes of the gap read as NUL. As
// LogFile otherwise. One thread.
class SegmentedLog final
{
public:
    explicit SegmentedLog(const QString &logPath);

    qint64 size(); // looks which files there are
    bool isRemoved() { return m_head.isRemoved(); }
    bool isDamaged() const;                                 // head or tail, as LogFile has it
    qint64 headSize() const { return m_headSize; }          // as of size()
    bool isHeadComplete() const { return !m_tail.empty(); } // all that follows is in segments
    const LogGap &gap() const { return m_gap; }
    // The first file of the tail that begins at or behind the offset; null: there is none.
    const LogSegment *segmentFrom(qint64 offset) const;
    qint64 read(qint64 offset, char *data, qint64 size);

private:
    struct Part {
        LogSegment segment;
        std::unique_ptr<LogFile> file;
    };
    void look();

    const QString m_path;
    LogFile m_head;
    qint64 m_headSize = -1;
    std::vector<Part> m_tail;
    LogGap m_gap;
};

} // namespace CommandRunner
