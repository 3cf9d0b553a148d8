// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"

#include "core/command/bracketedarguments.h"
#include "core/command/visibility.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isTrue(const QStringList &values)
{
    return values.value(0) == "true"_L1;
}

// Of several words behind one flag; a dash before digits is no option there.
void appendWords(QStringList &argv, const Parameter &parameter, const QStringList &values)
{
    const qsizetype atATime = parameter.repeatsFlag ? std::max(parameter.valueCount, 1)
                                                    : values.size();
    for (qsizetype at = 0; at < values.size(); at += atATime)
        argv += QStringList{parameter.preferredFlag()} + values.mid(at, atATime);
}

void appendOption(QStringList &argv, const Parameter &parameter, const QStringList &values)
{
    const QString flag = parameter.preferredFlag();
    const bool together = values.size() > 1 && (!parameter.repeatsFlag || parameter.valueCount > 1);
    if (together && parameter.passing == ParameterPassing::Separate) {
        appendWords(argv, parameter, values);
        return;
    }
    const bool letter = flag.size() == 2 && !flag.startsWith("--"_L1);
    for (const QString &value : values) {
        const bool dashed = value.startsWith(u'-');
        if (parameter.passing == ParameterPassing::Joined || (dashed && !letter && !flag.isEmpty()))
            argv.append(flag + u'=' + value);
        else if (dashed && letter) // "-n -x" would be two options, "-n-x" is one with its value
            argv.append(flag + value);
        else
            argv += {flag, value};
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

// With words of its own.
bool isArgument(const Parameter &parameter)
{
    return parameter.passing != ParameterPassing::Environment
        && parameter.passing != ParameterPassing::Bracketed
        && parameter.passing != ParameterPassing::StandardInput;
}

// Told apart from others by nothing but its place.
bool isPlaced(const Parameter &parameter)
{
    return parameter.kind == ParameterKind::Positional && isArgument(parameter)
        && parameter.passing != ParameterPassing::Assignment;
}

// An option with a list of values takes the positionals behind it, too.
bool takesWhatFollows(const Parameter &parameter)
{
    return parameter.kind == ParameterKind::Option && parameter.multiple && !parameter.repeatsFlag
        && parameter.passing == ParameterPassing::Separate;
}

// Collects words up to the next constant positional: options first, then positionals.
class ArgvBuilder final
{
public:
    ArgvBuilder(const Command &command, const ArgumentValues &values)
        : m_command(command),
          m_argv(wordsWithBrackets(command, values))
    {}

    void add(const Parameter &parameter, const QStringList &values)
    {
        const qsizetype before = m_argv.size();
        if (parameter.passing == ParameterPassing::Assignment)
            m_argv.append(parameter.name + u'=' + values.first());
        else if (parameter.passing == ParameterPassing::Remainder)
            m_remainder += values;
        else if (parameter.kind == ParameterKind::Positional)
            m_positionals += values;
        else if (parameter.kind == ParameterKind::Option)
            appendOption(m_argv, parameter, values);
        else
            appendFlag(m_argv, parameter, values);
        if (m_argv.size() > before)
            m_greedy = takesWhatFollows(parameter);
    }

    void addConstantWord(const QString &word)
    {
        m_argv = finish({});
        m_argv.append(word);
        m_positionals.clear();
        m_remainder.clear();
        m_greedy = false;
    }

    QStringList finish(const QStringList &freeArguments) const
    {
        // Free arguments may themselves be options, so they stand before a "--" that only the
        // positionals need.
        const bool dashed = (m_greedy && !m_positionals.isEmpty())
            || std::any_of(m_positionals.cbegin(), m_positionals.cend(),
                           [](const QString &word) { return word.startsWith(u'-'); });
        QStringList argv = m_argv;
        if (!freeArguments.isEmpty())
            argv += m_command.freeArgumentsPrefix;
        if (dashed && m_command.endOfOptions)
            return argv + freeArguments + QStringList{u"--"_s} + m_positionals + m_remainder;
        return argv + m_positionals + m_remainder + freeArguments;
    }

private:
    const Command &m_command;
    QStringList m_argv;
    QStringList m_positionals;
    QStringList m_remainder;
    bool m_greedy = false;
};

} // namespace

bool holdsPlace(const Command &command, const ArgumentValues &values, qsizetype index)
{
    const Parameter &parameter = command.parameters.at(index);
    if (!isPlaced(parameter) || parameter.multiple || parameter.constant
        || !values.value(parameter.name).isEmpty())
        return false;
    for (qsizetype at = index + 1; at < command.parameters.size(); ++at) {
        const Parameter &later = command.parameters.at(at);
        if (!isPlaced(later))
            continue;
        if (later.constant)
            return false;
        if (!values.value(later.name).isEmpty())
            return true;
    }
    return false;
}

QStringList buildArgv(const Command &command, const ArgumentValues &values,
                      const QStringList &freeArguments)
{
    if (const auto visible = withoutHidden(command, values))
        return buildArgv(visible->command, visible->values, freeArguments);
    ArgvBuilder builder(command, values);
    for (qsizetype index = 0; index < command.parameters.size(); ++index) {
        const Parameter &parameter = command.parameters.at(index);
        if (!isArgument(parameter))
            continue;
        if (parameter.constant && isPlaced(parameter)) {
            builder.addConstantWord(parameter.defaultValue);
            continue;
        }
        if (parameter.constant) {
            const bool flag = parameter.kind == ParameterKind::Flag;
            builder.add(parameter,
                        {flag && parameter.defaultValue.isEmpty() ? u"true"_s
                                                                  : parameter.defaultValue});
            continue;
        }
        const QStringList given = values.value(parameter.name);
        if (!given.isEmpty())
            builder.add(parameter, given);
        else if (!parameter.defaultValue.isEmpty() && holdsPlace(command, values, index))
            builder.add(parameter, {parameter.defaultValue});
    }
    return builder.finish(freeArguments);
}

QMap<QString, QString> buildEnvironment(const Command &command, const ArgumentValues &values)
{
    if (const auto visible = withoutHidden(command, values))
        return buildEnvironment(visible->command, visible->values);
    QMap<QString, QString> environment = command.environment;
    for (const Parameter &parameter : command.parameters) {
        if (parameter.passing != ParameterPassing::Environment)
            continue;
        const QStringList given = parameter.constant ? QStringList{parameter.defaultValue}
                                                     : values.value(parameter.name);
        if (!given.isEmpty())
            environment.insert(parameter.environmentVariable.isEmpty()
                                   ? parameter.name
                                   : parameter.environmentVariable,
                               given.join(u'\n'));
    }
    return environment;
}

std::optional<QByteArray> buildStandardInput(const Command &command, const ArgumentValues &values)
{
    if (const auto visible = withoutHidden(command, values))
        return buildStandardInput(visible->command, visible->values);
    std::optional<QByteArray> input;
    for (const Parameter &parameter : command.parameters) {
        if (parameter.passing != ParameterPassing::StandardInput)
            continue;
        const QStringList given = parameter.constant ? QStringList{parameter.defaultValue}
                                                     : values.value(parameter.name);
        for (const QString &value : given)
            input = input.value_or(QByteArray()) + value.toUtf8() + '\n';
    }
    return input;
}

} // namespace CommandRunner
