// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/fuzzymatch.h"

#include <QString>
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

bool isWordStart(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper());
}

bool isSubsequence(QStringView folded, QStringView foldedText)
{
    qsizetype at = 0;
    for (const QChar c : folded) {
        at = foldedText.indexOf(c, at);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

} // namespace

std::optional<int> fuzzyScore(QStringView pattern, QStringView text)
{
    QString folded;
    for (const QChar c : pattern) {
        if (!c.isSpace())
            folded.append(c.toCaseFolded());
    }
    if (folded.isEmpty())
        return 0;
    QString foldedText;
    foldedText.reserve(text.size());
    for (const QChar c : text)
        foldedText.append(c.toCaseFolded()); // one for one, so that positions stay those of `text`
    if (!isSubsequence(folded, foldedText))
        return {};

    // best[j]: the best score of the pattern so far whose last letter stands at text[j].
    const qsizetype length = foldedText.size();
    QVarLengthArray<int, 128> best(length, unreachable);
    QVarLengthArray<int, 128> next(length, unreachable);
    for (qsizetype i = 0; i < folded.size(); ++i) {
        int bestBefore = i == 0 ? 0 : unreachable; // over all positions left of j - 1
        for (qsizetype j = 0; j < length; ++j) {
            const int inARow = i > 0 && j > 0 ? best[j - 1] : unreachable;
            next[j] = unreachable;
            if (foldedText[j] == folded[i]) {
                const int before = std::max(
                    bestBefore, inARow == unreachable ? unreachable : inARow + inARowBonus);
                if (before != unreachable)
                    next[j] = before + letterScore + (isWordStart(text, j) ? wordStartBonus : 0);
            }
            if (i > 0 && j > 0)
                bestBefore = std::max(bestBefore, best[j - 1]);
        }
        std::swap(best, next);
    }
    const int score = *std::max_element(best.cbegin(), best.cend());
    return score * 4 - static_cast<int>(std::min<qsizetype>(length, 100)) / 4;
}

} // namespace CommandRunner
