// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"
#include "core/output/terminaltext.h"

#include <QColor>
#include <QString>

namespace CommandRunner {

class TerminalPalette;

// The text of a line, also of one that is longer than a view decodes
// (OutputDocument::maximumLineBytes): that one without escape codes, and after its last '\r'.
QString wholeLineText(QByteArrayView bytes);

// The line's bytes, those that OutputLine cuts off included, unless they are more than `maximum`.
QByteArray wholeLine(const OutputDocument &document, const OutputLine &line, qint64 maximum);

// "2026-11-20 14:03:05.120 ", local; blanks of that width when it is not known.
QString timePrefix(qint64 time);

// The part [from, to) of a line with its colours, to stand in <pre>; `text` is that of the line
// where the program chose none, invalid: the page's.
QString lineHtml(const TerminalLine &line, const TerminalPalette &palette, const QColor &text,
                 qsizetype from, qsizetype to);

// What stands around such lines.
QString htmlHead(const QString &title, const TerminalPalette &palette);
QString htmlTail();

} // namespace CommandRunner
