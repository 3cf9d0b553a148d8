// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/paletteusage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr double halfLifeMs = 14.0 * 24 * 3600 * 1000;
constexpr double weightOfDoubling = 12;
constexpr int highestWeight = 60;
constexpr qsizetype mostKept = 400;

} // namespace

// A clock that went back must not make old uses worth more than they were.
double PaletteUsage::worth(const Use &use, qint64 nowMs)
{
    return use.count * std::exp2(-double(std::max<qint64>(0, nowMs - use.lastMs)) / halfLifeMs);
}

void PaletteUsage::note(const QString &id, const QDateTime &now)
{
    if (id.isEmpty())
        return;
    Use &use = m_uses[id];
    use.count = worth(use, now.toMSecsSinceEpoch()) + 1;
    use.lastMs = now.toMSecsSinceEpoch();
}

int PaletteUsage::weight(const QString &id, const QDateTime &now) const
{
    const auto use = m_uses.constFind(id);
    if (use == m_uses.cend())
        return 0;
    const double doublings = std::log2(1 + worth(*use, now.toMSecsSinceEpoch()));
    return std::min(highestWeight, int(std::lround(weightOfDoubling * doublings)));
}

QHash<QString, int> PaletteUsage::weights(const QDateTime &now) const
{
    QHash<QString, int> result;
    for (auto use = m_uses.cbegin(); use != m_uses.cend(); ++use)
        result.insert(use.key(), weight(use.key(), now));
    return result;
}

QByteArray PaletteUsage::save(const QDateTime &now) const
{
    const qint64 nowMs = now.toMSecsSinceEpoch();
    QList<std::pair<double, QString>> ranked;
    for (auto use = m_uses.cbegin(); use != m_uses.cend(); ++use)
        ranked.append({worth(*use, nowMs), use.key()});
    std::sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    QJsonObject saved;
    for (const auto &[value, id] : ranked.first(std::min(mostKept, ranked.size()))) {
        const Use &use = m_uses[id];
        saved.insert(id, QJsonArray{use.count, use.lastMs});
    }
    return QJsonDocument(saved).toJson(QJsonDocument::Compact);
}

void PaletteUsage::load(const QByteArray &saved)
{
    m_uses.clear();
    const QJsonObject object = QJsonDocument::fromJson(saved).object();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QJsonArray use = entry.value().toArray();
        const double count = use.at(0).toDouble();
        if (std::isfinite(count) && count > 0 && use.at(1).isDouble())
            m_uses.insert(entry.key(), {count, qint64(use.at(1).toDouble())});
    }
}

} // namespace CommandRunner
