// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/chain.h"

#include "app/cli/chainrunner.h"
#include "app/cli/secrets.h"
#include "app/cli/session.h"
#include "app/cli/standardstreams.h"
#include "app/cli/subcommands.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

int exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return ExitCode::notFound;
    case ErrorCode::Refused:
        return ExitCode::refused;
    default:
        return ExitCode::ownFailure;
    }
}

// What the steps are given, as far as it can be known before the first one ran.
Prepared<void> checkValues(Session &session, const ChainPlan &plan)
{
    for (qsizetype i = 0; i < plan.steps.size(); ++i) {
        const ChainPlan::Step &step = plan.steps.at(i);
        const auto values = secretValues(session, step.command, step.values);
        const QString problems = values ? valueProblems(step.command, *values) : values.error();
        if (!problems.isEmpty())
            return std::unexpected(
                Refusal{ExitCode::ownFailure,
                        tr("Step %1, %2: %3").arg(i + 1).arg(step.command.name, problems)});
    }
    return {};
}

Prepared<ChainPlan> planOf(Session &session, const Options &options, Command &chain)
{
    const QString id = options.operands().first();
    const auto found = session.findCommands(options.values(u"folder"_s), 2, id);
    if (!found)
        return std::unexpected(Refusal{ExitCode::ownFailure, describe(found.error())});
    const auto known = findCommand(id, found->commands);
    if (!known)
        return std::unexpected(Refusal{ExitCode::notFound, describe(known.error())});
    chain = *known;
    if (!isChain(chain))
        return std::unexpected(Refusal{ExitCode::ownFailure,
                                       tr("%1 has no steps any more.").arg(chain.name)});
    if (auto trusted = checkTrust(session, chain.folder, false); !trusted)
        return std::unexpected(trusted.error());
    return readyPlan(session, chain, found->commands, false);
}

} // namespace

Prepared<ChainPlan> readyPlan(Session &session, const Command &chain,
                              const QList<Command> &commands, bool trustNow)
{
    const auto plan = planChain(chain, commands);
    if (!plan)
        return std::unexpected(Refusal{exitCodeOf(plan.error()), describe(plan.error())});
    for (const QString &folder : plan->folders) {
        if (auto trusted = checkTrust(session, folder, trustNow); !trusted)
            return std::unexpected(trusted.error());
    }
    if (auto checked = checkValues(session, *plan); !checked)
        return std::unexpected(checked.error());
    return *plan;
}

int chainCommand(const Invocation &invocation)
{
    Options options(
        u"chain"_s, u"ID [--folder DIR]…"_s,
        {{u"folder"_s, tr("Look in this folder instead of the added ones."), u"DIR"_s}});
    if (auto parsed = options.parse(invocation, 1, 1); !parsed) {
        printError(parsed.error());
        return ExitCode::ownFailure;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::ownFailure;
    }
    // From now on: what stops us must not leave a step behind that is just being started.
    InterruptNotifier stopped(true);
    Command chain;
    const auto plan = planOf(**session, options, chain);
    if (!plan) {
        printError(plan.error().text);
        return plan.error().exitCode;
    }
    ChainRunner runner(**session, chain, *plan);
    QObject::connect(&stopped, &InterruptNotifier::interrupted, &runner, &ChainRunner::stop);
    QObject::connect(&runner, &ChainRunner::ended, [](int exitCode) {
        QMetaObject::invokeMethod(
            qApp, [exitCode] { QCoreApplication::exit(exitCode); }, Qt::QueuedConnection);
    });
    runner.start();
    return QCoreApplication::exec();
}

} // namespace CommandRunner
