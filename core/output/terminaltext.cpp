// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/terminaltext.h"

#include "core/output/terminalwriter.h"

#include <algorithm>

namespace CommandRunner {

namespace {

bool isPlainAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

void appendColor(QByteArray &sequence, const TerminalColor &color, int base)
{
    if (color.kind == TerminalColor::Kind::Indexed) {
        sequence += ';' + QByteArray::number(base + 8) + ";5;" + QByteArray::number(color.value);
    } else if (color.kind == TerminalColor::Kind::Rgb) {
        sequence += ';' + QByteArray::number(base + 8) + ";2";
        for (const int shift : {16, 8, 0})
            sequence += ';' + QByteArray::number(color.value >> shift & 0xff);
    }
}

QByteArray renditionOf(const TerminalStyle &style)
{
    QByteArray result = "\x1b[0";
    const auto add = [&result](bool on, const char *code) {
        if (on)
            result += code;
    };
    add(style.bold, ";1");
    add(style.faint, ";2");
    add(style.italic, ";3");
    add(style.underline, ";4");
    add(style.inverse, ";7");
    add(style.conceal, ";8");
    add(style.strikeOut, ";9");
    appendColor(result, style.foreground, 30);
    appendColor(result, style.background, 40);
    return result + 'm';
}

} // namespace

TerminalLine decodeTerminalLine(QByteArrayView bytes, const TerminalState &start)
{
    if (start == TerminalState() && isPlainAscii(bytes)) {
        TerminalLine line;
        line.text = QString::fromLatin1(bytes);
        line.cursorColumn = line.text.size();
        return line;
    }
    TerminalWriter writer(start);
    writer.write(bytes, false);
    return writer.cells().result();
}

QString plainTerminalText(QByteArrayView bytes, const TerminalState &start)
{
    return decodeTerminalLine(bytes, start).text;
}

QByteArray encodeTerminalLine(const TerminalLine &line)
{
    QByteArray result;
    qsizetype done = 0;
    const QStringView text = line.text;
    for (const TerminalSpan &span : line.spans) {
        result += text.sliced(done, span.start - done).toUtf8();
        const bool styled = span.style != TerminalStyle();
        if (!span.link.isEmpty())
            result += "\x1b]8;;" + span.link.toUtf8() + "\x1b\\";
        if (styled)
            result += renditionOf(span.style);
        result += text.sliced(span.start, span.length).toUtf8();
        if (styled)
            result += "\x1b[m";
        if (!span.link.isEmpty())
            result += "\x1b]8;;\x1b\\";
        done = span.start + span.length;
    }
    result += text.sliced(done).toUtf8();
    return result;
}

} // namespace CommandRunner
