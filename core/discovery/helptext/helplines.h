// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace CommandRunner {

// A line of a help text as a person sees it.
struct HelpLine {
    qsizetype indent = 0; // columns before the text
    QString text;         // without spaces at its ends; tabs are spaces
    bool boxed = false;   // stood in a box that is drawn with lines (rich)
    bool heading = false; // the title of such a box
};

// What `output` shows on a screen without colours: escape sequences, overstriking and boxes are
// gone. Looks at the first MiB, and at the first 2000 columns of a line.
QList<HelpLine> readHelpLines(const QByteArray &output);

// Where the first run of two or more spaces behind `from` begins; the size when there is none.
qsizetype wideGap(const QString &text, qsizetype from = 0);

// A row of rich's tables, "--name  -n  TEXT  Help", as one column has it: "--name, -n TEXT  Help".
QString joinedColumns(const QString &row);

} // namespace CommandRunner
