// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/runexport.h"

#include "core/export/exportsink.h"
#include "core/export/redactor.h"
#include "core/export/runreport.h"
#include "core/output/outputlogreader.h"
#include "core/output/segmentedlog.h"
#include "core/run/runfolder.h"
#include "core/storage/commandstore.h"
#include "core/storage/runstore.h"

#include <QJsonDocument>
#include <QtEndian>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readSize = 1 << 20;
constexpr qsizetype shownSize = 512 * 1024; // of the beginning and of the end, in a report

QByteArray pretty(const QJsonValue &json)
{
    return QJsonDocument(json.toObject()).toJson(QJsonDocument::Indented);
}

// One run into the sink.
class RunWriter final
{
public:
    RunWriter(const ExportedRun &run, const QString &folder, ExportSink &sink,
              const ExportOptions &options)
        : m_run(run),
          m_folder(folder),
          m_log(m_folder.log()),
          m_sink(sink),
          m_options(options)
    {
        if (options.redact)
            m_redactor.emplace();
    }

    // Bytes of output that the exported log has.
    qint64 look()
    {
        m_size = qMax<qint64>(0, m_log.size());
        m_gap = m_log.gap();
        return m_size - gapSize();
    }

    Result<void> write(const std::function<void(qint64)> &wrote)
    {
        RunReport report{.record = m_run.record, .redacted = m_redactor.has_value()};
        learn();
        if (auto done = writeLog(report, wrote); !done)
            return done;
        if (auto done = writeIndex(); !done)
            return done;
        if (auto done = writeDocuments(report); !done)
            return done;
        if (m_redactor)
            report.found = m_redactor->found();
        return m_sink.add(name(u"report.html"_s), reportHtml(report), ended());
    }

    QMap<QString, int> redacted() const
    {
        return m_redactor ? m_redactor->found() : QMap<QString, int>();
    }
    RunRecord redactedRecord()
    {
        RunRecord record = m_run.record;
        if (!m_redactor)
            return record;
        record.request = m_redactor->request(record.request);
        record.note = m_redactor->text(record.note);
        record.outcome.error = m_redactor->text(record.outcome.error);
        record.outcome.outputError = m_redactor->text(record.outcome.outputError);
        record.context = RunContext::fromJson(m_redactor->json(record.context.toJson()).toObject());
        return record;
    }

private:
    QString name(const QString &file) const { return m_run.record.id() + u'/' + file; }
    QDateTime ended() const { return m_run.record.outcome.ended; }
    qint64 gapSize() const { return m_gap.exists() ? m_gap.end - m_gap.first : 0; }

    void learn()
    {
        if (!m_redactor)
            return;
        m_redactor->learn(m_run.record.request, m_run.secretParameters);
        // The file may know more than the row (what went into standard input).
        if (const auto request = m_folder.readRequest(); request)
            m_redactor->learn(*request, m_run.secretParameters);
    }

    void show(RunReport &report, QByteArrayView bytes)
    {
        const qsizetype first = qMin(bytes.size(), shownSize - report.head.size());
        report.head.append(bytes.first(first).data(), first);
        report.tail.append(bytes.sliced(first).data(), bytes.size() - first);
        if (report.tail.size() > 2 * shownSize) {
            report.between += report.tail.size() - shownSize;
            report.tail.remove(0, report.tail.size() - shownSize);
        }
    }

    Result<void> writeLog(RunReport &report, const std::function<void(qint64)> &wrote)
    {
        if (auto begun = m_sink.begin(name(u"output.log"_s), m_size - gapSize(), ended()); !begun)
            return begun;
        QByteArray waiting; // read and not let go yet
        for (qint64 offset = 0; offset < m_size;) {
            if (m_options.wanted && !m_options.wanted())
                return fail(ErrorCode::Busy, m_options.target, u"it was cancelled"_s);
            if (m_gap.exists() && offset >= m_gap.first && offset < m_gap.end) {
                offset = m_gap.end;
                continue;
            }
            const qint64 end = m_gap.exists() && offset < m_gap.first ? m_gap.first : m_size;
            const qint64 wanted = qMin(readSize, end - offset);
            const qsizetype before = waiting.size();
            waiting.resize(before + wanted);
            const qint64 got = m_log.read(offset, waiting.data() + before, wanted);
            if (got <= 0)
                return fail(ErrorCode::Io, m_folder.log(), u"the output cannot be read"_s);
            waiting.resize(before + got);
            offset += got;
            if (auto done = letGo(waiting, offset >= m_size, report); !done)
                return done;
            wrote(got);
        }
        if (report.between == 0) { // all of it is shown
            report.head += report.tail;
            report.tail.clear();
        } else if (report.tail.size() > shownSize) {
            report.between += report.tail.size() - shownSize;
            report.tail.remove(0, report.tail.size() - shownSize);
        }
        return {};
    }

    Result<void> letGo(QByteArray &waiting, bool all, RunReport &report)
    {
        const qsizetype end = m_redactor && !all ? m_redactor->safeEnd(waiting) : waiting.size();
        if (end == 0)
            return {};
        QByteArray part = waiting.first(end);
        waiting.remove(0, end);
        if (m_redactor)
            m_redactor->mask(part);
        show(report, part);
        return m_sink.write(part);
    }

