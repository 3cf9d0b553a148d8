// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runstore.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>

namespace CommandRunner {

// What is usual for the commands whose runs are looked at: asked for when somebody wants it, one
// after the other, what was wanted last first.
class RunStatisticsCache final : public QObject
{
    Q_OBJECT
public:
    // As RunService::statistics.
    using Source = std::function<void(const RunSeries &series, QObject *context,
                                      std::function<void(Result<RunStatistics>)> done)>;

    explicit RunStatisticsCache(Source source, QObject *parent = nullptr);

    // Null: not known (yet). Valid until the event loop turns.
    const RunStatistics *find(const RunSeries &series) const;
    // arrived() follows, unless what we have is fresh.
    void want(const RunSeries &series);
    // A run of it ended: what is there stays, and is asked for again when it is wanted.
    void outdate(const RunSeries &series) { m_fresh.remove(series); }
    void outdateAll() { m_fresh.clear(); }

Q_SIGNALS:
    void arrived(const CommandRunner::RunSeries &series);

private:
    void askNext();

    static constexpr int mostKept = 1000;
    static constexpr int mostWaiting = 64; // more were scrolled past

    Source m_source;
    QHash<RunSeries, RunStatistics> m_known;
    QSet<RunSeries> m_fresh; // of the known, and what is being asked
    QList<RunSeries> m_waiting;
    bool m_asking = false;
};

} // namespace CommandRunner
