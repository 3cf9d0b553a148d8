// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/chainplan.h"

#include "core/workspace/commandlookup.h"
#include "core/workspace/queueworker.h"

#include <QHash>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

class Planner final
{
public:
    explicit Planner(const QList<Command> &commands) : m_commands(commands) {}

    Result<ChainPlan> plan(const Command &chain)
    {
        ChainPlan plan;
        m_plan = &plan;
        const auto runs = follow(chain);
        if (!runs)
            return std::unexpected(runs.error());
        for (const ChainStep &step : chain.steps)
            plan.steps.append({*find(chain, step), step.values});
        std::ranges::sort(plan.folders);
        return plan;
    }

private:
    // How many runs it takes; at most mostRuns of them are counted one by one.
    Result<int> follow(const Command &command)
    {
        const QString id = command.absoluteId();
        if (const auto known = m_runs.constFind(id); known != m_runs.cend())
            return *known;
        for (const Command *above : std::as_const(m_way)) {
            if (above->absoluteId() == id)
                return wayBack(command);
        }
        if (!command.folder.isEmpty() && !m_plan->folders.contains(command.folder))
            m_plan->folders.append(command.folder);
        if (!m_way.isEmpty() && command.confirmsByName)
            m_plan->confirmsByName = true;
        m_way.append(&command);
        int runs = 1;
        for (qsizetype i = 0; i < command.steps.size(); ++i) {
            const auto found = find(command, command.steps.at(i));
            if (!found)
                return notFound(command, i, found.error());
            const auto below = follow(*found);
            if (!below)
                return below;
            runs += *below;
            if (runs > ChainPlan::mostRuns)
                return fail(
                    ErrorCode::Refused, u"The chain “%1”"_s.arg(m_way.first()->name),
                    u"It would start more than %1 runs. Divide it."_s.arg(ChainPlan::mostRuns));
        }
        m_way.removeLast();
        m_runs.insert(id, runs);
        return runs;
    }

    std::expected<Command, LookupError> find(const Command &chain, const ChainStep &step) const
    {
        const QString &wanted = step.command;
        const qsizetype colon = wanted.indexOf(u':');
        const qsizetype slash = chain.file.lastIndexOf(u'/');
        if (!chain.folder.isEmpty() && !wanted.startsWith(u'/')) {
            // Relative to the file that defines the chain, as everything in it.
            const QString beside = colon > 0 && slash > 0
                ? wanted.first(colon + 1) + chain.file.first(slash + 1) + wanted.mid(colon + 1)
                : QString();
            for (const QString &id : {beside, wanted}) {
                const auto found = std::ranges::find_if(m_commands, [&](const Command &command) {
                    return command.folder == chain.folder && command.id == id;
                });
                if (found != m_commands.cend())
                    return *found;
            }
            return findCommand(wanted, commandsOf(chain.folder));
        }
        return findCommand(wanted, m_commands);
    }

    QList<Command> commandsOf(const QString &folder) const
    {
        QList<Command> commands;
        std::ranges::copy_if(m_commands, std::back_inserter(commands),
                             [&folder](const Command &command) {
                                 return command.folder == folder;
                             });
        return commands;
    }

    std::unexpected<Error> wayBack(const Command &command) const
    {
        QStringList names;
        bool within = false;
        for (const Command *above : m_way) {
            within = within || above->absoluteId() == command.absoluteId();
            if (within)
                names.append(above->name);
        }
        names.append(command.name);
        return fail(ErrorCode::Refused, u"The chain “%1”"_s.arg(m_way.first()->name),
                    u"It would start itself: %1. Take the step out of one of them."_s.arg(
                        names.join(u" → "_s)));
    }

    static std::unexpected<Error> notFound(const Command &chain, qsizetype index,
                                           const LookupError &error)
    {
        const QString subject =
            u"“%1”, step %2 of the chain “%3”"_s.arg(error.wanted).arg(index + 1).arg(chain.name);
        const QString ids = error.candidates.join(u", "_s);
        if (error.kind == LookupError::Kind::Ambiguous)
            return fail(ErrorCode::InvalidFormat, subject,
                        u"it fits several commands. Say which: %1"_s.arg(ids));
        return fail(ErrorCode::NotFound, subject,
                    ids.isEmpty() ? u"Take the step out, or add the folder that has the command."_s
                                  : u"Nearest: %1"_s.arg(ids));
    }

    const QList<Command> &m_commands;
    ChainPlan *m_plan = nullptr;
    QList<const Command *> m_way; // of chains, from the first one to the one that is looked at
    QHash<QString, int> m_runs;   // by absolute id, of what was followed to its end
};

} // namespace

Result<ChainPlan> planChain(const Command &chain, const QList<Command> &commands)
{
    return Planner(commands).plan(chain);
}

void giveChainsWords(QList<Command> &commands, const DataPaths &paths, const QStringList &lookedIn)
{
    // Few projects have one, and looking up the steps of all chains takes its time.
    const bool named = std::ranges::any_of(commands, &Command::confirmsByName);
    QList<qsizetype> asking;
    for (qsizetype i = 0; named && i < commands.size(); ++i) {
        const Command &command = commands.at(i);
        if (!isChain(command) || command.confirmsByName)
            continue;
        if (const auto plan = planChain(command, commands); plan && plan->confirmsByName)
            asking.append(i);
    }
    for (const qsizetype i : std::as_const(asking))
        commands[i].confirmsByName = true;
    for (Command &command : commands) {
        if (!isChain(command))
            continue;
        const QString program = QueueWorker::programBesideUs();
        command.argv = {program.isEmpty() ? u"commandrunner-cli"_s : program, u"chain"_s,
                        u"--data-dir"_s, paths.root()};
        for (const QString &folder : lookedIn)
            command.argv += {u"--folder"_s, folder};
        command.argv += command.absoluteId();
    }
}

} // namespace CommandRunner
