// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/keyfile.h"

#include <QStringList>

#include <algorithm>

namespace CommandRunner {

bool KeyFile::has(const QString &group) const
{
    return std::any_of(entries.cbegin(), entries.cend(),
                       [&group](const Entry &entry) { return entry.group == group; });
}

QString KeyFile::value(const QString &group, const QString &key) const
{
    const QStringList all = values(group, key);
    return all.isEmpty() ? QString() : all.last();
}

QStringList KeyFile::values(const QString &group, const QString &key) const
{
    QStringList found;
    for (const Entry &entry : entries) {
        if (entry.group == group && entry.key == key)
            found.append(entry.value);
    }
    return found;
}

int KeyFile::lineOf(const QString &group) const
{
    for (const Entry &entry : entries) {
        if (entry.group == group)
            return entry.line;
    }
    return 1;
}

KeyFile KeyFile::parse(const QByteArray &content, bool joinsLines)
{
    KeyFile file;
    QString group;
    const QStringList lines = QString::fromUtf8(content).split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = lines.at(i).trimmed();
        const int number = int(i) + 1;
        if (line.isEmpty() || line.startsWith(QLatin1Char('#'))
            || line.startsWith(QLatin1Char(';')))
            continue;
        while (joinsLines && line.endsWith(QLatin1Char('\\')) && i + 1 < lines.size()) {
            line.chop(1);
            line += QLatin1Char(' ') + lines.at(++i).trimmed();
        }
        const qsizetype equals = line.indexOf(QLatin1Char('='));
        if (line.startsWith(QLatin1Char('[')) && line.endsWith(QLatin1Char(']')))
            group = line.mid(1, line.size() - 2);
        else if (equals > 0)
            file.entries.append({group, line.first(equals).trimmed(),
                                 line.sliced(equals + 1).trimmed(), number});
    }
    return file;
}

} // namespace CommandRunner
