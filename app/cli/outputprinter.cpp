// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/outputprinter.h"

#include "app/cli/printing.h"
#include "app/cli/standardstreams.h"
#include "core/base/clock.h"
#include "core/output/terminaltext.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 copyBytes = 64 << 10;
constexpr qint64 linesPerRound = 500;
constexpr int promptDelayMs = 60;

QString classWord(LineClass c)
{
    switch (c) {
    case LineClass::Plain:
        return u"plain"_s;
    case LineClass::Sql:
        return u"sql"_s;
    case LineClass::Progress:
        return u"progress"_s;
    case LineClass::Warning:
        return u"warning"_s;
    case LineClass::Error:
        return u"error"_s;
    case LineClass::Debug:
        return u"debug"_s;
    }
    return u"plain"_s;
}

QString streamWord(OutputStream stream)
{
    switch (stream) {
    case OutputStream::Standard:
        return u"stdout"_s;
    case OutputStream::Error:
        return u"stderr"_s;
    case OutputStream::Terminal:
        return u"terminal"_s;
    }
    return u"stdout"_s;
}

void printTakenOut(qint64 bytes)
{
    printError(QCoreApplication::translate(
                   "Cli", "%1 bytes of the output were not kept here: the run's limit was reached")
                   .arg(bytes));
}

} // namespace

bool OutputPrinter::isTimeUp()
{
    if (m_goesOn)
        return true;
    if (!m_slice.isValid())
        m_slice.start();
    if (m_slice.elapsed() < sliceMs)
        return false;
    m_goesOn = true;
    QTimer::singleShot(0, this, [this] {
        m_goesOn = false;
        m_slice.start();
        goOn();
    });
    return true;
}

RawPrinter::RawPrinter(const RunFolder &folder, qint64 from, QObject *parent)
    : OutputPrinter(parent),
      m_log(folder.log()),
      m_index(folder.index()),
      m_printed(from)
{}

bool RawPrinter::copy(qint64 until, bool output)
{
    QByteArray buffer(std::clamp<qint64>(until - m_printed, 0, copyBytes), Qt::Uninitialized);
    while (m_printed < until && !isTimeUp()) {
        m_log.size();
        const LogGap gap = m_log.gap();
        if (m_printed >= gap.first && m_printed < gap.end) {
            printTakenOut(gap.end - m_printed);
            m_printed = gap.end; // perhaps behind `until`
            continue;
        }
        const qint64 stop = m_printed < gap.first ? std::min(until, gap.first) : until;
        const qint64 got = m_log.read(m_printed, buffer.data(),
                                      std::min<qint64>(buffer.size(), stop - m_printed));
        if (got <= 0)
            return true; // not there yet; the next grow() goes on here
        const QByteArray bytes = buffer.first(got);
        m_printed += got;
        if (!writeToStandardStream(output, bytes)) {
            m_broken = true;
            Q_EMIT finished();
            return false;
        }
    }
    return true;
}

void RawPrinter::grow()
{
    if (m_broken || !printRecords() || !m_ending)
        return;
    if (const qint64 size = m_log.size(); m_printed < size && !copy(size, true))
        return; // a host that was killed may not have written its last record
    if (m_printed >= m_log.size() || !isTimeUp())
        Q_EMIT finished();
}

// False: a slice is over, or nobody reads.
bool RawPrinter::printRecords()
{
    if (!m_index.isOpen() && !m_index.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return true;
    for (;;) {
        const QByteArray bytes = m_index.peek(OutputRecord::size);
        if (bytes.size() < OutputRecord::size)
            return true;
        const auto offset = qFromLittleEndian<quint64>(bytes.constData());
        const auto length = qFromLittleEndian<quint32>(bytes.constData() + 8);
        const auto stream = qFromLittleEndian<quint32>(bytes.constData() + 12);
        const qint64 until = qint64(offset + length);
        if (!copy(until, stream != quint32(OutputStream::Error)))
            return false;
        if (m_printed < until)
            return !isTimeUp();
        m_index.skip(OutputRecord::size);
    }
}

void RawPrinter::end()
{
    m_ending = true;
    grow();
}

LensPrinter::LensPrinter(const RunFolder &folder, const Options &options, QObject *parent)
    : OutputPrinter(parent),
      m_document(LogSource{.logPath = folder.log(), .indexPath = folder.index()}, options.reading),
      m_options(options),
      m_next(options.first)
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(promptDelayMs);
    connect(&m_idle, &QTimer::timeout, this, &LensPrinter::printUnfinishedLine);
    connect(&m_document, &OutputDocument::grown, this, &LensPrinter::printAvailable);
    connect(&m_document, &OutputDocument::finished, this, &LensPrinter::printAvailable);
    connect(&m_document, &OutputDocument::transcriptFailed, this,
            &LensPrinter::tellTranscriptError);
}

void LensPrinter::grow()
{
    m_document.grow();
    if (m_uncertain) // it need not have anything new when the records come
        printAvailable();
}

// The document takes bytes that no record tells about for those of the stream before, and mends
// that when it was not so. What is printed stays printed: it waits for the record.
bool LensPrinter::isCertain(qint64 end)
{
    if (const QString path = m_document.source().indexPath; path != m_recordsPath) {
        m_recordsPath = path;
        m_records = std::make_unique<OutputRecordReader>(path);
    }
    if (end > m_records->coveredEnd())
        m_records->refresh();
    m_uncertain = end > m_records->coveredEnd();
    return !m_uncertain;
}

void LensPrinter::end()
{
    m_document.setFinished();
}

