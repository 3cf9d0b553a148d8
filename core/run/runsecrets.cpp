// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/runsecrets.h"

#include "core/command/commandline.h"
#include "core/run/runrequest.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

const QString markStart = u"‹secret "_s;
constexpr QChar markEnd = u'›';

QString distinctName(const QString &wanted, const QList<RunSecret> &secrets)
{
    const auto taken = [&secrets](const QString &name) {
        return std::ranges::any_of(secrets, [&name](const RunSecret &secret) {
            return secret.name == name;
        });
    };
    QString name = wanted;
    for (int number = 2; taken(name); ++number)
        name = u"%1 %2"_s.arg(wanted).arg(number);
    return name;
}

// In one pass: what looks like a mark within a value stays.
QString revealed(const QString &text, const QList<RunSecret> &secrets)
{
    QString result;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(markStart); at >= 0; at = text.indexOf(markStart, at)) {
        const auto found = std::ranges::find_if(secrets, [&text, at](const RunSecret &secret) {
            return QStringView(text).sliced(at).startsWith(secretMark(secret.name));
        });
        if (found == secrets.end()) {
            at += markStart.size();
            continue;
        }
        result += QStringView(text).sliced(done, at - done);
        result += found->value;
        at += secretMark(found->name).size();
        done = at;
    }
    return result + text.sliced(done);
}

} // namespace

QString secretMark(const QString &name)
{
    return markStart + name + markEnd;
}

QString nameInSecretMark(const QString &text)
{
    const bool whole = text.startsWith(markStart) && text.endsWith(markEnd)
        && text.indexOf(markEnd) == text.size() - 1;
    return whole ? text.sliced(markStart.size(), text.size() - markStart.size() - 1) : QString();
}

SealedValues sealSecrets(const Command &command, const ArgumentValues &values)
{
    SealedValues sealed{values, values, {}};
    for (const Parameter &parameter : command.parameters) {
        if (parameter.type != ParameterType::Secret || !values.contains(parameter.name))
            continue;
        QStringList &kept = sealed.values[parameter.name];
        QStringList &words = sealed.words[parameter.name];
        for (qsizetype at = 0; at < kept.size(); ++at) {
            const QString value = kept.at(at);
            const QString stored = nameInSecretMark(value);
            if (stored.isEmpty()) {
                const QString name = distinctName(parameter.name, sealed.secrets);
                sealed.secrets.append({name, false, value});
                kept[at] = secretMark(name);
                words[at] = value.startsWith(u'-') ? u'-' + kept.at(at) : kept.at(at);
            } else if (std::ranges::none_of(sealed.secrets, [&stored](const RunSecret &secret) {
                           return secret.name == stored;
                       })) {
                sealed.secrets.append({stored, true, {}});
            }
        }
    }
    return sealed;
}

QStringList dropMarkDashes(QStringList argv, const QList<RunSecret> &secrets)
{
    for (const RunSecret &secret : secrets) {
        const QString mark = secretMark(secret.name);
        // A value's own dash comes back with the value.
        for (QString &word : argv) {
            if (secret.value.startsWith(u'-'))
                word.replace(u'-' + mark, mark);
        }
    }
    return argv;
}

void fillRequest(RunRequest &request, const Command &command, const ArgumentValues &values,
                 const QStringList &freeWords)
{
    const SealedValues sealed = sealSecrets(command, values);
    request.argv = dropMarkDashes(buildArgv(command, sealed.words, freeWords), sealed.secrets);
    const QMap<QString, QString> environment = buildEnvironment(command, sealed.values);
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        request.environment[it.key()] = it.value();
    if (const auto input = buildStandardInput(command, sealed.values)) {
        request.initialInput = *input;
        request.closeInputAfterInitial = true;
    }
    request.values = sealed.values;
    request.secrets = sealed.secrets;
}

void revealSecrets(RunRequest &request)
{
    if (request.secrets.isEmpty())
        return;
    for (QString &word : request.argv)
        word = revealed(word, request.secrets);
    for (std::optional<QString> &value : request.environment) {
        if (value)
            value = revealed(*value, request.secrets);
    }
    // Input may be no text at all; then no mark of ours is in it.
    if (request.initialInput.contains(markStart.toUtf8()))
        request.initialInput = revealed(QString::fromUtf8(request.initialInput), request.secrets)
                                   .toUtf8();
}

QByteArray secretValuesToJson(const QList<RunSecret> &secrets)
{
    QJsonObject json;
    for (const RunSecret &secret : secrets)
        json.insert(secret.name, secret.value);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<void> takeSecretValues(QList<RunSecret> &secrets, const QByteArray &json)
{
    const QJsonObject values = QJsonDocument::fromJson(json).object();
    for (RunSecret &secret : secrets) {
        const QJsonValue value = values.value(secret.name);
        if (!value.isString() || value.toString().contains(QChar(u'\0')))
            return fail(ErrorCode::InvalidFormat, secret.name,
                        u"the value of this secret was not handed to the run; start it again"_s);
        secret.value = value.toString();
    }
    return {};
}

} // namespace CommandRunner
