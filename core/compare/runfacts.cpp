// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/runfacts.h"

#include "core/command/shellwords.h"
#include "core/run/secretname.h"

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using Value = std::optional<QString>;

Value number(bool known, qint64 value)
{
    return known ? Value(QString::number(value)) : Value();
}

class Comparing final
{
public:
    void compare(QLatin1StringView key, const Value &before, const Value &after,
                 const QString &name = {})
    {
        if (before != after)
            facts.append({key, name, before, after});
    }

    QList<RunFact> facts;
};

void compareEnvironment(Comparing &to, const RunRequest &before, const RunRequest &after)
{
    QStringList names = before.environment.keys();
    for (auto it = after.environment.cbegin(); it != after.environment.cend(); ++it) {
        if (!before.environment.contains(it.key()))
            names.append(it.key());
    }
    names.sort();
    const auto shown = [](const RunRequest &request, const QString &name) -> Value {
        const auto found = request.environment.constFind(name);
        if (found == request.environment.cend() || !found->has_value())
            return std::nullopt;
        return isSecretName(name) ? u"••••"_s : **found;
    };
    for (const QString &name : std::as_const(names)) {
        // Removing a variable is another thing than leaving it as it is.
        if (before.environment.contains(name) != after.environment.contains(name)
            || before.environment.value(name) != after.environment.value(name))
            to.facts.append({RunFactKey::environment, name, shown(before, name),
                             shown(after, name)});
    }
}

Value durationOf(const RunOutcome &outcome)
{
    const bool known = isFinal(outcome.state) && outcome.started.isValid()
        && outcome.ended.isValid();
    return number(known, known ? outcome.started.msecsTo(outcome.ended) : 0);
}

// It is never the same twice: a fifth is worth a look.
void compareMemory(Comparing &to, const RunUsage &before, const RunUsage &after)
{
    const qint64 was = before.peakMemoryBytes;
    const qint64 is = after.peakMemoryBytes;
    if (was >= 0 && is >= 0 && 5 * qAbs(was - is) > qMax(was, is))
        to.compare(RunFactKey::memory, QString::number(was), QString::number(is));
}

QString yesOrNo(bool yes)
{
    return yes ? u"yes"_s : u"no"_s;
}

// Who did not look does not know: that is no difference.
void compareContexts(Comparing &to, const RunContext &before, const RunContext &after)
{
    constexpr std::pair<QLatin1StringView, QString RunContext::*> texts[] = {
        {RunFactKey::revision, &RunContext::gitRevision},
        {RunFactKey::branch, &RunContext::gitBranch},
        {RunFactKey::version, &RunContext::interpreterVersion},
        {RunFactKey::interpreter, &RunContext::interpreter},
        {RunFactKey::program, &RunContext::program},
        {RunFactKey::machine, &RunContext::machine},
        {RunFactKey::system, &RunContext::system},
        {RunFactKey::user, &RunContext::user},
    };
    for (const auto &[key, text] : texts) {
        if (!(before.*text).isEmpty() && !(after.*text).isEmpty())
            to.compare(key, before.*text, after.*text);
    }
    if (before.gitDirty && after.gitDirty)
        to.compare(RunFactKey::changes, yesOrNo(*before.gitDirty), yesOrNo(*after.gitDirty));
}

} // namespace

QList<RunFact> differingFacts(const RunFacts &before, const RunFacts &after)
{
    Comparing to;
    const RunOutcome &was = before.outcome;
    const RunOutcome &is = after.outcome;
    to.compare(RunFactKey::state, toString(was.state), toString(is.state));
    to.compare(RunFactKey::exitCode, number(was.exitCode >= 0, was.exitCode),
               number(is.exitCode >= 0, is.exitCode));
    to.compare(RunFactKey::signal, number(was.signal != 0, was.signal),
               number(is.signal != 0, is.signal));
    to.compare(RunFactKey::duration, durationOf(was), durationOf(is));
    to.compare(RunFactKey::command, before.request.name, after.request.name);
    if (before.request.argv != after.request.argv)
        to.facts.append({RunFactKey::arguments,
                         {},
                         joinShellWords(before.request.argv),
                         joinShellWords(after.request.argv)});
    to.compare(RunFactKey::folder, before.request.workingDirectory, after.request.workingDirectory);
    compareEnvironment(to, before.request, after.request);
    to.compare(RunFactKey::terminal, yesOrNo(before.request.terminal),
               yesOrNo(after.request.terminal));
    to.compare(RunFactKey::timeout, number(before.request.timeoutMs > 0, before.request.timeoutMs),
               number(after.request.timeoutMs > 0, after.request.timeoutMs));
    compareContexts(to, before.context, after.context);
    compareMemory(to, was.usage, is.usage);
    return to.facts;
}

} // namespace CommandRunner
