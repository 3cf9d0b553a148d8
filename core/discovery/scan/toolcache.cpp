// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/toolcache.h"

#include "core/base/files.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>

namespace CommandRunner {

using namespace Qt::StringLiterals;

ToolCache::ToolCache(const QString &kind, const SourceFile &file, const DiscoveryContext &context)
    : m_folder(context.options().cacheFolder)
{
    if (m_folder.isEmpty())
        return;
    const QByteArray place = QCryptographicHash::hash(context.absolutePath(file.path).toUtf8(),
                                                      QCryptographicHash::Sha256)
                                 .toHex();
    m_file = m_folder + u'/' + kind + u'-' + QString::fromLatin1(place.left(32)) + u".json"_s;
}

std::optional<QJsonObject> ToolCache::answer(const QByteArray &key) const
{
    if (m_file.isEmpty())
        return std::nullopt;
    const auto cached = readJsonObject(m_file);
    if (!cached || cached->value("key"_L1).toString() != QLatin1StringView(key))
        return std::nullopt;
    return cached->value("answer"_L1).toObject();
}

void ToolCache::keep(const QByteArray &key, const QJsonObject &answer) const
{
    const QJsonObject entry{{"key"_L1, QString::fromLatin1(key)}, {"answer"_L1, answer}};
    if (!m_file.isEmpty() && makePrivateFolder(m_folder))
        (void)writeFileDurably(m_file, QJsonDocument(entry).toJson(QJsonDocument::Compact));
}

void ToolCache::addFile(QCryptographicHash &hash, const QFileInfo &file)
{
    hash.addData(file.filePath().toUtf8());
    hash.addData(QByteArray::number(file.size()));
    hash.addData(QByteArray::number(file.lastModified().toMSecsSinceEpoch()));
}

} // namespace CommandRunner
