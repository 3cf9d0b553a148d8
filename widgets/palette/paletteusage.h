// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>

namespace CommandRunner {

// How often and how lately things were used. A use counts half as much after two weeks.
class PaletteUsage final
{
public:
    void note(const QString &id, const QDateTime &now);
    // What it is worth in PaletteItem::weight: 0 for what was never used, 12 for one use a moment
    // ago, never more than 60, which is less than a short word typed.
    int weight(const QString &id, const QDateTime &now) const;

    QHash<QString, int> weights(const QDateTime &now) const; // of all that were used

    // For the settings: the 400 that are worth most.
    QByteArray save(const QDateTime &now) const;
    void load(const QByteArray &saved); // what makes no sense is left out

private:
    struct Use {
        double count = 0; // as of `last`
        qint64 lastMs = 0;
    };
    static double worth(const Use &use, qint64 nowMs);

    QHash<QString, Use> m_uses;
};

} // namespace CommandRunner
