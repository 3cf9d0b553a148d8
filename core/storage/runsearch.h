// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runrecord.h"

#include <QStringList>

namespace CommandRunner {

// What a person types to find runs: words in any order, each of which is somewhere in the run's
// texts, in any case; "words between quotes" belong together. Nothing else is special.
class RunSearch final
{
public:
    explicit RunSearch(const QString &typed);

    bool isEmpty() const { return m_terms.isEmpty(); }
    QStringList terms() const { return m_terms; } // case-folded
    bool matches(const QString &searchText) const;

    // The texts of a run in which is looked: name, command, arguments, folder, note; case-folded as
    // Unicode does, one a line.
    static QString textOf(const RunRequest &request, const QString &note);

private:
    QStringList m_terms;
};

} // namespace CommandRunner
