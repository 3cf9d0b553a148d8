// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/runfacts.h"

#include "core/command/shellwords.h"

#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using Value = std::optional<QString>;

bool isSecret(const QString &variable)
{
    constexpr std::array<QLatin1StringView, 5> words{"PASS"_L1, "SECRET"_L1, "TOKEN"_L1, "KEY"_L1,
                                                     "CREDENTIAL"_L1};
    for (const QLatin1StringView word : words) {
        if (variable.contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

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
        return isSecret(name) ? u"••••"_s : **found;
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

void compareOthers(Comparing &to, const QList<RunFact> &before, const QList<RunFact> &after)
{
    const auto valueIn = [](const QList<RunFact> &facts, const RunFact &wanted) -> Value {
        for (const RunFact &fact : facts) {
            if (fact.key == wanted.key && fact.name == wanted.name)
                return fact.before;
        }
        return std::nullopt;
    };
    const auto add = [&](const RunFact &fact) {
        const RunFact both{fact.key, fact.name, valueIn(before, fact), valueIn(after, fact)};
        if (both.before != both.after && !to.facts.contains(both))
            to.facts.append(both);
    };
    for (const RunFact &fact : before)
        add(fact);
    for (const RunFact &fact : after)
        add(fact);
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
    to.compare(RunFactKey::terminal, before.request.terminal ? u"yes"_s : u"no"_s,
               after.request.terminal ? u"yes"_s : u"no"_s);
    to.compare(RunFactKey::timeout, number(before.request.timeoutMs > 0, before.request.timeoutMs),
               number(after.request.timeoutMs > 0, after.request.timeoutMs));
    compareOthers(to, before.others, after.others);
    compareMemory(to, was.usage, is.usage);
    return to.facts;
}

} // namespace CommandRunner
