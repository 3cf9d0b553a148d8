// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputsaver.h"

#include "core/output/compressedlog.h"
#include "core/output/outputlens.h"
#include "core/output/rawlines.h"
#include "core/output/segmentedlog.h"
#include "widgets/common/terminalpalette.h"
#include "widgets/common/theme.h"
#include "widgets/output/linetext.h"
#include "widgets/output/rowreader.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <optional>

namespace CommandRunner {

using namespace Qt::StringLiterals;

struct OutputSaver::Shared {
    std::atomic_bool cancelled = false;
    std::optional<Result<qint64>> result; // written by the thread before it ends
};

namespace {

using Progress = std::function<bool(int percent)>; // false: stop

std::unexpected<Error> fileError(const QFileDevice &file, const QString &name)
{
    const bool permission = file.error() == QFileDevice::PermissionsError;
    return fail(permission ? ErrorCode::PermissionDenied : ErrorCode::Io, name, file.errorString());
}

std::unexpected<Error> cancelledError(const SaveRequest &request)
{
    return fail(ErrorCode::Refused, request.target, u"cancelled"_s);
}

constexpr qint64 longestLine = 256LL << 20; // decoded as one; longer ones are cut

// A document of the saver's own, once it has read the files: the view's belongs to its thread and
// goes on changing. False: cancelled.
bool readDocument(OutputDocument &document, const Progress &progress)
{
    QEventLoop loop; // house: in a worker thread
    QTimer poll;
    bool wanted = true;
    const auto look = [&] {
        if (document.isFinished() && document.lens().isSettled())
            loop.quit();
    };
    QObject::connect(&document, &OutputDocument::finished, &loop, look);
    QObject::connect(&document.lens(), &OutputLens::changed, &loop, look);
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        wanted = progress(0);
        if (!wanted)
            loop.quit();
    });
    poll.start(50);
    document.setFinished();
    loop.exec();
    return wanted;
}

Result<qint64> saveRaw(const SaveRequest &request, QSaveFile &target, const Progress &progress)
{
    if (!QFileInfo::exists(compressedLogPath(request.logPath))) {
        QFile head(request.logPath);
        if (!head.open(QIODevice::ReadOnly))
            return fileError(head, request.logPath);
    }
    SegmentedLog log(request.logPath);
    qint64 from = 0;
    qint64 end = log.size();
    if (!request.wholeLog && request.source.transcript) {
        const auto range = rawRangeOfLines(request.logPath, request.indexPath, request.encoding,
                                           request.firstLine, request.lines,
                                           [&progress] { return progress(0); });
        if (!range)
            return cancelledError(request);
        from = range->first;
        end = range->end;
    } else if (!request.wholeLog) {
        OutputDocument document(request.logPath, request.indexPath);
        if (!readDocument(document, progress))
            return cancelledError(request);
        const auto first = document.lines(request.firstLine, 1);
        const auto behind = document.lines(request.lines, 1);
        from = first.isEmpty() ? end : first.first().offset;
        end = behind.isEmpty() ? document.byteCount() : behind.first().offset;
    }
    const LogGap gap = log.gap();
    QByteArray chunk;
    qint64 written = 0;
    for (qint64 at = from; at < end;) {
        if (gap.exists() && at >= gap.first && at < gap.end) {
            // Who reads the file shall not take what is left for all there was.
            chunk = "\n[" + QByteArray::number(gap.end - gap.first) + " bytes were not kept]\n";
            at = gap.end;
        } else {
            const qint64 stop = gap.exists() && at < gap.first ? std::min(end, gap.first) : end;
            chunk.resize(std::min<qint64>(1 << 20, stop - at));
            chunk.resize(log.read(at, chunk.data(), chunk.size()));
            if (chunk.isEmpty())
                return fail(ErrorCode::Io, request.logPath, u"the log became shorter"_s);
            at += chunk.size();
        }
        if (target.write(chunk) != chunk.size())
            return fileError(target, request.target);
        written += chunk.size();
        if (!progress(int(100 * (at - from) / (end - from))))
            return cancelledError(request);
    }
    return written;
}

