// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runrequest.h"

#include <QJsonArray>
#include <QRandomGenerator>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// 2: with secrets, whose marks an older reader would hand to the child as they are.
constexpr int formatVersion = 2;

std::unexpected<Error> invalid(const QString &what)
{
    return fail(ErrorCode::InvalidFormat, u"run request"_s, what);
}

int terminalCells(int wanted)
{
    return qBound(TerminalSize::smallest, wanted, TerminalSize::largest);
}

Result<QStringList> argvFromJson(const QJsonValue &value)
{
    const QJsonArray words = value.toArray();
    if (words.isEmpty())
        return invalid(u"\"argv\" is not a list with a program"_s);
    QStringList argv;
    for (const QJsonValue &word : words) {
        if (!word.isString())
            return invalid(u"\"argv\" holds something that is not text"_s);
        if (word.toString().contains(QChar(u'\0')))
            return invalid(u"\"argv\" holds a NUL character"_s);
        argv.append(word.toString());
    }
    if (argv.first().isEmpty())
        return invalid(u"the program in \"argv\" is empty"_s);
    return argv;
}

Result<QMap<QString, std::optional<QString>>> environmentFromJson(const QJsonValue &value)
{
    if (!value.isUndefined() && !value.isObject())
        return invalid(u"\"environment\" is not an object"_s);
    QMap<QString, std::optional<QString>> environment;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key().isEmpty() || it.key().contains(u'=') || it.key().contains(QChar(u'\0')))
            return invalid(u"\"%1\" cannot name an environment variable"_s.arg(it.key()));
        if (it->isNull())
            environment.insert(it.key(), std::nullopt);
        else if (it->isString() && !it->toString().contains(QChar(u'\0')))
            environment.insert(it.key(), it->toString());
        else
            return invalid(u"the environment variable %1 is neither text nor null"_s.arg(it.key()));
    }
    return environment;
}

QJsonArray secretsToJson(const QList<RunSecret> &secrets)
{
    QJsonArray array;
    for (const RunSecret &secret : secrets)
        array.append(QJsonObject{{u"name"_s, secret.name}, {u"stored"_s, secret.stored}});
    return array;
}

} // namespace

QJsonObject RunRequest::toJson() const
{
    QJsonObject changes;
    for (auto it = environment.begin(); it != environment.end(); ++it)
        changes.insert(it.key(), it.value() ? QJsonValue(*it.value()) : QJsonValue());
    QJsonObject json{
        {u"version"_s, secrets.isEmpty() ? 1 : formatVersion},
        {u"runId"_s, runId},
        {u"commandId"_s, commandId},
        {u"folder"_s, folder},
        {u"name"_s, name},
        {u"argv"_s, QJsonArray::fromStringList(argv)},
        {u"workingDirectory"_s, workingDirectory},
        {u"environment"_s, changes},
        {u"standardInput"_s, standardInput == StandardInput::Open ? u"open"_s : u"closed"_s},
        {u"initialInput"_s, QString::fromLatin1(initialInput.toBase64())},
        {u"closeInputAfterInitial"_s, closeInputAfterInitial},
        {u"terminal"_s, terminal},
        {u"terminalColumns"_s, terminalSize.columns},
        {u"terminalRows"_s, terminalSize.rows},
        {u"timeoutMs"_s, timeoutMs},
        {u"graceMs"_s, graceMs},
        {u"limits"_s, limits.toJson()},
        {u"outputLimit"_s, outputLimit},
        {u"origin"_s, toString(origin)},
        {u"values"_s, argumentValuesToJson(values)},
        {u"freeArguments"_s, freeArguments},
        {u"ifRunning"_s, toString(ifRunning)},
        {u"priority"_s, priority},
    };
    if (!secrets.isEmpty())
        json.insert(u"secrets"_s, secretsToJson(secrets));
    return json;
}

Result<RunRequest> RunRequest::fromJson(const QJsonObject &json)
{
    const int version = json.value("version"_L1).toInt();
    if (version > formatVersion)
        return fail(ErrorCode::NewerVersion, u"run request"_s, u"version %1"_s.arg(version));
    if (version < 1)
        return invalid(u"it has no version"_s);
    const auto argv = argvFromJson(json.value("argv"_L1));
    if (!argv)
        return std::unexpected(argv.error());
    const auto environment = environmentFromJson(json.value("environment"_L1));
    if (!environment)
        return std::unexpected(environment.error());
    const QString input = json.value("standardInput"_L1).toString(u"open"_s);
    if (input != "open"_L1 && input != "closed"_L1)
        return invalid(u"\"standardInput\" is \"%1\""_s.arg(input));
    const QByteArray initialInput = json.value("initialInput"_L1).toString().toLatin1();
    const auto decoded = QByteArray::fromBase64Encoding(initialInput,
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return invalid(u"\"initialInput\" is not base64"_s);
    const auto origin = runOriginFromString(json.value("origin"_L1).toString(u"person"_s));
    if (!origin)
        return invalid(u"\"origin\" is \"%1\""_s.arg(json.value("origin"_L1).toString()));

    RunRequest request;
    request.runId = json.value("runId"_L1).toString();
    request.commandId = json.value("commandId"_L1).toString();
    request.folder = json.value("folder"_L1).toString();
    request.name = json.value("name"_L1).toString();
    request.argv = *argv;
    request.workingDirectory = json.value("workingDirectory"_L1).toString();
    request.environment = *environment;
    request.standardInput = input == "open"_L1 ? StandardInput::Open : StandardInput::Closed;
    request.initialInput = decoded.decoded;
    request.closeInputAfterInitial = json.value("closeInputAfterInitial"_L1).toBool();
    request.terminal = json.value("terminal"_L1).toBool();
    TerminalSize &size = request.terminalSize;
    size.columns = terminalCells(json.value("terminalColumns"_L1).toInt(size.columns));
    size.rows = terminalCells(json.value("terminalRows"_L1).toInt(size.rows));
    request.outputLimit = qMax<qint64>(0,
                                       json.value("outputLimit"_L1).toInteger(defaultOutputLimit));
    request.timeoutMs = qMax<qint64>(0, json.value("timeoutMs"_L1).toInteger());
    request.graceMs = qMax<qint64>(0, json.value("graceMs"_L1).toInteger(5000));
    request.limits = RunLimits::fromJson(json.value("limits"_L1).toObject());
    request.origin = *origin;
    request.values = argumentValuesFromJson(json.value("values"_L1).toObject());
    request.freeArguments = json.value("freeArguments"_L1).toString();
    request.ifRunning = concurrencyPolicyFromString(json.value("ifRunning"_L1).toString())
                            .value_or(ConcurrencyPolicy::Parallel);
    for (const QJsonValue &secret : json.value("secrets"_L1).toArray())
        request.secrets.append({secret["name"_L1].toString(), secret["stored"_L1].toBool(), {}});
    request.priority = RunPriority::bounded(json.value("priority"_L1).toInt());
    return request;
}

QString newRunId(const QDateTime &now)
{
    constexpr QLatin1StringView letters("abcdefghijklmnopqrstuvwxyz0123456789");
    QString id = now.toUTC().toString(u"yyyyMMdd-HHmmss-"_s);
    for (int i = 0; i < 6; ++i)
        id += letters[QRandomGenerator::system()->bounded(int(letters.size()))];
    return id;
}

} // namespace CommandRunner
