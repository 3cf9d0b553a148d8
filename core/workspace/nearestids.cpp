// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/editdistance.h"
#include "core/workspace/commandcatalog.h"

#include <algorithm>

namespace CommandRunner {

namespace {

// Distance in proportion to the longer text; 0 is equal, 1 has nothing in common.
double difference(const QString &a, const QString &b)
{
    const qsizetype longest = std::max(a.size(), b.size());
    return longest == 0 ? 1.0 : double(editDistance(a, b)) / double(longest);
}

double difference(const QString &wanted, const QString &wantedName, const Command &command)
{
    const QString name = command.name.toCaseFolded();
    const QString id = command.id.toCaseFolded();
    double least = std::min({difference(wanted, name), difference(wanted, id),
                             difference(wanted, command.absoluteId().toCaseFolded())});
    // The right name behind a wrong source or file: near, but never nearer than a whole match.
    if (wantedName != wanted)
        least = std::min(least, 0.1 + difference(wantedName, name));
    // Typing stopped early, or only a part is remembered.
    if (wanted.size() >= 2 && name.startsWith(wanted))
        least = std::min(least, 0.2);
    else if (wanted.size() >= 3 && id.contains(wanted))
        least = std::min(least, 0.3);
    return least;
}

} // namespace

QStringList nearestIds(const QString &wanted, const QList<Command> &commands, int count)
{
    constexpr double farthest = 0.5; // beyond it a suggestion only confuses
    const QString folded = wanted.toCaseFolded();
    const QString name = folded.sliced(folded.lastIndexOf(u':') + 1);
    std::vector<std::pair<double, QString>> found;
    for (const Command &command : commands) {
        const double distance = difference(folded, name, command);
        if (distance <= farthest)
            found.emplace_back(distance, command.id);
    }
    std::sort(found.begin(), found.end());
    QStringList ids;
    for (const auto &[distance, id] : found) {
        if (ids.size() >= count)
            break;
        if (!ids.contains(id)) // projects that look alike share their ids
            ids.append(id);
    }
    return ids;
}

} // namespace CommandRunner