QByteArray savedLine(const SaveRequest &request, const OutputDocument &document,
                     const OutputLine &line, const TerminalPalette &palette)
{
    QString text = request.times ? timePrefix(line.time) : QString();
    const bool html = request.format == SaveFormat::Html;
    if (line.byteCount <= line.bytes.size()) {
        const TerminalLine decoded = decodeLine(line);
        text += html ? lineHtml(decoded, palette, QColor(), 0, decoded.text.size()) : decoded.text;
    } else {
        const QByteArray bytes = wholeLine(document, line, longestLine);
        const QString whole = wholeLineText(bytes);
        text += html ? whole.toHtmlEscaped() : whole;
        if (line.byteCount > bytes.size())
            text += u" [%1 bytes more]"_s.arg(line.byteCount - bytes.size());
    }
    text += u'\n';
    return text.toUtf8();
}

Result<qint64> saveShown(const SaveRequest &request, QSaveFile &target, const Progress &progress)
{
    if (!logFileExists(request.logPath))
        return fail(ErrorCode::NotFound, request.logPath);
    // The transcript is UTF-8, and the child's own output is no transcript only if it is, too.
    const LogSource own{.logPath = request.logPath, .indexPath = request.indexPath};
    OutputDocument document(request.source.transcript ? request.source : own,
                            {.encoding = OutputEncoding::Utf8});
    document.lens().setRules(request.rules);
    document.lens().setFilters(request.filters);
    if (!readDocument(document, progress))
        return cancelledError(request);
    document.setHiddenClasses(request.hidden);
    for (const qint64 line : request.expanded)
        document.setExpanded(line, true);

    const TerminalPalette palette(lightPalette()); // a page is read on white
    const bool html = request.format == SaveFormat::Html;
    qint64 written = 0;
    const auto write = [&](const QByteArray &text) {
        written += text.size();
        return target.write(text) == text.size();
    };
    bool fine = !html || write(htmlHead(request.title, palette).toUtf8());
    const qint64 end = std::min(request.lines, document.lineCount());
    const qint64 firstRow = document.rowOfLine(request.firstLine);
    RowReader reader(document, firstRow < 0 ? document.rowCount() : firstRow);
    while (fine && reader.next() && reader.row().line < end) {
        if (reader.row().marker)
            continue;
        fine = write(savedLine(request, document, reader.line(), palette));
        const qint64 all = std::max<qint64>(1, end - request.firstLine);
        if (!progress(int(100 * (reader.row().line - request.firstLine) / all)))
            return cancelledError(request);
    }
    if (!fine || (html && !write(htmlTail().toUtf8())))
        return fileError(target, request.target);
    return written;
}

Result<qint64> saveTo(const SaveRequest &request, const Progress &progress)
{
    QSaveFile target(request.target);
    if (!target.open(QIODevice::WriteOnly))
        return fileError(target, request.target);
    const Result<qint64> bytes = request.format == SaveFormat::Raw
        ? saveRaw(request, target, progress)
        : saveShown(request, target, progress);
    if (!bytes)
        target.cancelWriting();
    else if (!target.commit())
        return fileError(target, request.target);
    return bytes;
}

} // namespace

OutputSaver::OutputSaver(QObject *parent) : QObject(parent) {}

OutputSaver::~OutputSaver()
{
    if (!m_thread)
        return;
    cancel();
    m_thread->disconnect(this);
    m_thread->wait(); // it looks at the wish after every chunk
    delete m_thread;
}

void OutputSaver::save(const SaveRequest &request)
{
    if (m_thread)
        return;
    m_shared = std::make_shared<Shared>();
    m_thread = QThread::create([this, shared = m_shared, request] {
        int last = -1;
        const Progress progress = [this, &shared, &last](int percent) {
            if (percent != last && !shared->cancelled) {
                QMetaObject::invokeMethod(
                    this, [this, percent] { Q_EMIT progressed(percent); }, Qt::QueuedConnection);
                last = percent;
            }
            return !shared->cancelled.load();
        };
        shared->result = saveTo(request, progress);
    });
    m_thread->setObjectName(u"output saver"_s);
    connect(m_thread, &QThread::finished, this, [this, request] {
        m_thread->wait();
        std::exchange(m_thread, nullptr)->deleteLater();
        const Result<qint64> result = *m_shared->result;
        if (result)
            Q_EMIT saved(request, *result);
        else
            Q_EMIT failed(request, result.error());
    });
    m_thread->start();
}

void OutputSaver::cancel()
{
    if (m_shared)
        m_shared->cancelled = true;
}

} // namespace CommandRunner