    // Offsets behind what the output limit took out move up, as the bytes do.
    Result<void> writeIndex()
    {
        OutputRecordReader records(m_folder.index());
        records.refresh();
        const auto isKept = [this](const OutputRecord &record) {
            const auto offset = qint64(record.offset);
            return offset < m_size
                && !(m_gap.exists() && offset >= m_gap.first && offset < m_gap.end);
        };
        qint64 kept = 0;
        for (qint64 i = 0; i < records.count(); ++i)
            kept += isKept(records.at(i)) ? 1 : 0;
        if (auto begun = m_sink.begin(name(u"output.idx"_s), kept * OutputRecord::size, ended());
            !begun)
            return begun;
        QByteArray bytes;
        for (qint64 i = 0; i < records.count(); ++i) {
            OutputRecord record = records.at(i);
            if (!isKept(record))
                continue;
            if (m_gap.exists() && qint64(record.offset) >= m_gap.end)
                record.offset -= quint64(gapSize());
            append(bytes, record);
            if (bytes.size() >= readSize) {
                if (auto done = m_sink.write(bytes); !done)
                    return done;
                bytes.clear();
            }
        }
        return m_sink.write(bytes);
    }

    static void append(QByteArray &bytes, const OutputRecord &record)
    {
        char raw[OutputRecord::size];
        qToLittleEndian(record.offset, raw);
        qToLittleEndian(record.length, raw + 8);
        qToLittleEndian(record.stream, raw + 12);
        qToLittleEndian(record.time, raw + 16);
        bytes.append(raw, OutputRecord::size);
    }

    Result<void> writeDocuments(RunReport &report)
    {
        report.record = redactedRecord();
        QJsonObject request = report.record.request.toJson();
        QJsonObject outcome = report.record.outcome.toJson();
        QJsonObject context{{u"context"_s, report.record.context.toJson()},
                            {u"run"_s, report.record.toJson()},
                            {u"note"_s, report.record.note}};
        if (m_redactor) {
            request = m_redactor->json(request).toObject();
            outcome = m_redactor->json(outcome).toObject();
            context = m_redactor->json(context).toObject();
        }
        if (auto done = m_sink.add(name(u"request.json"_s), pretty(request), ended()); !done)
            return done;
        if (isFinal(report.record.state)) {
            if (auto done = m_sink.add(name(u"outcome.json"_s), pretty(outcome), ended()); !done)
                return done;
        }
        return m_sink.add(name(u"context.json"_s), pretty(context), ended());
    }

    const ExportedRun &m_run;
    const RunFolder m_folder;
    SegmentedLog m_log;
    ExportSink &m_sink;
    const ExportOptions &m_options;
    std::optional<Redactor> m_redactor;
    qint64 m_size = 0;
    LogGap m_gap;
};

} // namespace

Result<QList<ExportedRun>> runsToExport(Database &database, const QStringList &runIds)
{
    const auto commands = CommandStore(database).commands();
    if (!commands)
        return std::unexpected(commands.error());
    const RunStore store(database);
    QList<ExportedRun> runs;
    for (const QString &id : runIds) {
        auto record = store.run(id);
        if (!record)
            return std::unexpected(record.error());
        ExportedRun run{*std::move(record), {}};
        for (const Command &command : *commands) {
            if (command.id != run.record.request.commandId
                || command.folder != run.record.request.folder)
                continue;
            for (const Parameter &parameter : command.parameters) {
                if (parameter.type == ParameterType::Secret)
                    run.secretParameters.insert(parameter.name);
            }
        }
        runs.append(run);
    }
    return runs;
}

Result<ExportResult> exportRuns(const DataPaths &paths, const QList<ExportedRun> &runs,
                                const ExportOptions &options)
{
    auto sink = options.target.endsWith(".zip"_L1, Qt::CaseInsensitive)
        ? openZipSink(options.target)
        : openFolderSink(options.target);
    if (!sink)
        return std::unexpected(sink.error());
    ExportResult result;
    qint64 all = 0;
    for (const ExportedRun &run : runs)
        all += RunWriter(run, paths.runFolder(run.record.id()), **sink, options).look();
    QList<RunRecord> listed;
    for (const ExportedRun &run : runs) {
        RunWriter writer(run, paths.runFolder(run.record.id()), **sink, options);
        writer.look();
        const auto wrote = [&](qint64 bytes) {
            result.outputBytes += bytes;
            if (options.told)
                options.told(result.outputBytes, all);
        };
        if (auto done = writer.write(wrote); !done)
            return std::unexpected(done.error());
        const QMap<QString, int> found = writer.redacted();
        for (auto it = found.cbegin(); it != found.cend(); ++it)
            result.redacted[it.key()] += it.value();
        listed.append(writer.redactedRecord());
        ++result.runs;
    }
    if (runs.size() > 1) {
        if (auto added = (*sink)->add(u"index.html"_s, indexHtml(listed),
                                      QDateTime::currentDateTimeUtc());
            !added)
            return std::unexpected(added.error());
    }
    if (auto finished = (*sink)->finish(); !finished)
        return std::unexpected(finished.error());
    return result;
}

} // namespace CommandRunner
