// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secretnames.h"

#include "core/base/files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int formatVersion = 1;
constexpr int lockMs = 5000;

} // namespace

QString SecretNames::useOf(const QString &absoluteCommandId, const QString &parameter)
{
    return absoluteCommandId + u'#' + parameter;
}

Result<SecretNames> SecretNames::read(const QString &path)
{
    const auto json = readJsonObject(path);
    if (!json && json.error().code == ErrorCode::NotFound)
        return SecretNames();
    if (!json)
        return std::unexpected(json.error());
    if (json->value("version"_L1).toInt() > formatVersion)
        return fail(ErrorCode::NewerVersion, path,
                    u"a newer version of this program wrote it: use that one"_s);
    SecretNames known;
    known.place = json->value("place"_L1).toString() == "file"_L1 ? Place::File : Place::Keychain;
    for (const QJsonValue &name : json->value("names"_L1).toArray())
        known.add(name.toString());
    const QJsonObject uses = json->value("uses"_L1).toObject();
    for (auto it = uses.begin(); it != uses.end(); ++it)
        known.uses.insert(it.key(), it->toString());
    return known;
}

Result<SecretNames> SecretNames::change(const QString &path,
                                        const std::function<void(SecretNames &)> &change)
{
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(lockMs))
        return fail(ErrorCode::Busy, path,
                    u"another program changes the names of secrets: try again"_s);
    auto known = read(path);
    if (!known)
        return known;
    change(*known);
    QJsonObject uses;
    for (auto it = known->uses.cbegin(); it != known->uses.cend(); ++it)
        uses.insert(it.key(), it.value());
    const QJsonObject json{{u"version"_s, formatVersion},
                           {u"place"_s, known->place == Place::File ? u"file"_s : u"keychain"_s},
                           {u"names"_s, QJsonArray::fromStringList(known->names)},
                           {u"uses"_s, uses}};
    if (auto written = writeFileDurably(path, QJsonDocument(json).toJson()); !written)
        return std::unexpected(written.error());
    return known;
}

void SecretNames::add(const QString &name, const QString &use)
{
    if (!name.isEmpty() && !names.contains(name))
        names.append(name);
    names.sort();
    if (!use.isEmpty())
        uses.insert(use, name);
}

void SecretNames::remove(const QString &name)
{
    names.removeAll(name);
    uses.removeIf([&name](const auto &entry) { return entry.value() == name; });
}

} // namespace CommandRunner
