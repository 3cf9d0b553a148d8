// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/workspace/retention.h"
#include "core/workspace/vacuum.h"

#include <QCoreApplication>
#include <QLocale>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QString size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

// "500", "20M", "1.5GiB": units of 1024.
std::optional<qint64> parseSize(const QString &text)
{
    static constexpr QStringView units = u"KMGT";
    QString number = text.toUpper().trimmed();
    if (number.endsWith("IB"_L1))
        number.chop(2);
    else if (number.endsWith(u'B'))
        number.chop(1);
    qint64 factor = 1;
    if (!number.isEmpty()) {
        const qsizetype unit = units.indexOf(number.back());
        for (qsizetype i = 0; i <= unit; ++i)
            factor *= 1024;
        if (unit >= 0)
            number.chop(1);
    }
    bool ok = false;
    const double value = number.trimmed().toDouble(&ok);
    constexpr double most = 1LL << 60;
    if (!ok || value <= 0 || value * double(factor) > most)
        return {};
    return qMax<qint64>(1, qint64(value * double(factor)));
}

// The rules that are kept, or those of this call: then of what is kept only that of single
// commands holds. Error: the text to print.
std::expected<RetentionRules, QString> rulesOf(const Options &options, const RetentionRules &kept)
{
    RetentionRules rules = kept;
    if (!options.isSet(u"older-than"_s) && !options.isSet(u"outputs-older-than"_s)
        && !options.isSet(u"keep"_s) && !options.isSet(u"max-size"_s))
        return rules;
    rules.all = {};
    const auto number = [&options](const QString &name, auto &into) {
        if (!options.isSet(name))
            return true;
        bool ok = false;
        into = options.value(name).toInt(&ok);
        return ok && into > 0;
    };
    for (const QString &name : {u"older-than"_s, u"outputs-older-than"_s, u"keep"_s}) {
        const bool ok = name == "keep"_L1 ? number(name, rules.all.runCount)
            : name == "older-than"_L1     ? number(name, rules.all.runDays)
                                          : number(name, rules.all.outputDays);
        if (!ok)
            return std::unexpected(tr("--%1 takes a number from 1.").arg(name));
    }
    if (options.isSet(u"max-size"_s)) {
        const auto bytes = parseSize(options.value(u"max-size"_s));
        if (!bytes)
            return std::unexpected(tr("--max-size takes a size such as 500M or 2G."));
        rules.all.outputBytes = *bytes;
    }
    return rules;
}

void printPlan(const RetentionPlan &plan)
{
    if (plan.isEmpty()) {
        printLine(tr("Nothing would be removed."));
        return;
    }
    const auto day = [](const QDateTime &time) {
        return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    };
    if (plan.runs.runs > 0)
        printLine(tr("Would remove runs: %1 (%2), from %3 to %4.")
                      .arg(QString::number(plan.runs.runs), size(plan.runs.bytes),
                           day(plan.runs.oldest), day(plan.runs.newest)));
    if (plan.outputs.runs > 0)
        printLine(tr("Would remove the outputs of runs that stay listed: %1 (%2), from %3 to %4.")
                      .arg(QString::number(plan.outputs.runs), size(plan.outputs.bytes),
                           day(plan.outputs.oldest), day(plan.outputs.newest)));
    if (plan.pinned > 0)
        printLine(tr("Pinned runs stay: %1.").arg(plan.pinned));
    QList<QStringList> rows;
    for (const RetentionPlan::Command &command : plan.commands)
        rows.append({u"  "_s + QString::number(command.runs), size(command.bytes), command.name});
    printTable(rows);
}

int showPlan(const Retention &retention, const RetentionRules &rules, bool json)
{
    const auto plan = retention.plan(rules);
    if (!plan) {
        printError(plan.error());
        return ExitCode::failed;
    }
    if (json)
        printJson(plan->toJson());
    else
        printPlan(*plan);
    return ExitCode::done;
}

} // namespace

int cleanupCommand(const Invocation &invocation)
{
    Options options(
        u"cleanup"_s,
        u"[--dry-run] [--older-than DAYS] [--keep N] [--outputs-older-than DAYS] [--max-size SIZE]"_s,
        {{u"dry-run"_s, tr("Only say what would go.")},
         {u"older-than"_s, tr("Remove runs that ended more days ago."), u"DAYS"_s},
         {u"keep"_s, tr("Remove all but so many of the newest runs."), u"N"_s},
         {u"outputs-older-than"_s,
          tr("Remove the outputs of runs that ended more days ago; the runs stay listed."),
          u"DAYS"_s},
         {u"max-size"_s,
          tr("Remove the oldest outputs until all take no more; the runs stay listed."),
          u"SIZE"_s}});
    if (auto parsed = options.parse(invocation, 0, 0); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText()
                 + tr("Without limits, those that are set in the window hold. Pinned runs and runs "
                      "that have not ended stay.")
                 + u'\n');
        return ExitCode::done;
    }
    if (const auto usable = rulesOf(options, {}); !usable) {
        printError(usable.error());
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    Database &database = (*session)->database();
    if (auto reconciled = (*session)->runs().reconcile(database); !reconciled)
        printError(reconciled.error()); // what has ended and does not say so stays
    const auto kept = RetentionStore(database).rules();
    if (!kept) {
        printError(kept.error());
        return ExitCode::failed;
    }
    const RetentionRules rules = *rulesOf(options, *kept);
    const Retention retention(database, (*session)->paths(), (*session)->clock());
    if (options.isSet(u"dry-run"_s))
        return showPlan(retention, rules, options.json());
    const auto done = retention.apply(rules);
    if (!done) {
        printError(done.error());
        return ExitCode::failed;
    }
    const auto vacuumed = vacuumIfWorthIt(database);
    if (!vacuumed)
        printError(vacuumed.error()); // what was asked for is done
    if (options.json())
        printJson(QJsonObject{{"runs"_L1, done->runs},
                              {"outputs"_L1, done->outputs},
                              {"bytes"_L1, done->bytes},
                              {"databaseBytes"_L1, vacuumed.value_or(0)}});
    else if (rules.keepAll())
        printLine(tr("Nothing to do: everything is kept. Say what may go with --older-than, --keep "
                     "or --max-size."));
    else
        printLine(tr("Removed runs: %1, outputs of runs that stay listed: %2, %3 in all.")
                      .arg(QString::number(done->runs), QString::number(done->outputs),
                           size(done->bytes)));
    return ExitCode::done;
}

} // namespace CommandRunner
