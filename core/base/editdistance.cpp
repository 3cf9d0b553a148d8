// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/editdistance.h"

#include <algorithm>
#include <vector>

namespace CommandRunner {

qsizetype editDistance(const QString &a, const QString &b)
{
    const qsizetype width = b.size() + 1;
    std::vector<qsizetype> beforeLast(width);
    std::vector<qsizetype> last(width);
    std::vector<qsizetype> row(width);
    for (qsizetype j = 0; j < width; ++j)
        row[j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = i;
        for (qsizetype j = 1; j < width; ++j) {
            const qsizetype cost = a.at(i - 1) == b.at(j - 1) ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + cost});
            if (i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1))
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return row[width - 1];
}

QString nearestWord(const QString &word, const QStringList &candidates)
{
    QString nearest;
    qsizetype least = std::max(word.size() / 2, qsizetype(1)) + 1; // farther ones mislead
    for (const QString &candidate : candidates) {
        const qsizetype distance = editDistance(word.toCaseFolded(), candidate.toCaseFolded());
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace CommandRunner
