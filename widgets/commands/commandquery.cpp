// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandquery.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

CommandQuery CommandQuery::parse(const QString &typed)
{
    CommandQuery query;
    const QStringList terms = typed.toLower().split(u' ', Qt::SkipEmptyParts);
    for (const QString &term : terms) {
        const QString value = term.section(u':', 1);
        if (term.startsWith(u'#') && term.size() > 1)
            query.tags.append(term.mid(1));
        else if (term.startsWith("source:"_L1))
            query.sources.append(value);
        else if (term.startsWith("color:"_L1) || term.startsWith("colour:"_L1))
            query.colors.append(value);
        else if (term == "is:favourite"_L1 || term == "is:favorite"_L1)
            query.favourite = true;
        else if (term == "is:hidden"_L1)
            query.hidden = true;
        else if (term != "#"_L1)
            query.words.append(term);
    }
    return query;
}

bool CommandQuery::isEmpty() const
{
    return words.isEmpty() && tags.isEmpty() && sources.isEmpty() && colors.isEmpty() && !favourite
        && !hidden;
}

} // namespace CommandRunner
