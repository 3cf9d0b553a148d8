// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/inireader.h"

#include <QStringList>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

const IniEntry *IniSection::find(const QStringList &keys) const
{
    const auto found = std::find_if(entries.cbegin(), entries.cend(), [&](const IniEntry &entry) {
        return keys.contains(entry.key);
    });
    return found == entries.cend() ? nullptr : &*found;
}

const IniSection *IniFile::find(const QString &name) const
{
    const auto found = std::find_if(sections.cbegin(), sections.cend(),
                                    [&](const IniSection &section) {
                                        return section.name == name;
                                    });
    return found == sections.cend() ? nullptr : &*found;
}

IniFile readIni(const QString &text, int firstLine)
{
    IniFile file;
    const QStringList lines = text.split(u'\n');
    bool inEntry = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).trimmed();
        const int number = firstLine + int(i);
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            continue;
        if (lines.at(i).at(0).isSpace() && inEntry) {
            file.sections.last().entries.last().lines.append({line, number});
            continue;
        }
        if (line.startsWith(u'[') && line.contains(u']')) {
            file.sections.append({line.mid(1, line.lastIndexOf(u']') - 1).trimmed(), number, {}});
            inEntry = false;
            continue;
        }
        const auto sign = std::find_if(line.cbegin(), line.cend(),
                                       [](QChar c) { return c == u'=' || c == u':'; });
        if (sign == line.cend() || sign == line.cbegin() || file.sections.isEmpty()) {
            file.brokenLine = file.brokenLine == 0 ? number : file.brokenLine;
            inEntry = false;
            continue;
        }
        const qsizetype place = sign - line.cbegin();
        IniEntry entry{line.left(place).trimmed().toLower(), number, {}};
        if (const QString value = line.mid(place + 1).trimmed(); !value.isEmpty())
            entry.lines.append({value, number});
        file.sections.last().entries.append(entry);
        inEntry = true;
    }
    return file;
}

} // namespace CommandRunner
