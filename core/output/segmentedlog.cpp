// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/segmentedlog.h"

#include "core/output/compressedlog.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int digits = 16;

} // namespace

QString logSegmentPath(const QString &logPath, qint64 offset, qint64 linesBefore)
{
    const QFileInfo log(logPath);
    return u"%1/%2.%3-%4.%5"_s.arg(log.path(), log.completeBaseName())
        .arg(offset, digits, 10, QChar(u'0'))
        .arg(linesBefore, digits, 10, QChar(u'0'))
        .arg(log.suffix());
}

QList<LogSegment> logSegments(const QString &logPath)
{
    const QFileInfo log(logPath);
    const QString before = log.completeBaseName() + u'.';
    const QString after = u'.' + log.suffix();
    const QString afterCompressed = compressedLogPath(after);
    QList<LogSegment> segments;
    // Asked often: patterns of QDir would be made anew each time.
    const QStringList names = QDir(log.path()).entryList(QDir::Files, QDir::Name);
    for (QString name : names) {
        if (name.endsWith(afterCompressed))
            name.chop(afterCompressed.size() - after.size());
        if (!name.startsWith(before) || !name.endsWith(after))
            continue;
        const QString numbers = name.mid(before.size(), name.size() - before.size() - after.size());
        bool known = numbers.size() == 2 * digits + 1 && numbers.at(digits) == u'-';
        LogSegment segment{0, 0, log.path() + u'/' + name};
        if (known)
            segment.offset = numbers.first(digits).toLongLong(&known);
        if (known)
            segment.linesBefore = numbers.last(digits).toLongLong(&known);
        // By name both forms of one are neighbours.
        if (known && (segments.isEmpty() || segments.last().path != segment.path))
            segments.append(segment);
    }
    return segments;
}

SegmentedLog::SegmentedLog(const QString &logPath) : m_path(logPath), m_head(logPath) {}

void SegmentedLog::look()
{
    std::vector<Part> tail;
    for (const LogSegment &segment : logSegments(m_path)) {
        const auto known = std::find_if(m_tail.begin(), m_tail.end(), [&segment](const Part &part) {
            return part.file && part.segment.offset == segment.offset;
        });
        tail.push_back({segment,
                        known != m_tail.end() ? std::move(known->file)
                                              : std::make_unique<LogFile>(segment.path)});
    }
    m_tail = std::move(tail);
    m_headSize = m_head.size(); // afterwards: with a tail, it does not grow any more
    m_gap = {};
    if (!m_tail.empty() && m_tail.front().segment.offset > m_headSize) {
        const LogSegment &first = m_tail.front().segment;
        m_gap = {m_headSize, first.offset, first.linesBefore};
    }
}

qint64 SegmentedLog::size()
{
    // Whoever grows has no tail: looking into the folder costs more than asking the file.
    const qint64 head = m_head.size();
    if (m_tail.empty() && m_headSize >= 0 && head != m_headSize) {
        m_headSize = head;
        return head;
    }
    look();
    if (m_tail.empty())
        return m_headSize;
    return m_tail.back().segment.offset + m_tail.back().file->size();
}

bool SegmentedLog::isDamaged() const
{
    return m_head.isDamaged() || std::any_of(m_tail.begin(), m_tail.end(), [](const Part &part) {
               return part.file->isDamaged();
           });
}

const LogSegment *SegmentedLog::segmentFrom(qint64 offset) const
{
    for (const Part &part : m_tail) {
        if (part.segment.offset >= offset)
            return &part.segment;
    }
    return nullptr;
}

qint64 SegmentedLog::read(qint64 offset, char *data, qint64 size)
{
    qint64 done = 0;
    if (m_tail.empty() || offset < m_headSize)
        done = m_head.read(offset, data, size);
    if (done == size)
        return done;
    if (m_tail.empty() || offset + size > m_tail.back().segment.offset)
        look();
    for (const Part &part : m_tail) {
        const qint64 at = offset + done;
        if (done == size)
            break;
        if (at < part.segment.offset) {
            const qint64 missing = std::min(size - done, part.segment.offset - at);
            std::memset(data + done, 0, size_t(missing));
            done += missing;
        }
        if (done < size)
            done += part.file->read(offset + done - part.segment.offset, data + done, size - done);
    }
    return done;
}

} // namespace CommandRunner
