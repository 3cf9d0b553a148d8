// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"

#include "core/command/bracketedarguments.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using Kind = ArgumentProblem::Kind;

bool isTrue(const QStringList &values)
{
    return values.value(0) == "true"_L1;
}

bool inRange(const Parameter &parameter, double number)
{
    return (!parameter.minimum || number >= *parameter.minimum)
        && (!parameter.maximum || number <= *parameter.maximum);
}

std::optional<Kind> checkValue(const Parameter &parameter, const QString &value)
{
    bool ok = true;
    switch (parameter.type) {
    case ParameterType::Integer:
        if (const qint64 number = value.toLongLong(&ok); !ok)
            return Kind::NotAnInteger;
        else if (!inRange(parameter, double(number)))
            return Kind::OutOfRange;
        break;
    case ParameterType::Number:
        if (const double number = value.toDouble(&ok); !ok)
            return Kind::NotANumber;
        else if (!inRange(parameter, number))
            return Kind::OutOfRange;
        break;
    case ParameterType::Choice:
        if (!parameter.choices.contains(value))
            return Kind::NotAChoice;
        break;
    case ParameterType::Boolean:
        if (value != "true"_L1 && value != "false"_L1)
            return Kind::NotAChoice;
        break;
    default:
        break;
    }
    return std::nullopt;
}

void appendOption(QStringList &argv, const Parameter &parameter, const QStringList &values)
{
    const QString flag = parameter.preferredFlag();
    const auto joined = [&](const QString &value) {
        return parameter.passing == ParameterPassing::Joined
            || (value.startsWith(u'-') && flag.startsWith("--"_L1));
    };
    const bool letter = flag.size() == 2 && !flag.startsWith("--"_L1);
    bool flagGiven = false;
    for (const QString &value : values) {
        if (joined(value)) {
            argv.append(flag + u'=' + value);
            continue;
        }
        // "-n -x" would be two options, "-n-x" is one with its value.
        if (letter && value.startsWith(u'-')) {
            argv.append(flag + value);
            continue;
        }
        if (!flagGiven || parameter.repeatsFlag)
            argv.append(flag);
        flagGiven = true;
        argv.append(value);
    }
}

void appendFlag(QStringList &argv, const Parameter &parameter, const QStringList &values)
{
    if (parameter.passing == ParameterPassing::Counted) {
        for (qint64 count = std::min(values.value(0).toLongLong(), qint64(32)); count > 0; --count)
            argv.append(parameter.preferredFlag());
    } else if (isTrue(values)) {
        argv.append(parameter.preferredFlag());
    } else if (!parameter.negativeFlags.isEmpty()) {
        argv.append(parameter.negativeFlags.first());
    }
}

bool isGiven(const ArgumentValues &values, const Parameter &parameter)
{
    return !values.value(parameter.name).isEmpty();
}

// Positionals are told apart by their place alone: when a later one is given, this one cannot be
// left out, except where it takes any number of words.
bool holdsPlace(const Command &command, const ArgumentValues &values, qsizetype index)
{
    const Parameter &parameter = command.parameters.at(index);
    if (parameter.kind != ParameterKind::Positional || parameter.multiple
        || parameter.passing == ParameterPassing::Bracketed
        || parameter.passing == ParameterPassing::Assignment || isGiven(values, parameter))
        return false;
    return std::any_of(command.parameters.cbegin() + index + 1, command.parameters.cend(),
                       [&values](const Parameter &later) {
                           return later.kind == ParameterKind::Positional
                               && later.passing != ParameterPassing::Assignment
                               && isGiven(values, later);
                       });
}

// An option with a list of values takes the positionals behind it, too.
bool takesWhatFollows(const Parameter &parameter)
{
    return parameter.kind == ParameterKind::Option && parameter.multiple && !parameter.repeatsFlag
        && parameter.passing == ParameterPassing::Separate;
}

} // namespace

QList<ArgumentProblem> checkArguments(const Command &command, const ArgumentValues &values)
{
    QList<ArgumentProblem> problems;
    QStringList known;
    for (qsizetype index = 0; index < command.parameters.size(); ++index) {
        const Parameter &parameter = command.parameters.at(index);
        known.append(parameter.name);
        const QStringList given = values.value(parameter.name);
        if (given.isEmpty() || (given.size() == 1 && given.first().isEmpty())) {
            const bool gap = parameter.defaultValue.isEmpty() && holdsPlace(command, values, index);
            if (parameter.required || gap)
                problems.append({Kind::MissingRequired, parameter.name, {}});
            if (given.isEmpty() || parameter.type == ParameterType::Text)
                continue;
        }
        if (given.size() > 1 && !parameter.multiple) {
            problems.append({Kind::TooManyValues, parameter.name, given.last()});
            continue;
        }
        for (const QString &value : given) {
            if (const auto kind = checkValue(parameter, value)) {
                problems.append({*kind, parameter.name, value});
                break;
            }
        }
    }
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (!known.contains(it.key()))
            problems.append({Kind::UnknownParameter, it.key(), it.value().value(0)});
    }
    return problems;
}

QStringList buildArgv(const Command &command, const ArgumentValues &values,
                      const QStringList &freeArguments)
{
    QStringList argv = wordsWithBrackets(command, values);
    QStringList positionals;
    bool greedy = false;
    for (qsizetype index = 0; index < command.parameters.size(); ++index) {
        const Parameter &parameter = command.parameters.at(index);
        if (parameter.passing == ParameterPassing::Bracketed)
            continue;
        const auto it = values.constFind(parameter.name);
        if (it == values.cend() || it->isEmpty()) {
            if (!parameter.defaultValue.isEmpty() && holdsPlace(command, values, index))
                positionals.append(parameter.defaultValue);
            continue;
        }
        const qsizetype before = argv.size();
        if (parameter.passing == ParameterPassing::Assignment)
            argv.append(parameter.name + u'=' + it->first());
        else if (parameter.kind == ParameterKind::Positional)
            positionals.append(*it);
        else if (parameter.kind == ParameterKind::Option)
            appendOption(argv, parameter, *it);
        else
            appendFlag(argv, parameter, *it);
        if (argv.size() > before)
            greedy = takesWhatFollows(parameter);
    }
    // Free arguments may themselves be options, so they stand before a "--" that only the
    // positionals need.
    const bool dashed = (greedy && !positionals.isEmpty())
        || std::any_of(positionals.cbegin(), positionals.cend(),
                       [](const QString &word) { return word.startsWith(u'-'); });
    if (!freeArguments.isEmpty())
        argv += command.freeArgumentsPrefix;
    if (dashed && command.endOfOptions)
        return argv + freeArguments + QStringList{u"--"_s} + positionals;
    return argv + positionals + freeArguments;
}

} // namespace CommandRunner
