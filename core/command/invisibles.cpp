// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/invisibles.h"

#include "core/command/shellwords.h"

#include <optional>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Sign {
    InvisibleKind kind;
    QString text;
};

QString spelledOut(QChar c)
{
    return u"<U+%1>"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0')).toUpper();
}

std::optional<Sign> signFor(QChar c)
{
    if (c == u'\t')
        return Sign{InvisibleKind::Tab, u"⇥"_s};
    if (c == u'\n')
        return Sign{InvisibleKind::LineBreak, u"⏎\n"_s};
    if (c == u'\r' || c == QChar(0x2028) || c == QChar(0x2029))
        return Sign{InvisibleKind::LineBreak, u"␍"_s};
    if (c.unicode() < 0x20)
        return Sign{InvisibleKind::Unprintable, QString(QChar(0x2400 + c.unicode()))};
    if (c == QChar(0x7f))
        return Sign{InvisibleKind::Unprintable, u"␡"_s};
    if (c != u' ' && c.category() == QChar::Separator_Space)
        return Sign{InvisibleKind::UnusualBlank, u"⍽"_s};
    if (c.category() == QChar::Other_Format || c.category() == QChar::Other_Control)
        return Sign{InvisibleKind::Unprintable, spelledOut(c)};
    return {};
}

class Writer final
{
public:
    void add(QStringView text, qsizetype origin, qsizetype step)
    {
        for (qsizetype i = 0; i < text.size(); ++i)
            m_line.origins.append(origin + i * step);
        m_line.text += text;
    }

    void addSign(const Sign &sign, qsizetype origin)
    {
        const qsizetype length = sign.text.endsWith(u'\n') ? sign.text.size() - 1
                                                           : sign.text.size();
        m_line.parts.append({sign.kind, m_line.text.size(), length});
        add(sign.text, origin, 0);
    }

    // `origin`: of the word in the line.
    void addWord(const QString &word, qsizetype origin)
    {
        const QString quoted = quoteShellWord(word);
        if (word.isEmpty())
            m_line.parts.append({InvisibleKind::EmptyWord, m_line.text.size(), quoted.size()});
        qsizetype before = 0;
        while (before < word.size() && word.at(before) == u' ')
            ++before;
        qsizetype behind = word.size();
        while (behind > before && word.at(behind - 1) == u' ')
            --behind;
        // Blanks are within one pair of quotes, which stand outermost.
        const qsizetype lastBefore = before; // behind the quote
        const qsizetype firstBehind = quoted.size() - 1 - (word.size() - behind);
        for (qsizetype at = 0; at < quoted.size(); ++at) {
            const QChar c = quoted.at(at);
            if (c == u' ' && (at <= lastBefore || at >= firstBehind))
                addSign({InvisibleKind::OuterBlank, u"·"_s}, origin + at);
            else if (const auto sign = signFor(c))
                addSign(*sign, origin + at);
            else
                add(QStringView(&c, 1), origin + at, 1);
        }
    }

    VisibleLine take(qsizetype end)
    {
        m_line.origins.append(end);
        return m_line;
    }

private:
    VisibleLine m_line;
};

} // namespace

VisibleLine visibleLine(const QStringList &words)
{
    Writer writer;
    qsizetype origin = 0;
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (at > 0)
            writer.add(u" ", origin++, 1);
        writer.addWord(words.at(at), origin);
        origin += quoteShellWord(words.at(at)).size();
    }
    return writer.take(origin);
}

} // namespace CommandRunner
