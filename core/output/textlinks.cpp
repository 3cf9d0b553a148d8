// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/textlinks.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Longer ones are data, not something to read.
constexpr qsizetype longestText = 8192;

struct Form {
    const char *pattern; // groups: path, line, column
};

// In order of trust: what an earlier one took, a later one leaves alone.
constexpr std::array forms{
    Form{R"re(File "(?<path>[^"]+)", line (?<line>\d+))re"},
    Form{R"re(^\s+(?<line>\d+):(?<column>\d+)\s+(?:error|warning)\s)re"},
    Form{
        R"re((?<path>(?:[A-Za-z]:)?[^\s()'"`:<>|*?]*[^\s()'"`:<>|*?/\\]\.[A-Za-z]\w*)\((?<line>\d+)(?:,(?<column>\d+))?\))re"},
    Form{
        R"re((?<path>(?:[A-Za-z]:(?=[\\/]))?[^\s()\[\]{}'"`:<>|*?=,;]*[^\s()\[\]{}'"`:<>|*?=,;\d])re"
        R"re([^\s()\[\]{}'"`:<>|*?=,;]*):(?<line>\d+)(?::(?<column>\d+))?)re"},
    Form{R"re(\b(?:in|at) (?<path>[^\s'"`<>|*?]+) (?:on )?line (?<line>\d+))re"},
    Form{R"re((?<path>[^\s()'"`:<>|*?]+\.py)::[\w:.\[\]-]+)re"},
    Form{
        R"re((?<![\w:/\\.~-])(?<path>(?:~|\.{1,2})?/[^\s()\[\]{}'"`:<>|*?=,;]*[^\s()\[\]{}'"`:<>|*?=,;./])re"
        R"re(|(?:[\w@.-]+/)+[\w@-][\w@.-]*\.[A-Za-z]\w*))re"},
};

const QRegularExpression &addressPattern()
{
    static const QRegularExpression pattern(
        uR"re(\b(?:(?:https?|file)://|mailto:(?=[^\s@]+@))[^\s<>"'`\x{201c}\x{201d}]+)re"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const std::vector<QRegularExpression> &fileForms()
{
    static const std::vector<QRegularExpression> result = [] {
        std::vector<QRegularExpression> made;
        made.reserve(std::size(forms));
        for (const Form &form : forms)
            made.emplace_back(QString::fromLatin1(form.pattern));
        return made;
    }();
    return result;
}

// A sentence's end is not the address's; a bracket is when the address opened it.
qsizetype addressLength(QStringView address)
{
    qsizetype size = address.size();
    while (size > 0) {
        const QChar last = address[size - 1];
        const QStringView rest = address.first(size);
        const bool unopened = (last == u')' && rest.count(u'(') < rest.count(u')'))
            || (last == u']' && rest.count(u'[') < rest.count(u']'))
            || (last == u'}' && rest.count(u'{') < rest.count(u'}'));
        if (!unopened && !u".,;:!?*"_s.contains(last))
            break;
        --size;
    }
    return size;
}

bool looksLikeFile(const QString &path, bool certain)
{
    if (certain || path.contains(u'/') || path.contains(u'\\'))
        return path.size() > 1;
    static const QRegularExpression ending(uR"re(\.[A-Za-z]\w*$|^[A-Z]\w*file$|^\.\w+$)re"_s);
    return ending.match(path).hasMatch();
}

} // namespace

QList<TextLink> findTextLinks(const QString &text)
{
    QList<TextLink> links;
    const QString searched = text.left(longestText);
    const auto isFree = [&links](qsizetype start, qsizetype length) {
        return std::none_of(links.begin(), links.end(), [=](const TextLink &link) {
            return start < link.start + link.length && link.start < start + length;
        });
    };
    for (auto matches = addressPattern().globalMatch(searched); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype length = addressLength(match.capturedView());
        links.append({.start = match.capturedStart(),
                      .length = length,
                      .url = match.captured().first(length)});
    }
    for (size_t form = 0; form < forms.size(); ++form) {
        const bool quoted = form == 0;
        for (auto matches = fileForms()[form].globalMatch(searched); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            TextLink link{.start = match.capturedStart(),
                          .length = match.capturedLength(),
                          .path = match.captured(u"path"_s),
                          .line = match.captured(u"line"_s).toInt(),
                          .column = match.captured(u"column"_s).toInt()};
            link.fileAbove = form == 1;
            if (link.fileAbove) {
                link.start = match.capturedStart(u"line"_s);
                link.length = match.capturedEnd(u"column"_s) - link.start;
            }
            if (!isFree(link.start, link.length)
                || (!link.fileAbove && !looksLikeFile(link.path, quoted)))
                continue;
            links.append(link);
        }
    }
    std::sort(links.begin(), links.end(),
              [](const TextLink &a, const TextLink &b) { return a.start < b.start; });
    return links;
}

QString reportFileOf(const QString &text)
{
    static const QRegularExpression alone(
        uR"re(^(?:[A-Za-z]:[\\/]|/|\.{1,2}/)?[^\s:*?"<>|]+(?: [^\s:*?"<>|]+)*\.[A-Za-z]\w*$)re"_s);
    return alone.match(text).hasMatch() ? text : QString();
}

} // namespace CommandRunner
