// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/linetext.h"

#include "core/output/linefeatures.h"
#include "widgets/common/terminalpalette.h"

#include <QDateTime>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString styleOf(const TerminalSpan &span, const TerminalPalette &palette, const QColor &text)
{
    const TerminalPalette::Colors colors = palette.colors(span.style);
    const bool plain = span.style.foreground.kind == TerminalColor::Kind::Default
        && !span.style.inverse && !span.style.faint && !colors.background.isValid();
    const QColor foreground = plain ? text : colors.foreground;
    QStringList styles;
    if (foreground.isValid())
        styles.append(u"color:"_s + foreground.name());
    if (colors.background.isValid())
        styles.append(u"background-color:"_s + colors.background.name());
    if (span.style.bold)
        styles.append(u"font-weight:bold"_s);
    if (span.style.italic)
        styles.append(u"font-style:italic"_s);
    if (span.style.underline || span.style.strikeOut) {
        QStringList lines;
        if (span.style.underline)
            lines.append(u"underline"_s);
        if (span.style.strikeOut)
            lines.append(u"line-through"_s);
        styles.append(u"text-decoration:"_s + lines.join(u' '));
    }
    return styles.join(u';');
}

QString piece(const QString &text, const QString &style)
{
    if (style.isEmpty())
        return text.toHtmlEscaped();
    return u"<span style=\"%1\">%2</span>"_s.arg(style, text.toHtmlEscaped());
}

} // namespace

QString wholeLineText(QByteArrayView bytes)
{
    if (bytes.size() <= OutputDocument::maximumLineBytes)
        return plainTerminalText(bytes);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    const QByteArray plain = bytes.contains('\x1b') ? withoutEscapes(bytes) : bytes.toByteArray();
    QString text = QString::fromUtf8(plain.mid(plain.lastIndexOf('\r') + 1));
    text.removeIf([](QChar c) { return c < u' ' && c != u'\t'; });
    return text;
}

QByteArray wholeLine(const OutputDocument &document, const OutputLine &line, qint64 maximum)
{
    if (line.byteCount <= line.bytes.size() || line.byteCount > maximum)
        return line.bytes;
    return document.bytes(line.offset, line.byteCount);
}

QString timePrefix(qint64 time)
{
    if (time <= 0)
        return QString(24, u' ');
    return QDateTime::fromMSecsSinceEpoch(time).toString(u"yyyy-MM-dd HH:mm:ss.zzz "_s);
}

QString lineHtml(const TerminalLine &line, const TerminalPalette &palette, const QColor &text,
                 qsizetype from, qsizetype to)
{
    const QString plainStyle = text.isValid() ? u"color:"_s + text.name() : QString();
    QString html;
    qsizetype at = from;
    const auto add = [&](qsizetype end, const QString &style) {
        end = std::min(end, to);
        if (end > at)
            html += piece(line.text.mid(at, end - at), style);
        at = std::max(at, end);
    };
    for (const TerminalSpan &span : line.spans) {
        add(span.start, plainStyle);
        if (span.start + span.length > at)
            add(span.start + span.length, styleOf(span, palette, text));
    }
    add(line.text.size(), plainStyle);
    return html;
}

QString htmlHead(const QString &title, const TerminalPalette &palette)
{
    return u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title></head>\n"
           "<body style=\"color:%2;background-color:%3\"><pre>"_s.arg(
               title.toHtmlEscaped(), palette.text().name(), palette.base().name());
}

QString htmlTail()
{
    return u"</pre></body></html>\n"_s;
}

} // namespace CommandRunner
