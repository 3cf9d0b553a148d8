// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linetext.h"
#include "widgets/output/outputview.h"
#include "widgets/output/outputview_copyjob.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QMimeData>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int copySliceMs = 8;
constexpr qint64 linesPerRead = 64;
} // namespace

void OutputView::copy(CopyOptions options)
{
    if (!hasSelection() || !m_document)
        return;
    const auto [from, to] = std::minmax(m_anchor, m_caret);
    m_copyJob = std::make_unique<CopyJob>(CopyJob{from, to, options, from.line, 0, {}, {}});
    continueCopy();
}

// The next lines that are to be copied, without those behind markers unless they are wanted.
QList<OutputLine> OutputView::nextCopied(CopyJob &job) const
{
    const qint64 end = std::min(job.to.line + 1, m_document->lineCount());
    while (job.nextLine < end) {
        if (!job.options.hiddenLines) {
            const OutputRow row = m_document->row(m_document->rowOfLine(job.nextLine));
            if (row.marker) {
                job.nextLine = row.line + row.hiddenLines;
                continue;
            }
        }
        QList<OutputLine> lines = m_document->lines(job.nextLine,
                                                    std::min(linesPerRead, end - job.nextLine));
        if (lines.isEmpty())
            break;
        if (!job.options.hiddenLines) {
            const LineClasses hidden = m_document->hiddenClasses();
            const auto firstHidden = std::find_if(
                lines.begin(), lines.end(), [this, hidden](const OutputLine &line) {
                    return (hidden & lineClassBit(line.lineClass)) != 0
                        && m_document->row(m_document->rowOfLine(line.number)).marker;
                });
            lines.erase(firstHidden, lines.end());
        }
        job.nextLine = lines.last().number + 1;
        return lines;
    }
    return {};
}

void OutputView::copyLine(CopyJob &job, const OutputLine &line) const
{
    const bool cut = line.byteCount > line.bytes.size();
    TerminalLine decoded;
    if (cut)
        decoded.text = wholeLineText(wholeLine(*m_document, line, maximumCopyBytes));
    else
        decoded = decodeLine(line);
    const qsizetype size = decoded.text.size();
    const qsizetype start = line.number == job.from.line ? std::min(job.from.column, size) : 0;
    // What a view shows of a long line is not all of it: its shown end means its end.
    const bool toEnd = line.number != job.to.line
        || (cut && job.to.column >= plainText(line).size());
    const qsizetype end = toEnd ? size : std::min(job.to.column, size);
    if (job.lines++ > 0) {
        job.text += u'\n';
        job.html += u'\n';
    }
    if (job.options.times) {
        job.text += timePrefix(line.time);
        job.html += timePrefix(line.time).toHtmlEscaped();
    }
    job.text += QStringView(decoded.text).mid(start, end - start);
    if (job.options.colours)
        job.html += lineHtml(decoded, m_palette, lineClassColor(line.lineClass), start, end);
}

void OutputView::continueCopy()
{
    QElapsedTimer timer;
    timer.start();
    if (!m_document) {
        m_copyTimer.stop();
        m_copyJob.reset();
        return;
    }
    CopyJob &job = *m_copyJob;
    for (QList<OutputLine> lines = nextCopied(job); !lines.isEmpty(); lines = nextCopied(job)) {
        for (const OutputLine &line : std::as_const(lines)) {
            if (line.byteCount > maximumCopyBytes
                || job.text.size() + job.html.size() > maximumCopyBytes) {
                m_copyTimer.stop();
                m_copyJob.reset();
                Q_EMIT copyRefused();
                return;
            }
            copyLine(job, line);
        }
        if (timer.elapsed() >= copySliceMs) {
            if (!m_copyTimer.isActive())
                m_copyTimer.start(0, this);
            return;
        }
    }
    m_copyTimer.stop();
    const auto finished = std::move(m_copyJob);
    if (finished->lines == 0)
        return;
    auto *mime = new QMimeData; // the clipboard takes it
    mime->setText(finished->text);
    if (finished->options.colours)
        mime->setHtml(htmlHead(QString(), m_palette) + finished->html + htmlTail());
    QApplication::clipboard()->setMimeData(mime);
    Q_EMIT copied(finished->lines);
}

} // namespace CommandRunner
