// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QFileInfo>
#include <QJsonObject>

#include <optional>

class QCryptographicHash;

namespace CommandRunner {

// What a tool said of one file, kept in the cache folder until what it depends on changes. One file
// for each, so that the cache does not grow with every change.
class ToolCache final
{
public:
    // `kind`: the tool's name. Without a cache folder nothing is kept.
    ToolCache(const QString &kind, const SourceFile &file, const DiscoveryContext &context);

    // Nothing when none was kept, or one with another key.
    std::optional<QJsonObject> answer(const QByteArray &key) const;
    // A cache that cannot be written costs time at the next scan, nothing else.
    void keep(const QByteArray &key, const QJsonObject &answer) const;

    // Name, size and time: what tells that a file is another one than before.
    static void addFile(QCryptographicHash &hash, const QFileInfo &file);

private:
    QString m_folder;
    QString m_file; // empty: none
};

} // namespace CommandRunner
