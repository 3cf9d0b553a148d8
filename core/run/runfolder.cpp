// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runfolder.h"

#include "core/base/files.h"
#include "core/output/outputlog.h"
#include "core/output/segmentedlog.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtEndian>

#include <filesystem>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 startingMs = 15'000;

// Whole or not at all, but without fsync: after a power cut nobody runs any more, so what these
// files say no longer matters, and the start of a run must not wait for the disk.
Result<void> replaceFile(const QString &path, const QByteArray &content)
{
    QFile file(path + u".new"_s);
    file.remove();
    const auto mode = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, mode)
        || file.write(content) != content.size()) {
        const auto code = file.error() == QFileDevice::OpenError ? ErrorCode::PermissionDenied
                                                                 : ErrorCode::Io;
        auto error = fail(code, path, file.errorString());
        file.remove();
        return error;
    }
    file.close();
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(file.fileName().toStdU16String()),
                            std::filesystem::path(path.toStdU16String()), error);
    if (error)
        return fail(ErrorCode::Io, path, QString::fromLocal8Bit(error.message()));
    return {};
}

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject identityToJson(const ProcessIdentity &identity)
{
    return {{u"pid"_s, identity.pid}, {u"startTime"_s, identity.startTime}};
}

ProcessIdentity identityFromJson(const QJsonValue &value)
{
    return {value["pid"_L1].toInteger(), value["startTime"_L1].toString()};
}

qint64 countLines(const QString &path, qint64 size)
{
    if (size == 0)
        return 0;
    LogFile file(path);
    QByteArray buffer(1 << 20, Qt::Uninitialized);
    qint64 lines = 0;
    char last = '\n';
    qint64 at = 0;
    for (qint64 read; (read = file.read(at, buffer.data(), buffer.size())) > 0; at += read) {
        lines += countNewlines(QByteArrayView(buffer.constData(), read));
        last = buffer.at(read - 1);
    }
    return lines + (last == '\n' ? 0 : 1);
}

QDateTime timeOfLastRecord(const QString &indexPath)
{
    QFile file(indexPath);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const qint64 records = file.size() / OutputRecord::size;
    if (records == 0 || !file.seek((records - 1) * OutputRecord::size))
        return {};
    const QByteArray record = file.read(OutputRecord::size);
    if (record.size() != OutputRecord::size)
        return {};
    return QDateTime::fromMSecsSinceEpoch(qFromLittleEndian<qint64>(record.constData() + 16),
                                          Qt::UTC);
}

} // namespace

QJsonObject HostDescription::toJson() const
{
    return {{u"protocol"_s, protocol},
            {u"host"_s, identityToJson(host)},
            {u"child"_s, identityToJson(child)},
            {u"socket"_s, socket}};
}

Result<HostDescription> HostDescription::fromJson(const QJsonObject &json)
{
    HostDescription description;
    description.protocol = json.value("protocol"_L1).toInt();
    description.host = identityFromJson(json.value("host"_L1));
    description.child = identityFromJson(json.value("child"_L1));
    description.socket = json.value("socket"_L1).toString();
    if (description.host.pid <= 0 || description.protocol < 1)
        return fail(ErrorCode::InvalidFormat, u"host description"_s, u"it names no host"_s);
    return description;
}

QString RunFolder::request() const
{
    return m_path + u"/request.json"_s;
}

QString RunFolder::hostFile() const
{
    return m_path + u"/host.json"_s;
}

QString RunFolder::outcomeFile() const
{
    return m_path + u"/outcome.json"_s;
}

QString RunFolder::log() const
{
    return m_path + u"/output.log"_s;
}

QString RunFolder::index() const
{
    return m_path + u"/output.idx"_s;
}

Result<RunRequest> RunFolder::readRequest() const
{
    const auto json = readJsonObject(request());
    if (!json)
        return std::unexpected(json.error());
    return RunRequest::fromJson(*json);
}

Result<void> RunFolder::writeRequest(const RunRequest &runRequest) const
{
    if (auto made = makePrivateFolder(m_path); !made)
        return made;
    return replaceFile(request(), compactJson(runRequest.toJson()));
}

Result<HostDescription> RunFolder::readHost() const
{
    const auto json = readJsonObject(hostFile());
    if (!json)
        return std::unexpected(json.error());
    return HostDescription::fromJson(*json);
}

Result<void> RunFolder::writeHost(const HostDescription &description) const
{
    return replaceFile(hostFile(), compactJson(description.toJson()));
}

Result<RunOutcome> RunFolder::readOutcome() const
{
    const auto json = readJsonObject(outcomeFile());
    if (!json)
        return std::unexpected(json.error());
    return RunOutcome::fromJson(*json);
}

Result<void> RunFolder::writeOutcome(const RunOutcome &outcome) const
{
    return writeFileDurably(outcomeFile(), compactJson(outcome.toJson()));
}

RunFolder::Liveness RunFolder::liveness(const QDateTime &now) const
{
    if (QFileInfo::exists(outcomeFile()))
        return Liveness::Ended;
    const auto description = readHost();
    if (description && description->host.isAlive())
        return Liveness::Running;
    // It may have ended between the two looks.
    if (QFileInfo::exists(outcomeFile()))
        return Liveness::Ended;
    // There, and not readable just now (no file descriptor is left, perhaps): nobody can tell, and
    // a host that lives must not be called gone.
    if (!description
        && (description.error().code == ErrorCode::Io
            || description.error().code == ErrorCode::PermissionDenied))
        return Liveness::Running;
    if (description || description.error().code != ErrorCode::NotFound)
        return Liveness::HostGone;
    const QDateTime asked = QFileInfo(request()).lastModified();
    return asked.isValid() && qAbs(asked.msecsTo(now)) < startingMs ? Liveness::Starting
                                                                    : Liveness::HostGone;
}

RunOutcome RunFolder::interruptedOutcome() const
{
    RunOutcome outcome;
    outcome.state = RunState::Interrupted;
    SegmentedLog output(log());
    outcome.outputBytes = output.size();
    outcome.outputDroppedFrom = output.gap().first;
    outcome.outputDroppedTo = output.gap().end;
    const QList<LogSegment> tail = logSegments(log());
    outcome.lines = tail.isEmpty()
        ? countLines(log(), outcome.outputBytes)
        : tail.last().linesBefore + countLines(tail.last().path, outcome.outputBytes);
    // host.json is written for the last time when the child starts.
    const auto description = readHost();
    if (description && description->child.pid > 0)
        outcome.started = QFileInfo(hostFile()).lastModified().toUTC();
    outcome.ended = timeOfLastRecord(index());
    if (!outcome.ended.isValid())
        outcome.ended = outcome.started;
    if (!outcome.ended.isValid())
        outcome.ended = QFileInfo(request()).lastModified().toUTC();
    return outcome;
}

} // namespace CommandRunner
