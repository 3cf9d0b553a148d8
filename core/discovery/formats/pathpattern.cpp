// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/pathpattern.h"

#include <QStringList>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// "[a-z]" or "[!a]" at `at`, which is moved to its end; empty when it does not close.
QString classAt(const QString &part, qsizetype &at)
{
    const qsizetype end = part.indexOf(u']', at + 2);
    if (end < 0)
        return {};
    QString members = part.mid(at + 1, end - at - 1);
    const bool negated = members.startsWith(u'!') || members.startsWith(u'^');
    if (negated)
        members.remove(0, 1);
    members.replace(u'\\', u"\\\\"_s).replace(u'[', u"\\["_s).replace(u'^', u"\\^"_s);
    at = end;
    return (negated ? u"[^/"_s : u"["_s) + members + u']';
}

QString partExpression(const QString &part)
{
    QString expression;
    if (part.startsWith(u'*') || part.startsWith(u'?'))
        expression = u"(?!\\.)"_s;
    const bool braces = part.count(u'{') == part.count(u'}')
        && part.indexOf(u'{') < part.indexOf(u'}');
    for (qsizetype i = 0; i < part.size(); ++i) {
        const QChar c = part.at(i);
        const QString members = c == u'[' ? classAt(part, i) : QString();
        if (c == u'*')
            expression += u"[^/]*"_s;
        else if (c == u'?')
            expression += u"[^/]"_s;
        else if (!members.isEmpty())
            expression += members;
        else if (braces && c == u'{')
            expression += u"(?:"_s;
        else if (braces && c == u'}')
            expression += u')';
        else if (braces && c == u',' && part.first(i).count(u'{') > part.first(i).count(u'}'))
            expression += u'|';
        else
            expression += QRegularExpression::escape(QString(c));
    }
    return expression;
}

} // namespace

QRegularExpression pathPattern(const QString &glob)
{
    const QStringList parts = glob.split(u'/');
    QString expression;
    bool slash = false; // is due before the next part
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if (parts.at(i) == "**"_L1) {
            const QString folder = u"(?!\\.)[^/]+"_s;
            expression += last ? u"(?:%1%2(?:/%2)*)?"_s.arg(slash ? u"/"_s : QString(), folder)
                               : u"(?:%1%2)*"_s.arg(slash ? u"/"_s : QString(), folder);
            if (!slash && !last)
                expression.insert(expression.size() - 2, u'/');
            continue;
        }
        expression += (slash ? u"/"_s : QString()) + partExpression(parts.at(i));
        slash = true;
    }
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(expression));
    return pattern.isValid()
        ? pattern
        : QRegularExpression(QRegularExpression::anchoredPattern(QRegularExpression::escape(glob)));
}

} // namespace CommandRunner
