// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

enum class Opened { Yes, No, NotThere };

constexpr int openAttempts = 100;

// The system tells Qt why, Qt does not tell us: it is asked whether the file is there. When it has
// only just come, the answer is yes, and opening it again tells what counts.
Opened openIfThere(QFile &file)
{
    for (int attempt = 1; !file.open(QIODevice::ReadOnly); ++attempt) {
        const bool known = file.error() != QFileDevice::OpenError || attempt == openAttempts;
        if (known || !file.exists())
            return known ? Opened::No : Opened::NotThere;
    }
    return Opened::Yes;
}

} // namespace

Result<QByteArray> readFile(const QString &path, qint64 maximumBytes)
{
    QFile file(path);
    switch (openIfThere(file)) {
    case Opened::Yes:
        break;
    case Opened::NotThere:
        return fail(ErrorCode::NotFound, path, file.errorString());
    case Opened::No:
        return fail(file.error() == QFileDevice::PermissionsError ? ErrorCode::PermissionDenied
                                                                  : ErrorCode::Io,
                    path, file.errorString());
    }
    const QByteArray content = file.read(maximumBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Io, path, file.errorString());
    if (content.size() > maximumBytes)
        return fail(ErrorCode::InvalidFormat, path, u"larger than %1 bytes"_s.arg(maximumBytes));
    return content;
}

Result<QJsonObject> readJsonObject(const QString &path)
{
    const auto content = readFile(path);
    if (!content)
        return std::unexpected(content.error());
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(*content, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return fail(ErrorCode::InvalidFormat, path,
                    u"%1 at byte %2"_s.arg(parseError.errorString()).arg(parseError.offset));
    if (!document.isObject())
        return fail(ErrorCode::InvalidFormat, path, u"not a JSON object"_s);
    return document.object();
}

} // namespace CommandRunner
