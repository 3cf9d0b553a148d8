// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runrecord.h"

#include "core/base/clock.h"

#include <QHashFunctions>
#include <QJsonArray>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(bool known, const QJsonValue &value)
{
    return known ? value : QJsonValue(QJsonValue::Null);
}

} // namespace

QString toString(OutputKept kept)
{
    switch (kept) {
    case OutputKept::Plain:
        return u"plain"_s;
    case OutputKept::Compressed:
        return u"compressed"_s;
    case OutputKept::Removed:
        return u"removed"_s;
    }
    return {};
}

size_t qHash(const RunSeries &series, size_t seed)
{
    return qHashMulti(seed, series.commandId, series.folder, series.name);
}

qint64 RunRecord::durationMs(const QDateTime &now) const
{
    const QDateTime end = isFinal(state) ? outcome.ended : now;
    if (!outcome.started.isValid() || !end.isValid())
        return -1;
    return qMax<qint64>(0, outcome.started.msecsTo(end)); // the clock may have been set back
}

QJsonObject RunRecord::toJson() const
{
    const bool ended = isFinal(state);
    const bool exited = ended && state != RunState::FailedToStart && outcome.exitCode != -1;
    const RunUsage &usage = outcome.usage;
    const bool timed = ended && outcome.started.isValid() && outcome.ended.isValid();
    return {
        {"run"_L1, request.runId},
        {"command"_L1, orNull(!request.commandId.isEmpty(), request.commandId)},
        {"folder"_L1, orNull(!request.folder.isEmpty(), request.folder)},
        {"name"_L1, request.name},
        {"argv"_L1, QJsonArray::fromStringList(request.argv)},
        {"cwd"_L1, request.workingDirectory},
        {"state"_L1, toString(state)},
        {"exitCode"_L1, orNull(exited, outcome.exitCode)},
        {"signal"_L1, orNull(ended && outcome.signal != 0, outcome.signal)},
        {"origin"_L1, toString(request.origin)},
        {"created"_L1, isoTimestamp(created)},
        {"started"_L1, orNull(outcome.started.isValid(), isoTimestamp(outcome.started))},
        {"ended"_L1, orNull(ended && outcome.ended.isValid(), isoTimestamp(outcome.ended))},
        {"durationMs"_L1, orNull(timed, outcome.started.msecsTo(outcome.ended))},
        {"outputBytes"_L1, orNull(ended, outcome.outputBytes)},
        {"lines"_L1, orNull(ended, outcome.lines)},
        {"redactions"_L1, orNull(ended, outcome.redactions)},
        {"survivors"_L1, QJsonArray::fromStringList(outcome.survivors)},
        {"leftRunning"_L1, QJsonArray::fromStringList(outcome.leftRunning)},
        {"cpuMs"_L1, orNull(usage.isKnown(), usage.cpuMs())},
        {"peakMemoryBytes"_L1, orNull(usage.peakMemoryBytes >= 0, usage.peakMemoryBytes)},
        {"writtenBytes"_L1, orNull(usage.writtenBytes >= 0, usage.writtenBytes)},
        {"error"_L1, orNull(ended && !outcome.error.isEmpty(), outcome.error)},
        {"outputLostFrom"_L1, orNull(ended && outcome.outputLostFrom >= 0, outcome.outputLostFrom)},
        {"output"_L1, orNull(ended, toString(output))},
        {"context"_L1, orNull(!context.isEmpty(), context.toJson())},
        {"pinned"_L1, pinned},
        {"note"_L1, orNull(!note.isEmpty(), note)},
    };
}

} // namespace CommandRunner
