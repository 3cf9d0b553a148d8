// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/findquery.h"

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr quint32 paintingMatchLimit = 20'000;

bool isCaseSensitive(const FindQuery &query)
{
    return query.caseSensitive
        || (!query.regularExpression
            && std::any_of(query.text.begin(), query.text.end(),
                           [](QChar c) { return c.isUpper(); }));
}

int optionsOf(const FindQuery &query)
{
    int options = isCaseSensitive(query) ? 0 : BytePattern::CaseInsensitive;
    if (query.regularExpression || query.wholeWord)
        options |= BytePattern::Unicode; // "." and \w mean characters
    else
        options |= BytePattern::Literal;
    return options;
}

QByteArray escaped(const QByteArray &utf8)
{
    QByteArray result;
    for (const char c : utf8) {
        const bool plain = uchar(c) >= 0x80 || c == '_' || (c >= '0' && c <= '9')
            || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!plain)
            result += '\\';
        result += c;
    }
    return result;
}

QByteArray patternOf(const FindQuery &query)
{
    const QByteArray text = query.text.toUtf8();
    if (!query.wholeWord)
        return text;
    return R"((?<!\w)(?:)" + (query.regularExpression ? text : escaped(text)) + R"()(?!\w))";
}

// UTF-16 units of the text that the first `bytes` of its UTF-8 stand for.
qsizetype unitsOf(const QString &text, qsizetype bytes)
{
    return QString::fromUtf8(text.toUtf8().first(std::min(bytes, text.toUtf8().size()))).size();
}

} // namespace

std::optional<FindProblem> problemOf(const FindQuery &query)
{
    if (query.isEmpty() || !query.regularExpression)
        return std::nullopt;
    // Without what wholeWord wraps around it, so that the position is the person's own.
    const auto problem = BytePattern::problemOf(query.text.toUtf8(), optionsOf(query));
    if (!problem)
        return std::nullopt;
    return FindProblem{unitsOf(query.text, problem->offset), problem->message};
}

LinePattern linePatternOf(const FindQuery &query)
{
    LinePattern pattern;
    pattern.text = QString::fromUtf8(patternOf(query));
    pattern.regex = query.regularExpression || query.wholeWord;
    pattern.allLetters = pattern.regex;
    pattern.caseSensitive = isCaseSensitive(query);
    return pattern;
}

Result<BytePattern> compileFindQuery(const FindQuery &query, quint32 matchLimit)
{
    return BytePattern::compile(patternOf(query), optionsOf(query), matchLimit);
}

FindMarker::FindMarker(const FindQuery &query)
{
    if (query.isEmpty() || problemOf(query))
        return;
    if (auto pattern = compileFindQuery(query, paintingMatchLimit))
        m_pattern = std::move(*pattern);
}

QList<FindMarker::Place> FindMarker::placesIn(const QString &text) const
{
    QList<Place> result;
    if (!m_pattern || text.isEmpty())
        return result;
    const QByteArray utf8 = text.toUtf8();
    const bool ascii = utf8.size() == text.size();
    qsizetype from = 0;
    qsizetype unit = 0; // of `from`
    const auto unitsUpTo = [&](qsizetype byte) {
        unit += ascii ? byte - from
                      : QString::fromUtf8(utf8.constData() + from, byte - from).size();
        from = byte;
        return unit;
    };
    qsizetype at = 0;
    while (result.size() < maximumPlaces && at <= utf8.size()) {
        const auto match = m_pattern->find(utf8, at);
        if (!match)
            break;
        if (match->end == match->start) { // an empty match marks nothing: on to the next character
            at = match->end + 1;
            while (at < utf8.size() && (uchar(utf8[at]) & 0xc0) == 0x80)
                ++at;
            continue;
        }
        const qsizetype start = unitsUpTo(match->start);
        result.append({start, unitsUpTo(match->end) - start});
        at = match->end;
    }
    return result;
}

} // namespace CommandRunner
