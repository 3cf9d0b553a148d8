// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/gitignore.h"

#include <QStringList>

#include <algorithm>
#include <ranges>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isSpecial(QChar c)
{
    return c == u'*' || c == u'?' || c == u'[' || c == u'\\';
}

// Trailing blanks do not count unless a backslash stands before them.
QString withoutTrailingBlanks(QString line)
{
    while (line.endsWith(u'\r'))
        line.chop(1);
    while (line.endsWith(u' ') && !line.endsWith("\\ "_L1))
        line.chop(1);
    return line;
}

// Matches c against the class that starts after "[" at `at`; on return `at` is behind the "]". An
// unclosed class matches nothing.
bool matchesClass(QStringView pattern, qsizetype &at, QChar c)
{
    const bool inverted = at < pattern.size() && (pattern.at(at) == u'!' || pattern.at(at) == u'^');
    if (inverted)
        ++at;
    bool matched = false;
    for (bool first = true;; first = false) {
        if (at >= pattern.size())
            return false;
        QChar low = pattern.at(at++);
        if (low == u']' && !first)
            break;
        if (low == u'[' && at < pattern.size() && pattern.at(at) == u':') {
            const qsizetype close = pattern.indexOf(u":]", at);
            if (close > 0) {
                const QStringView name = pattern.sliced(at + 1, close - at - 1);
                matched = matched || (name == "digit"_L1 && c.isDigit())
                    || (name == "alpha"_L1 && c.isLetter())
                    || (name == "alnum"_L1 && c.isLetterOrNumber())
                    || (name == "space"_L1 && c.isSpace()) || (name == "upper"_L1 && c.isUpper())
                    || (name == "lower"_L1 && c.isLower());
                at = close + 2;
                continue;
            }
        }
        if (low == u'\\' && at < pattern.size())
            low = pattern.at(at++);
        QChar high = low;
        if (at + 1 < pattern.size() && pattern.at(at) == u'-' && pattern.at(at + 1) != u']') {
            high = pattern.at(at + 1);
            at += 2;
        }
        matched = matched || (low <= c && c <= high);
    }
    return matched != inverted && c != u'/';
}

// One name against one part of a pattern: nothing here sees a "/".
bool matchesName(QStringView pattern, QStringView name)
{
    qsizetype p = 0;
    qsizetype n = 0;
    qsizetype starPattern = -1;
    qsizetype starName = 0;
    while (n < name.size()) {
        bool matched = false;
        qsizetype next = p;
        if (p < pattern.size()) {
            const QChar c = pattern.at(p);
            next = p + 1;
            if (c == u'*') {
                starPattern = ++p;
                starName = n;
                continue;
            }
            if (c == u'?') {
                matched = true;
            } else if (c == u'[') {
                matched = matchesClass(pattern, next, name.at(n));
            } else if (c == u'\\' && next < pattern.size()) {
                matched = pattern.at(next++) == name.at(n);
            } else {
                matched = c == name.at(n);
            }
        }
        if (matched) {
            p = next;
            ++n;
        } else if (starPattern >= 0) {
            p = starPattern; // the last star takes one character more
            n = ++starName;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

bool matchesParts(const QList<QStringView> &pattern, qsizetype p, const QList<QStringView> &path,
                  qsizetype n)
{
    for (; p < pattern.size(); ++p, ++n) {
        if (pattern.at(p) == "**"_L1) {
            if (p + 1 == pattern.size())
                return n < path.size(); // "a/**" is everything inside, not "a" itself
            for (qsizetype skip = n; skip < path.size(); ++skip) {
                if (matchesParts(pattern, p + 1, path, skip))
                    return true;
            }
            return false;
        }
        if (n >= path.size() || !matchesName(pattern.at(p), path.at(n)))
            return false;
    }
    return n == path.size();
}

} // namespace

GitIgnore GitIgnore::parse(QByteArrayView content)
{
    GitIgnore ignore;
    if (content.startsWith("\xEF\xBB\xBF"))
        content = content.sliced(3);
    const QStringList lines = QString::fromUtf8(content).split(u'\n');
    for (const QString &raw : lines) {
        QString line = withoutTrailingBlanks(raw);
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        Rule rule;
        if (line.startsWith(u'!')) {
            rule.negated = true;
            line.remove(0, 1);
        }
        if (line.endsWith(u'/')) {
            rule.folderOnly = true;
            line.chop(1);
        }
        rule.wholePath = line.contains(u'/');
        if (line.startsWith(u'/'))
            line.remove(0, 1);
        // "**/name" is the same as "name", which is cheaper to match.
        if (rule.wholePath && line.startsWith("**/"_L1) && line.indexOf(u'/', 3) < 0
            && !line.endsWith("**"_L1)) {
            line.remove(0, 3);
            rule.wholePath = false;
        }
        if (line.isEmpty())
            continue;
        rule.literal = std::none_of(line.cbegin(), line.cend(), isSpecial);
        rule.pattern = line;
        ignore.m_rules.append(rule);
    }
    return ignore;
}

GitIgnore::Verdict GitIgnore::verdict(QStringView path, bool isFolder) const
{
    const QStringView name = path.sliced(path.lastIndexOf(u'/') + 1);
    for (const auto &rule : std::views::reverse(m_rules)) {
        if (rule.folderOnly && !isFolder)
            continue;
        bool matched = false;
        if (rule.literal)
            matched = rule.pattern == (rule.wholePath ? path : name);
        else if (!rule.wholePath)
            matched = matchesName(rule.pattern, name);
        else
            matched = matchesParts(QStringView(rule.pattern).split(u'/'), 0, path.split(u'/'), 0);
        if (matched)
            return rule.negated ? Verdict::Kept : Verdict::Ignored;
    }
    return Verdict::Undecided;
}

} // namespace CommandRunner
