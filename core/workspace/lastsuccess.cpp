// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/lastsuccess.h"

#include <utility>

namespace CommandRunner {

bool isSameCommand(const RunRecord &one, const RunRecord &other)
{
    const RunRequest &a = one.request;
    const RunRequest &b = other.request;
    if (a.commandId != b.commandId || a.folder != b.folder)
        return false;
    return !a.commandId.isEmpty() || (a.name == b.name && a.workingDirectory == b.workingDirectory);
}

std::optional<RunQuery> LastSuccessSearch::next() const
{
    if (m_over || m_found)
        return std::nullopt;
    RunQuery query;
    query.state = RunState::Succeeded;
    query.commandId = m_run.request.commandId;
    query.folder = m_run.request.folder;
    query.before = m_pages > 0 ? m_before : m_newer ? QString() : m_run.id();
    // The run itself may be the first of the newer ones.
    query.limit = query.commandId.isEmpty() ? pageRuns : 2;
    return query;
}

void LastSuccessSearch::take(const QList<RunRecord> &answer)
{
    for (const RunRecord &record : answer) {
        if (record.id() != m_run.id() && isSameCommand(record, m_run)) {
            m_found = record;
            return;
        }
    }
    const bool more = answer.size() == pageRuns && m_run.request.commandId.isEmpty();
    if (more && ++m_pages < mostPages)
        m_before = answer.last().id();
    else
        goOn();
}

void LastSuccessSearch::goOn()
{
    m_pages = 0;
    m_over = std::exchange(m_newer, true);
}

} // namespace CommandRunner
