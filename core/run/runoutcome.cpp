// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runoutcome.h"

#include <QJsonArray>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int formatVersion = 1;

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QStringList listFromJson(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list.append(entry.toString());
    return list;
}

QDateTime timeFromJson(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

void insertKnown(QJsonObject &json, const QString &key, qint64 value)
{
    if (value >= 0)
        json.insert(key, value);
}

} // namespace

QJsonObject RunUsage::toJson() const
{
    QJsonObject json;
    insertKnown(json, u"userCpuMs"_s, userCpuMs);
    insertKnown(json, u"systemCpuMs"_s, systemCpuMs);
    insertKnown(json, u"peakMemoryBytes"_s, peakMemoryBytes);
    insertKnown(json, u"writtenBytes"_s, writtenBytes);
    return json;
}

RunUsage RunUsage::fromJson(const QJsonObject &json)
{
    RunUsage usage;
    usage.userCpuMs = json.value("userCpuMs"_L1).toInteger(-1);
    usage.systemCpuMs = json.value("systemCpuMs"_L1).toInteger(-1);
    usage.peakMemoryBytes = json.value("peakMemoryBytes"_L1).toInteger(-1);
    usage.writtenBytes = json.value("writtenBytes"_L1).toInteger(-1);
    return usage;
}

int RunOutcome::processExitCode() const
{
    constexpr int ownFailure = 125;
    constexpr int timedOut = 124; // as timeout(1) says it
    switch (state) {
    case RunState::Interrupted:
        return ownFailure;
    case RunState::FailedToStart:
        return exitCode > 0 ? exitCode : ownFailure;
    default:
        break;
    }
    if (signal > 0)
        return 128 + signal;
    if (state == RunState::TimedOut && exitCode == 0)
        return timedOut; // it took the polite signal well, but it is no success
    if (state == RunState::Failed && exitCode == 0)
        return ownFailure; // a limit ended it, and it took the polite signal well
    return exitCode >= 0 ? exitCode : ownFailure;
}

QJsonObject RunOutcome::toJson() const
{
    QJsonObject json{
        {u"version"_s, formatVersion},
        {u"state"_s, toString(state)},
        {u"exitCode"_s, exitCode},
        {u"signal"_s, signal},
        {u"started"_s, timeToJson(started)},
        {u"ended"_s, timeToJson(ended)},
        {u"outputBytes"_s, outputBytes},
        {u"lines"_s, lines},
        {u"outputLostFrom"_s, outputLostFrom},
        {u"outputDroppedFrom"_s, outputDroppedFrom},
        {u"outputDroppedTo"_s, outputDroppedTo},
        {u"outputError"_s, outputError},
        {u"error"_s, error},
        {u"survivors"_s, QJsonArray::fromStringList(survivors)},
        {u"leftRunning"_s, QJsonArray::fromStringList(leftRunning)},
        {u"usage"_s, usage.toJson()},
    };
    if (redactions > 0)
        json.insert(u"redactions"_s, redactions);
    return json;
}

Result<RunOutcome> RunOutcome::fromJson(const QJsonObject &json)
{
    const int version = json.value("version"_L1).toInt();
    const QString word = json.value("state"_L1).toString();
    const auto known = runStateFromString(word);
    const bool isNews = version > formatVersion && !known && !word.isEmpty();
    const auto state = isNews ? RunState::Interrupted : known;
    if (version < 1 || !state || !isFinal(*state)) {
        return fail(ErrorCode::InvalidFormat, u"run outcome"_s, u"\"state\" is \"%1\""_s.arg(word));
    }
    RunOutcome outcome;
    outcome.state = *state;
    outcome.exitCode = json.value("exitCode"_L1).toInt(-1);
    outcome.signal = json.value("signal"_L1).toInt();
    outcome.started = timeFromJson(json.value("started"_L1));
    outcome.ended = timeFromJson(json.value("ended"_L1));
    outcome.outputBytes = json.value("outputBytes"_L1).toInteger();
    outcome.lines = json.value("lines"_L1).toInteger();
    outcome.redactions = json.value("redactions"_L1).toInteger();
    outcome.outputLostFrom = json.value("outputLostFrom"_L1).toInteger(-1);
    outcome.outputDroppedFrom = json.value("outputDroppedFrom"_L1).toInteger(-1);
    outcome.outputDroppedTo = json.value("outputDroppedTo"_L1).toInteger(-1);
    outcome.outputError = json.value("outputError"_L1).toString();
    outcome.error = json.value("error"_L1).toString();
    if (isNews) {
        const QString why = u"a newer version says that it ended as \"%1\""_s.arg(word);
        outcome.error = outcome.error.isEmpty() ? why : why + u": "_s + outcome.error;
    }
    outcome.survivors = listFromJson(json.value("survivors"_L1));
    outcome.leftRunning = listFromJson(json.value("leftRunning"_L1));
    outcome.usage = RunUsage::fromJson(json.value("usage"_L1).toObject());
    return outcome;
}

} // namespace CommandRunner
