// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace CommandRunner {

// A place in a line of output that leads somewhere: an address or a file. Whether a file is there
// is for others to look.
struct TextLink {
    qsizetype start = 0; // UTF-16 units
    qsizetype length = 0;
    QString url;            // "https://…", "mailto:…", "file:…"; empty for a file
    QString path;           // as written; empty for an address, and when fileAbove
    int line = 0;           // 1-based; 0: not told
    int column = 0;         // likewise
    bool fileAbove = false; // a report that names its file once, in a line above (eslint)
    bool declared = false;  // OSC 8: the text need not be the target

    bool isFile() const { return url.isEmpty(); }
    bool operator==(const TextLink &) const = default;
};

// The links of a decoded line, sorted, not overlapping: addresses (http, https, mailto, file),
// Python tracebacks (File "x", line N), file:line[:column] as gcc, clang, rustc, go, pytest and
// node write it, file(line,column) of tsc and MSVC, "x line N" of Perl and PHP, pytest's node ids,
// and paths with a slash.
QList<TextLink> findTextLinks(const QString &text);

// The path that a line of a report like eslint's names for the lines below it; empty: none.
QString reportFileOf(const QString &text);

} // namespace CommandRunner
