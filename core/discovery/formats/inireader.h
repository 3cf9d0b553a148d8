// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace CommandRunner {

// INI as Python's configparser reads it: indented lines go on with the value above them, "#" and
// ";" begin comments at the start of a line.
struct IniEntry {
    QString key; // lower case
    int line = 0;
    QList<std::pair<QString, int>> lines; // of the value: trimmed text, its line; none is empty
};

struct IniSection {
    QString name;
    int line = 0;
    QList<IniEntry> entries;

    const IniEntry *find(const QStringList &keys) const; // the first entry with one of these keys
};

struct IniFile {
    QList<IniSection> sections;
    int brokenLine = 0; // 1-based: the first that is neither section, entry nor comment; 0: none

    const IniSection *find(const QString &name) const;
};

// `firstLine` is the number of the text's first line.
IniFile readIni(const QString &text, int firstLine = 1);

} // namespace CommandRunner
