// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/waitingrequest.h"

#include "core/base/files.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString fileIn(const QString &runFolder)
{
    return runFolder + u"/waiting.json"_s;
}

} // namespace

Result<void> WaitingRequest::write(const QString &runFolder) const
{
    if (auto made = makePrivateFolder(runFolder); !made)
        return made;
    QJsonObject json;
    if (!initialInput.isEmpty())
        json.insert(u"initialInput"_s, QString::fromLatin1(initialInput.toBase64()));
    if (environment)
        json.insert(u"environment"_s, QJsonArray::fromStringList(environment->toStringList()));
    // Nobody reads it before the row says queued, which is not written durably either.
    QFile file(fileIn(runFolder));
    const QByteArray content = QJsonDocument(json).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(content) != content.size())
        return fail(file.error() == QFileDevice::PermissionsError ? ErrorCode::PermissionDenied
                                                                  : ErrorCode::Io,
                    file.fileName(), file.errorString());
    return {};
}

WaitingRequest WaitingRequest::read(const QString &runFolder)
{
    WaitingRequest request;
    const auto json = readJsonObject(fileIn(runFolder));
    if (!json)
        return request;
    request.initialInput = QByteArray::fromBase64(
        json->value("initialInput"_L1).toString().toLatin1());
    if (!json->contains("environment"_L1))
        return request;
    request.environment.emplace();
    const QJsonArray entries = json->value("environment"_L1).toArray();
    for (const QJsonValue &entry : entries) {
        const QString text = entry.toString();
        const qsizetype equals = text.indexOf(u'=', 1); // names of Windows may begin with one
        if (equals > 0)
            request.environment->insert(text.first(equals), text.sliced(equals + 1));
    }
    return request;
}

bool WaitingRequest::exists(const QString &runFolder)
{
    return QFileInfo::exists(fileIn(runFolder));
}

void WaitingRequest::remove(const QString &runFolder)
{
    QFile::remove(fileIn(runFolder));
}

} // namespace CommandRunner
