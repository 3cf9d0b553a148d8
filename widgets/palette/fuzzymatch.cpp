// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/fuzzymatch.h"

#include <QVarLengthArray>

#include <algorithm>
#include <limits>

namespace CommandRunner {

namespace {

constexpr int letterScore = 1;
constexpr int wordStartBonus = 8;
constexpr int inARowBonus = 9; // above a word start, so that "test" prefers the word to its letters
                               // spread over several
constexpr int unreachable = std::numeric_limits<int>::min() / 2;
constexpr int scale = 4; // leaves room for what a text's length takes away

using Scores = QVarLengthArray<int, 128>;

bool isWordStart(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper());
}

quint64 letterBit(QChar folded)
{
    return quint64(1) << (folded.unicode() % 64);
}

// next[j]: the best score of the pattern so far, its last letter `letter` at text[j]; `best` is
// that of the letters before it.
void step(QChar letter, bool first, const QString &text, const QList<bool> &wordStarts,
          const Scores &best, Scores &next)
{
    const QChar *letters = text.constData();
    const bool *starts = wordStarts.constData();
    int bestBefore = first ? 0 : unreachable; // over all positions left of j - 1
    for (qsizetype j = 0; j < text.size(); ++j) {
        next[j] = unreachable;
        if (letters[j] == letter) {
            const int inARow = !first && j > 0 ? best[j - 1] : unreachable;
            const int before = std::max(bestBefore,
                                        inARow == unreachable ? unreachable : inARow + inARowBonus);
            if (before != unreachable)
                next[j] = before + letterScore + (starts[j] ? wordStartBonus : 0);
        }
        if (!first && j > 0)
            bestBefore = std::max(bestBefore, best[j - 1]);
    }
}

} // namespace

FuzzyText::FuzzyText(const QString &text) : m_wordStarts(text.size(), false)
{
    m_folded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar folded = text.at(i).toCaseFolded();
        m_folded.append(folded);
        m_letters |= letterBit(folded);
        m_wordStarts[i] = isWordStart(text, i);
    }
}

FuzzyPattern::FuzzyPattern(QStringView typed)
{
    for (const QChar c : typed) {
        if (c.isSpace())
            continue;
        m_folded.append(c.toCaseFolded());
        m_letters |= letterBit(m_folded.back());
    }
}

bool FuzzyPattern::isIn(const FuzzyText &text) const
{
    if ((m_letters & ~text.m_letters) != 0)
        return false;
    qsizetype at = 0;
    for (const QChar c : m_folded) {
        at = text.m_folded.indexOf(c, at);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

std::optional<int> FuzzyPattern::score(const FuzzyText &text) const
{
    if (isEmpty())
        return 0;
    if (!isIn(text))
        return {};
    Scores best(text.size());
    Scores next(text.size());
    for (qsizetype i = 0; i < m_folded.size(); ++i) {
        step(m_folded.at(i), i == 0, text.m_folded, text.m_wordStarts, best, next);
        std::swap(best, next);
    }
    const int score = *std::max_element(best.cbegin(), best.cend());
    return score * scale - static_cast<int>(std::min<qsizetype>(text.size(), 100)) / scale;
}

std::optional<int> FuzzyPattern::firstScore(const FuzzyText &text) const
{
    if (isEmpty())
        return 0;
    if ((m_letters & ~text.m_letters) != 0)
        return {};
    int score = 0;
    qsizetype before = -1;
    for (const QChar c : m_folded) {
        const qsizetype at = text.m_folded.indexOf(c, before + 1);
        if (at < 0)
            return {};
        score += letterScore + (text.m_wordStarts.at(at) ? wordStartBonus : 0)
            + (before >= 0 && at == before + 1 ? inARowBonus : 0);
        before = at;
    }
    return score * scale - static_cast<int>(std::min<qsizetype>(text.size(), 100)) / scale;
}

QList<qsizetype> FuzzyPattern::positions(const QString &text) const
{
    const FuzzyText prepared(text);
    if (isEmpty() || !isIn(prepared))
        return {};
    QList<Scores> rows;
    Scores none(text.size());
    for (qsizetype i = 0; i < m_folded.size(); ++i) {
        Scores next(text.size());
        step(m_folded.at(i), i == 0, prepared.m_folded, prepared.m_wordStarts,
             i == 0 ? none : rows.last(), next);
        rows.append(next);
    }
    // Backwards: each letter stands where it gave the letter behind it its score.
    QList<qsizetype> positions(m_folded.size());
    qsizetype at = std::max_element(rows.last().cbegin(), rows.last().cend())
        - rows.last().cbegin();
    positions.last() = at;
    for (qsizetype i = m_folded.size() - 1; i > 0; --i) {
        const Scores &before = rows.at(i - 1);
        const int own = letterScore + (prepared.m_wordStarts.at(at) ? wordStartBonus : 0);
        const int wanted = rows.at(i)[at] - own;
        if (at > 0 && before[at - 1] != unreachable && before[at - 1] + inARowBonus == wanted) {
            --at;
        } else {
            const auto end = before.cbegin() + std::max<qsizetype>(at - 1, 0);
            at = std::max_element(before.cbegin(), end) - before.cbegin();
        }
        positions[i - 1] = at;
    }
    return positions;
}

} // namespace CommandRunner
