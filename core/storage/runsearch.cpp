// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runsearch.h"

#include <algorithm>

namespace CommandRunner {

RunSearch::RunSearch(const QString &typed)
{
    const QString text = typed.toCaseFolded();
    qsizetype at = 0;
    while (at < text.size()) {
        if (text.at(at).isSpace()) {
            ++at;
            continue;
        }
        const bool quoted = text.at(at) == u'"';
        const qsizetype begin = quoted ? at + 1 : at;
        qsizetype end = begin;
        while (end < text.size() && (quoted ? text.at(end) != u'"' : !text.at(end).isSpace()))
            ++end;
        if (end > begin)
            m_terms.append(text.sliced(begin, end - begin));
        at = quoted ? end + 1 : end;
    }
    m_terms.removeDuplicates();
}

bool RunSearch::matches(const QString &searchText) const
{
    return std::ranges::all_of(m_terms,
                               [&](const QString &term) { return searchText.contains(term); });
}

QString RunSearch::textOf(const RunRequest &request, const QString &note)
{
    QStringList texts{request.name, request.commandId, request.argv.join(u' '),
                      request.workingDirectory};
    if (!note.isEmpty())
        texts.append(note);
    return texts.join(u'\n').toCaseFolded();
}

} // namespace CommandRunner
