// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linepattern.h"

#include <QList>
#include <QString>

#include <optional>

namespace CommandRunner {

// What to look for in lines. Empty text looks for nothing.
struct FindQuery {
    QString text;
    bool regularExpression = false; // PCRE2; it sees one line at a time
    bool caseSensitive = false;     // false: only when a literal text holds an upper-case letter
    bool wholeWord = false;         // letters, digits and "_" make a word

    bool isEmpty() const { return text.isEmpty(); }
    bool operator==(const FindQuery &) const = default;
};

// Why a query cannot be used.
struct FindProblem {
    qsizetype position = 0; // in FindQuery::text
    QString message;        // PCRE2's, English
};

// Empty: the query is fine.
std::optional<FindProblem> problemOf(const FindQuery &query);

// The same for the search through a log. The query has no problem.
LinePattern linePatternOf(const FindQuery &query);

// The pattern over the UTF-8 of one line. Errors: InvalidFormat, see problemOf(). A match that
// takes more than `matchLimit` steps counts as none.
Result<BytePattern> compileFindQuery(const FindQuery &query,
                                     quint32 matchLimit = BytePattern::defaultMatchLimit);

// The places of a query in decoded text, for painting: gives a pattern that backtracks without end
// up early. One thread.
class FindMarker final
{
public:
    struct Place {
        qsizetype start = 0; // UTF-16 units
        qsizetype length = 0;
    };

    FindMarker() = default;
    explicit FindMarker(const FindQuery &query); // a query with a problem marks nothing

    bool isEmpty() const { return !m_pattern; }
    QList<Place> placesIn(const QString &text) const; // not empty ones, at most maximumPlaces

private:
    static constexpr qsizetype maximumPlaces = 1000;
    std::optional<BytePattern> m_pattern;
};

} // namespace CommandRunner
