// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/helptext/helpheading.h"

#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

HelpSection sectionOf(const QString &heading)
{
    const QString title = heading.toLower();
    for (const auto &word : {"example"_L1, "environment"_L1, "topic"_L1, "learn more"_L1,
                             "exit "_L1, "author"_L1, "see also"_L1, "variables"_L1}) {
        if (title.contains(word) && !title.contains("option"_L1))
            return HelpSection::Skipped;
    }
    if (title.contains("option"_L1) || title.contains("flag"_L1))
        return HelpSection::Options;
    if (title.contains("commands"_L1) || title.endsWith("subcommand"_L1) || title == "command"_L1)
        return HelpSection::Commands;
    if (title.contains("argument"_L1) || title == "args"_L1 || title.contains("positional"_L1))
        return HelpSection::Positionals;
    return HelpSection::Options;
}

QString groupOf(QString heading)
{
    if (isInCapitals(heading))
        heading = heading.left(1) + heading.mid(1).toLower();
    static const QSet<QString> plain{u"options"_s,
                                     u"optional arguments"_s,
                                     u"flags"_s,
                                     u"arguments"_s,
                                     u"args"_s,
                                     u"optional"_s,
                                     u"positional arguments"_s,
                                     u"optional flags"_s,
                                     u"available options"_s};
    const QString lower = heading.toLower();
    return plain.contains(lower) || lower.startsWith("options "_L1) ? QString() : heading;
}

bool isShared(const QString &heading)
{
    const QString lower = heading.toLower();
    return lower.startsWith("global "_L1) || lower.startsWith("inherited "_L1)
        || lower.startsWith("general "_L1);
}

} // namespace

bool isInCapitals(const QString &text)
{
    const bool letters = std::count_if(text.cbegin(), text.cend(),
                                       [](QChar c) { return c.isUpper(); })
        >= 3;
    return letters && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return c.isUpper() || c == u' ' || c == u'-' || c == u'/';
           });
}

HelpHeading readHelpHeading(const QString &title)
{
    HelpHeading heading;
    heading.section = sectionOf(title);
    heading.shared = isShared(title);
    // "Usage of prog:" heads the options of Go's own flag package
    if (!heading.shared && !title.startsWith("usage of "_L1, Qt::CaseInsensitive))
        heading.group = groupOf(title);
    return heading;
}

} // namespace CommandRunner
