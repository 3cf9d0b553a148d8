// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/workspace/commandlookup.h"
#include "core/workspace/definitionreview.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using namespace DiffCode;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

int giveUp(const QString &text)
{
    printError(text);
    return trouble;
}

void print(const Command &command, const DefinitionComparison &comparison, bool json)
{
    if (json) {
        printJson({{"command"_L1, command.id},
                   {"folder"_L1, command.folder},
                   {"since"_L1,
                    comparison.since.isValid()
                        ? QJsonValue(comparison.since.toLocalTime().toString(Qt::ISODateWithMs))
                        : QJsonValue(QJsonValue::Null)},
                   {"files"_L1, comparison.files},
                   {"diff"_L1, comparison.diff}});
    } else if (!comparison.since.isValid()) {
        printLine(tr("It was not run yet: there is nothing to compare with."));
    } else {
        printOut(comparison.diff);
    }
}

} // namespace

int reviewCommand(const Invocation &invocation)
{
    Options options(u"review"_s, u"ID [--folder DIR]… [--accept]"_s,
                    {{u"folder"_s, tr("Look in this folder instead of the added ones."), u"DIR"_s},
                     {u"accept"_s,
                      tr("You have seen the changes: compare with what is there now "
                         "from now on.")}});
    if (auto parsed = options.parse(invocation, 1, 1); !parsed)
        return giveUp(parsed.error());
    if (options.isHelp()) {
        printOut(options.helpText());
        printLine(tr("Exits with 0 when nothing changed, 1 when something did, 2 in trouble."));
        return same;
    }
    auto session = Session::open(options.dataDir());
    if (!session)
        return giveUp(describe(session.error()));
    const auto found = (*session)->findCommands(options.values(u"folder"_s), 1);
    if (!found)
        return giveUp(describe(found.error()));
    const auto command = findCommand(options.operands().first(), found->commands);
    if (!command)
        return giveUp(describe(command.error()));
    Database &database = (*session)->database();
    const QDateTime now = (*session)->clock().now();
    const auto comparison = compareDefinition(database, *command, now);
    if (!comparison)
        return giveUp(describe(comparison.error()));
    print(*command, *comparison, options.json());
    if (options.isSet(u"accept"_s)) {
        if (auto kept = keepDefinition(database, *command, now); !kept)
            return giveUp(describe(kept.error()));
    }
    return comparison->files > 0 ? different : same;
}

} // namespace CommandRunner
