// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runstatisticscache.h"

namespace CommandRunner {

RunStatisticsCache::RunStatisticsCache(Source source, QObject *parent)
    : QObject(parent),
      m_source(std::move(source))
{}

const RunStatistics *RunStatisticsCache::find(const RunSeries &series) const
{
    const auto known = m_known.constFind(series);
    return known == m_known.constEnd() ? nullptr : &*known;
}

void RunStatisticsCache::want(const RunSeries &series)
{
    if (m_fresh.contains(series))
        return;
    m_waiting.removeOne(series);
    m_waiting.append(series);
    if (m_waiting.size() > mostWaiting)
        m_waiting.removeFirst();
    if (!m_asking)
        askNext();
}

void RunStatisticsCache::askNext()
{
    if (m_waiting.isEmpty())
        return;
    m_asking = true;
    const RunSeries series = m_waiting.takeLast();
    m_fresh.insert(series); // outdated meanwhile: asked again
    m_source(series, this, [this, series](Result<RunStatistics> answer) {
        m_asking = false;
        if (answer) { // without an answer the column stays empty; the list says what is wrong
            if (m_known.size() >= mostKept) {
                m_known.clear();
                m_fresh = {series};
            }
            m_known.insert(series, *std::move(answer));
            Q_EMIT arrived(series);
        }
        askNext();
    });
}

} // namespace CommandRunner
