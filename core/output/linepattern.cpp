// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linepattern.h"

#include <QHashFunctions>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

int optionsOf(const LinePattern &pattern)
{
    int options = !pattern.regex ? BytePattern::Literal
        : pattern.allLetters     ? BytePattern::Unicode
                                 : BytePattern::Text;
    if (!pattern.caseSensitive)
        options |= BytePattern::CaseInsensitive;
    if (pattern.wholeLine)
        options |= BytePattern::Whole;
    return options;
}

std::optional<PatternProblem> problemOf(const QString &text, int options)
{
    const QByteArray bytes = text.toUtf8();
    const auto problem = BytePattern::problemOf(bytes, options);
    if (!problem)
        return std::nullopt;
    const qsizetype position = QString::fromUtf8(bytes.first(problem->offset)).size();
    return PatternProblem{std::min(position, text.size()), problem->message};
}

} // namespace

LinePattern LinePattern::literal(const QString &text, bool caseSensitive)
{
    LinePattern result;
    result.text = text;
    result.caseSensitive = caseSensitive;
    return result;
}

LinePattern LinePattern::regularExpression(const QString &text, bool caseSensitive)
{
    LinePattern result = literal(text, caseSensitive);
    result.regex = true;
    return result;
}

Result<BytePattern> LinePattern::compile() const
{
    return BytePattern::compile(text.toUtf8(), optionsOf(*this));
}

size_t qHash(const LinePattern &pattern, size_t seed)
{
    return qHashMulti(seed, pattern.text, pattern.regex, pattern.caseSensitive, pattern.wholeLine,
                      pattern.allLetters, pattern.streams, pattern.following,
                      pattern.followingLines);
}

std::optional<PatternProblem> problemOf(const LinePattern &pattern)
{
    auto problem = problemOf(pattern.text, optionsOf(pattern));
    if (problem || pattern.following.isEmpty())
        return problem;
    problem = problemOf(pattern.following, BytePattern::Text);
    if (problem)
        problem->inFollowing = true;
    return problem;
}

} // namespace CommandRunner