void LensPrinter::tellTranscriptError() const
{
    const Error error = m_document.transcriptError().value_or(Error());
    const QString text = m_document.source().transcript
        ? QCoreApplication::translate("Cli",
                                      "No more of this output can be read: its copy in UTF-8 "
                                      "could not be written to “%1”: %2. --raw needs none.")
        : QCoreApplication::translate("Cli",
                                      "This output is read as UTF-8: a copy of it, read in "
                                      "its own encoding, could not be written to “%1”: %2.");
    printError(text.arg(error.subject, error.detail));
}

// Bytes go to a terminal as they are, so that its colours stay; anything else gets plain text.
QByteArray LensPrinter::textOf(const OutputLine &line) const
{
    const bool toTerminal = isTerminal(line.stream != OutputStream::Error);
    if (line.shown) // its own bytes would move the cursor up over what we printed
        return toTerminal ? *line.shown : plainText(line).toUtf8();
    if (toTerminal && !line.bytes.contains('\r'))
        return line.bytes;
    if (!line.bytes.contains('\x1b') && !line.bytes.contains('\r') && !line.bytes.contains('\b'))
        return line.bytes;
    return plainText(line).toUtf8();
}

bool LensPrinter::printLine(const OutputLine &line)
{
    const bool output = line.stream != OutputStream::Error;
    if (line.takenOut > 0) {
        tellHidden();
        printTakenOut(line.takenOut);
        return true;
    }
    if (m_options.json) {
        printJson(QJsonObject{{"line"_L1, m_document.writtenNumber(line.number) + 1},
                              {"time"_L1,
                               isoTimestamp(QDateTime::fromMSecsSinceEpoch(line.time, Qt::UTC))},
                              {"stream"_L1, streamWord(line.stream)},
                              {"class"_L1, classWord(line.lineClass)},
                              {"text"_L1, plainText(line)}});
        return true;
    }
    if (m_partBytes == 0 && (m_options.hidden & lineClassBit(line.lineClass))) {
        ++m_hidden;
        m_hiddenClasses |= lineClassBit(line.lineClass);
        return true;
    }
    tellHidden();
    const QByteArray bytes = m_partBytes > 0 ? line.bytes.mid(m_partBytes) : textOf(line);
    m_partBytes = 0;
    if (!writeToStandardStream(output, bytes) || !printRest(line))
        return false;
    // A line that the other stream broke off gets a newline only where both are on one screen.
    const bool shared = isTerminal(true) && isTerminal(false);
    const bool newline = line.newline || (shared && line.complete);
    return !newline || writeToStandardStream(output, "\n");
}

// What the document leaves out of a line that is longer than it shows.
bool LensPrinter::printRest(const OutputLine &line)
{
    qint64 left = line.byteCount - line.bytes.size();
    while (left > 0) {
        const QByteArray bytes = m_document.bytes(line.offset + line.byteCount - left,
                                                  std::min(copyBytes, left));
        if (bytes.isEmpty())
            break;
        if (!writeToStandardStream(line.stream != OutputStream::Error, bytes))
            return false;
        left -= bytes.size();
    }
    return true;
}

void LensPrinter::tellHidden()
{
    if (m_hidden == 0)
        return;
    // Only for eyes: a program that reads standard error gets what the child wrote there.
    if (isTerminal(false) && isTerminal(true)) {
        QStringList words;
        for (const LineClass c : {LineClass::Sql, LineClass::Progress, LineClass::Debug}) {
            if (m_hiddenClasses & lineClassBit(c))
                words.append(classWord(c));
        }
        const QString text = QCoreApplication::translate("Cli", "▸ %n line(s) hidden: %1", nullptr,
                                                         int(m_hidden))
                                 .arg(words.join(u", "_s));
        writeToStandardStream(false, "\x1b[2m" + text.toUtf8() + "\x1b[0m\n");
    }
    m_hidden = 0;
    m_hiddenClasses = 0;
}

void LensPrinter::printAvailable()
{
    if (m_done)
        return;
    const bool finished = m_document.isFinished();
    const qint64 end = m_options.last < 0 ? m_document.lineCount()
                                          : std::min(m_document.lineCount(), m_options.last + 1);
    while (m_next < end) {
        if (isTimeUp())
            return;
        const QList<OutputLine> lines = m_document.lines(m_next,
                                                         std::min(linesPerRound, end - m_next));
        if (lines.isEmpty())
            break;
        for (const OutputLine &line : lines) {
            if (!finished && !isCertain(line.offset + line.byteCount + (line.newline ? 1 : 0)))
                return;
            if (!line.complete && !finished) {
                m_idle.start();
                return;
            }
            if (!printLine(line)) {
                m_done = true;
                Q_EMIT this->finished();
                return;
            }
            ++m_next;
        }
    }
    if (finished) {
        tellHidden();
        m_done = true;
        Q_EMIT this->finished();
    }
}

void LensPrinter::printUnfinishedLine()
{
    if (m_options.json || m_done || m_next >= m_document.lineCount())
        return;
    const QList<OutputLine> lines = m_document.lines(m_next, 1);
    if (lines.isEmpty() || lines.first().complete)
        return;
    const OutputLine &line = lines.first();
    const bool hidden = m_options.hidden & lineClassBit(line.lineClass);
    if (hidden || line.bytes.contains('\r') || line.bytes.size() <= m_partBytes
        || !isCertain(line.offset + line.byteCount))
        return;
    tellHidden();
    writeToStandardStream(line.stream != OutputStream::Error,
                          QByteArrayView(line.bytes).sliced(m_partBytes));
    m_partBytes = line.bytes.size();
}

} // namespace CommandRunner
