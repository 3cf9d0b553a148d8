// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secretfile.h"

#include "core/base/files.h"
#include "core/secrets/secretbox.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int formatVersion = 1;

QByteArray decoded(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString encoded(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

} // namespace

Result<QMap<QString, QString>> SecretFile::read(const QString &passphrase) const
{
    const auto json = readJsonObject(m_path);
    if (!json && json.error().code == ErrorCode::NotFound)
        return QMap<QString, QString>();
    if (!json && json.error().code == ErrorCode::InvalidFormat)
        return fail(ErrorCode::Corrupt, m_path,
                    u"the file of secrets is damaged or cut (%1): put a copy of it back, or remove "
                    "it and store the secrets again"_s.arg(json.error().detail));
    if (!json)
        return std::unexpected(json.error());
    if (json->value("version"_L1).toInt() > formatVersion)
        return fail(ErrorCode::NewerVersion, m_path,
                    u"a newer version of this program wrote it: use that one"_s);
    SecretBox box;
    box.operations = quint64(json->value("operations"_L1).toInteger());
    box.memory = quint64(json->value("memory"_L1).toInteger());
    box.salt = decoded(json->value("salt"_L1));
    box.nonce = decoded(json->value("nonce"_L1));
    box.box = decoded(json->value("box"_L1));
    const auto plain = box.open(passphrase);
    if (!plain)
        return std::unexpected(plain.error());
    QMap<QString, QString> values;
    const QJsonObject object = QJsonDocument::fromJson(*plain).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        values.insert(it.key(), it->toString());
    return values;
}

Result<void> SecretFile::write(const QMap<QString, QString> &values,
                               const QString &passphrase) const
{
    QJsonObject object;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        object.insert(it.key(), it.value());
    const auto box = SecretBox::seal(QJsonDocument(object).toJson(QJsonDocument::Compact),
                                     passphrase);
    if (!box)
        return std::unexpected(box.error());
    const QJsonObject json{{u"version"_s, formatVersion},
                           {u"derivation"_s, u"argon2id"_s},
                           {u"operations"_s, qint64(box->operations)},
                           {u"memory"_s, qint64(box->memory)},
                           {u"salt"_s, encoded(box->salt)},
                           {u"nonce"_s, encoded(box->nonce)},
                           {u"box"_s, encoded(box->box)}};
    return writeFileDurably(m_path, QJsonDocument(json).toJson());
}

} // namespace CommandRunner
