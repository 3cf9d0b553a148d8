// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runentry.h"

#include "core/command/shellwords.h"

#include <QFileInfo>
#include <QHashFunctions>

namespace CommandRunner {

namespace {

qint64 toMs(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : -1;
}

} // namespace

QString RunTexts::project() const
{
    const QString &path = folder.isEmpty() ? workingDirectory : folder;
    const QString last = QFileInfo(path).fileName();
    return last.isEmpty() ? path : last;
}

QDateTime RunEntry::begun() const
{
    return QDateTime::fromMSecsSinceEpoch(started >= 0 ? started : created, Qt::UTC);
}

qint64 RunEntry::durationMs(const QDateTime &now) const
{
    const qint64 end = isFinal(state) ? ended : now.toMSecsSinceEpoch();
    if (started < 0 || end < 0)
        return -1;
    return qMax<qint64>(0, end - started); // the clock may have been set back
}

RunEntry RunEntries::from(const RunRecord &record)
{
    const RunRequest &request = record.request;
    auto texts = std::make_shared<const RunTexts>(
        RunTexts{request.name, request.commandId, request.folder, request.workingDirectory,
                 joinShellWords(request.argv), joinShellWords(request.argv.mid(1)), record.note,
                 record.outcome.error});
    RunEntry entry;
    entry.id = request.runId.toUtf8();
    entry.texts = *m_texts.insert(std::move(texts)).first;
    entry.created = toMs(record.created);
    entry.started = toMs(record.outcome.started);
    entry.ended = toMs(record.outcome.ended);
    entry.exitCode = record.outcome.exitCode;
    entry.signal = record.outcome.signal;
    entry.state = record.state;
    entry.origin = request.origin;
    entry.pinned = record.pinned;
    return entry;
}

void RunEntries::prune()
{
    std::erase_if(m_texts, [](const Texts &texts) { return texts.use_count() == 1; });
}

size_t RunEntries::Hash::operator()(const Texts &texts) const
{
    return qHashMulti(0, texts->name, texts->commandLine, texts->workingDirectory, texts->note,
                      texts->error);
}

} // namespace CommandRunner
