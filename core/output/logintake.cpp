// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/logintake.h"

#include "core/base/logging.h"

#include <algorithm>
#include <utility>

namespace CommandRunner {

namespace {

constexpr qsizetype longestMark = 3;

// The stream's first bytes, as far as they are there; it begins at the offset.
QByteArray firstBytes(const QString &logPath, const QString &indexPath, OutputStream stream,
                      qint64 offset)
{
    SegmentedLog log(logPath);
    OutputRecordReader records(indexPath);
    records.refresh();
    const qint64 size = log.size();
    const qint64 covered = std::min(records.coveredEnd(), size);
    const qint64 end = offset < covered ? covered : size;
    QByteArray bytes;
    while (offset < end && bytes.size() < longestMark) {
        auto streamHere = stream;
        qint64 next = offset < covered ? records.streamEnd(offset, end, streamHere) : end;
        next = next <= offset ? end : std::min(next, end);
        if (streamHere == stream) {
            char piece[longestMark];
            const qint64 got = log.read(
                offset, piece, std::min<qint64>(longestMark - bytes.size(), next - offset));
            bytes.append(piece, got);
        }
        offset = next;
    }
    return bytes;
}

} // namespace

LogIntake::LogIntake(const QString &logPath, const QString &indexPath, OutputReading reading)
    : m_logPath(logPath),
      m_indexPath(indexPath),
      m_reading(std::move(reading)),
      m_scanner(logPath, indexPath)
{
    if (!isUtf8(m_reading.encoding))
        startTranscript();
    else
        m_scanner.setGate([this](OutputStream stream, qint64 offset) {
            return mayRead(stream, offset);
        });
}

// Most logs have no mark and are read as they are.
bool LogIntake::mayRead(OutputStream stream, qint64 offset)
{
    if (m_failed)
        return true;
    if (m_transcript)
        return false;
    const OutputEncoding wanted = m_reading.encoding == OutputEncoding::Automatic
        ? OutputEncoding::Automatic
        : OutputEncoding::Utf8;
    const ByteOrderMark mark = byteOrderMark(firstBytes(m_logPath, m_indexPath, stream, offset),
                                             wanted, m_complete);
    if (!mark.certain)
        return false;
    if (!mark.encoding)
        return true;
    startTranscript();
    return m_failed;
}

void LogIntake::startTranscript()
{
    const auto folder = TranscriptFolder::create(m_reading.scratchFolder);
    if (!folder) {
        giveUp(folder.error());
        return;
    }
    auto transcript = std::make_unique<Transcript>(m_logPath, m_indexPath, m_reading.encoding,
                                                   *folder);
    if (const auto opened = transcript->open(); !opened) {
        giveUp(opened.error());
        return;
    }
    m_transcript = std::move(transcript);
}

void LogIntake::giveUp(const Error &error)
{
    qCWarning(logOutput).noquote() << "a transcript cannot be written:" << error.toString();
    m_failed = true;
    m_error = error;
    m_news = true;
}

// True once the scanner reads the transcript.
bool LogIntake::readTranscript()
{
    if (m_switched || !m_transcript || m_transcript->size() < m_scanner.offset())
        return m_switched;
    m_switched = true;
    const std::shared_ptr<TranscriptFolder> &folder = m_transcript->folder();
    m_scanner.readFrom(folder->logPath(), folder->indexPath());
    m_source = LogSource{folder->logPath(), folder->indexPath(), m_transcript->encoding(), folder};
    m_news = true;
    return true;
}

bool LogIntake::step(bool complete)
{
    m_complete = complete;
    if ((!m_transcript || readTranscript()) && m_scanner.step())
        return true;
    if (!m_transcript || m_failed)
        return false;
    const OutputEncoding before = m_transcript->encoding();
    const bool wrote = m_transcript->step(complete);
    if (m_switched && m_transcript->encoding() != before) {
        m_source = LogSource{m_transcript->folder()->logPath(), m_transcript->folder()->indexPath(),
                             m_transcript->encoding(), m_transcript->folder()};
        m_news = true;
    }
    if (std::exchange(m_damaged, m_transcript->isDamaged()) != m_damaged)
        m_news = true;
    if (m_transcript->error()) {
        giveUp(*m_transcript->error());
        if (!readTranscript())
            m_transcript.reset(); // it is not as far as what was read already
        return true;
    }
    return wrote;
}

IndexBatch LogIntake::takeBatch(bool finished)
{
    IndexBatch batch = m_scanner.takeBatch(finished);
    batch.source = std::exchange(m_source, std::nullopt);
    batch.transcriptError = std::exchange(m_error, std::nullopt);
    batch.damaged = batch.damaged || m_damaged;
    m_news = false;
    return batch;
}

} // namespace CommandRunner
