// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runstore.h"

namespace CommandRunner {

// Whether both ran the same thing: the same command of the same folder; of a program that no list
// has, the same name in the same working directory.
bool isSameCommand(const RunRecord &one, const RunRecord &other);

// Looks for the last run of the same command that succeeded before this one, else the newest that
// succeeded at all. Asks through whatever way there is to the database: while next() has a query,
// its answer goes to take().
class LastSuccessSearch final
{
public:
    explicit LastSuccessSearch(RunRecord run) : m_run(std::move(run)) {}

    std::optional<RunQuery> next() const; // nullopt: the search is over
    void take(const QList<RunRecord> &answer);
    const std::optional<RunRecord> &found() const { return m_found; }

private:
    // Programs that no list has are looked for among so many runs that succeeded.
    static constexpr int pageRuns = 500;
    static constexpr int mostPages = 20;

    void goOn(); // to newer runs, or to the end

    RunRecord m_run;
    std::optional<RunRecord> m_found;
    QString m_before;
    int m_pages = 0;
    bool m_newer = false; // looks at all of them
    bool m_over = false;
};

} // namespace CommandRunner
