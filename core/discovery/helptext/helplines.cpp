// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/helptext/helplines.h"

#include <QStringList>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestText = 1 << 20; // bytes
constexpr qsizetype longestLine = 2000;
constexpr qsizetype tabWidth = 8;

bool isBoxDrawing(QChar c)
{
    return c >= QChar(0x2500) && c <= QChar(0x257f);
}

// The place behind the escape sequence that begins at `at`.
qsizetype behindEscape(const QString &text, qsizetype at)
{
    const QChar kind = at + 1 < text.size() ? text.at(at + 1) : QChar();
    qsizetype end = at + 2;
    if (kind == u'[') {
        while (end < text.size() && (text.at(end) < u'@' || text.at(end) > u'~'))
            ++end;
        return end + 1;
    }
    if (kind != u']')
        return end;
    for (; end < text.size() && text.at(end) != u'\n'; ++end) {
        if (text.at(end) == u'\a')
            return end + 1;
        if (text.at(end) == u'\x1b')
            return end + 2;
    }
    return end;
}

// Without escapes and overstriking ("N\bN" of old manual pages), tabs as spaces.
QString plain(const QString &text)
{
    QString result;
    qsizetype column = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c == u'\x1b') {
            at = behindEscape(text, at) - 1;
        } else if (c == u'\n') {
            result += c;
            column = 0;
        } else if (c == u'\b') {
            if (column > 0) {
                result.chop(1);
                --column;
            }
        } else if (column < longestLine) {
            const qsizetype width = c == u'\t' ? tabWidth - column % tabWidth : 1;
            if (c == u'\t')
                result += QString(width, u' ');
            else if (c >= u' ')
                result += c;
            column += c == u'\t' || c >= u' ' ? width : 0;
        }
    }
    return result;
}

// Takes the frame away: "╭─ Options ──╮" is the heading "Options", "│ --x  Help │" its inside.
void unbox(HelpLine &line, QString text)
{
    line.boxed = true;
    const bool rule = text.size() > 1 && isBoxDrawing(text.at(1)) && text.at(1) != QChar(0x2502);
    qsizetype begin = 0;
    while (begin < text.size() && (isBoxDrawing(text.at(begin)) || text.at(begin) == u' ')
           && (rule || begin == 0))
        ++begin;
    qsizetype end = text.size();
    while (end > begin && (isBoxDrawing(text.at(end - 1)) || text.at(end - 1) == u' '))
        --end;
    text = text.mid(begin, end - begin);
    line.heading = rule && !text.isEmpty();
    line.text = text.trimmed();
    line.indent += begin + (text.size() - text.trimmed().size());
}

} // namespace

QList<HelpLine> readHelpLines(const QByteArray &output)
{
    QList<HelpLine> lines;
    const QString text = plain(QString::fromUtf8(output.left(largestText)));
    for (const QString &raw : text.split(u'\n')) {
        HelpLine line;
        line.text = raw.trimmed();
        while (line.indent < raw.size() && raw.at(line.indent).isSpace())
            ++line.indent;
        if (!line.text.isEmpty() && isBoxDrawing(line.text.at(0)))
            unbox(line, line.text);
        lines.append(line);
    }
    return lines;
}

qsizetype wideGap(const QString &text, qsizetype from)
{
    const qsizetype gap = text.indexOf("  "_L1, from);
    return gap < 0 ? text.size() : gap;
}

QString joinedColumns(const QString &row)
{
    QStringList spellings;
    qsizetype at = 0;
    while (at < row.size()) {
        const qsizetype gap = wideGap(row, at);
        const QString cell = row.mid(at, gap - at).trimmed();
        const bool isFlag = cell.startsWith(u'-');
        const bool isMetavar = !isFlag && !cell.isEmpty()
            && (cell == cell.toUpper() || cell.startsWith(u'[') || cell.startsWith(u'<'))
            && !cell.startsWith("[default"_L1) && !cell.startsWith("[required"_L1);
        if (isFlag && cell.startsWith("--no-"_L1) && spellings.contains("--"_L1 + cell.mid(5))) {
            spellings.last() += " / "_L1 + cell;
        } else if (isFlag) {
            spellings.append(cell);
        } else if (isMetavar && !spellings.isEmpty()) {
            return spellings.join(", "_L1) + u' ' + cell + u"  "_s + row.mid(gap).trimmed();
        } else if (!cell.isEmpty()) {
            return spellings.join(", "_L1) + u"  "_s + row.mid(at).trimmed();
        }
        at = gap;
        while (at < row.size() && row.at(at) == u' ')
            ++at;
    }
    return spellings.join(", "_L1);
}

} // namespace CommandRunner
