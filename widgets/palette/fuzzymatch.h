// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace CommandRunner {

// A text made ready for being searched again and again.
class FuzzyText final
{
public:
    FuzzyText() = default;
    explicit FuzzyText(const QString &text);

    qsizetype size() const { return m_folded.size(); }

private:
    friend class FuzzyPattern;

    QString m_folded;         // one letter for one, so that positions stay those of the text
    QList<bool> m_wordStarts; // of each letter
    quint64 m_letters = 0;    // which letters there are, folded into 64 bits
};

// Letters that are looked for in their order, whatever their case; blanks are left out. Letters at
// the start of words and letters in a row count more, long texts a little less.
class FuzzyPattern final
{
public:
    FuzzyPattern() = default;
    explicit FuzzyPattern(QStringView typed);

    bool isEmpty() const { return m_folded.isEmpty(); }
    // Whether what fits us can only be among what fits `other`.
    bool narrows(const FuzzyPattern &other) const { return m_folded.startsWith(other.m_folded); }
    // Higher is better; nothing when a letter is missing. An empty pattern fits everything with 0.
    // A whole word typed is worth about 150.
    std::optional<int> score(const FuzzyText &text) const;
    // The same of the first fit from the left instead of the best: for long texts of many.
    std::optional<int> firstScore(const FuzzyText &text) const;
    // Where the letters of the best fit stand, ascending; empty when it does not fit.
    QList<qsizetype> positions(const QString &text) const;

private:
    bool isIn(const FuzzyText &text) const;

    QString m_folded;
    quint64 m_letters = 0;
};

} // namespace CommandRunner
