// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "core/command/visibility.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using Kind = ArgumentProblem::Kind;

bool inRange(const Parameter &parameter, double number)
{
    return (!parameter.minimum || number >= *parameter.minimum)
        && (!parameter.maximum || number <= *parameter.maximum);
}

std::optional<Kind> checkNumber(const Parameter &parameter, const QString &value)
{
    bool ok = false;
    if (parameter.type == ParameterType::Integer) {
        const qint64 number = value.toLongLong(&ok);
        return !ok                               ? std::optional(Kind::NotAnInteger)
            : inRange(parameter, double(number)) ? std::nullopt
                                                 : std::optional(Kind::OutOfRange);
    }
    const double number = value.toDouble(&ok);
    return !ok                       ? std::optional(Kind::NotANumber)
        : inRange(parameter, number) ? std::nullopt
                                     : std::optional(Kind::OutOfRange);
}

// A pattern that is none refuses nothing.
bool fitsPattern(const Parameter &parameter, const QString &value)
{
    if (parameter.pattern.isEmpty() || value.isEmpty())
        return true;
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(parameter.pattern));
    return !pattern.isValid() || pattern.match(value).hasMatch();
}

std::optional<Kind> checkValue(const Parameter &parameter, const QString &value)
{
    switch (parameter.type) {
    case ParameterType::Integer:
    case ParameterType::Number:
        return checkNumber(parameter, value);
    case ParameterType::Choice:
        if (!parameter.editable && !parameter.choices.contains(value))
            return Kind::NotAChoice;
        break;
    case ParameterType::Boolean:
        if (value != "true"_L1 && value != "false"_L1)
            return Kind::NotAChoice;
        break;
    case ParameterType::Date:
        if (!QDate::fromString(value, Qt::ISODate).isValid())
            return Kind::NotADate;
        break;
    case ParameterType::DateTime:
        if (!value.contains(u'T') || !QDateTime::fromString(value, Qt::ISODateWithMs).isValid())
            return Kind::NotADate;
        break;
    case ParameterType::KeyValue:
        if (value.indexOf(u'=') < 1)
            return Kind::NotKeyValue;
        break;
    case ParameterType::Text:
    case ParameterType::Secret:
        return fitsPattern(parameter, value) ? std::nullopt : std::optional(Kind::NoMatch);
    case ParameterType::File:
    case ParameterType::Folder:
        break;
    }
    return std::nullopt;
}

// Of several words behind one flag none may be taken for the next option; a single one is joined to
// its flag. What looks like a number is taken for one.
bool looksLikeOption(const Parameter &parameter, const QStringList &given, const QString &value)
{
    const bool oneOfSeveral = parameter.kind == ParameterKind::Option && parameter.multiple
        && parameter.passing == ParameterPassing::Separate
        && (parameter.valueCount > 1 || (given.size() > 1 && !parameter.repeatsFlag));
    static const QRegularExpression negativeNumber(u"^-(\\d+|\\d*\\.\\d+)$"_s);
    return oneOfSeveral && value.startsWith(u'-') && value.size() > 1
        && !negativeNumber.match(value).hasMatch();
}

bool isGiven(const ArgumentValues &values, const Parameter &parameter)
{
    const QStringList given = values.value(parameter.name);
    if (given.isEmpty())
        return false;
    const bool plainFlag = parameter.kind == ParameterKind::Flag
        && parameter.negativeFlags.isEmpty();
    return !plainFlag || (given.first() != "false"_L1 && given.first() != "0"_L1);
}

// What the groups that `parameter` is in say; a group that lacks all speaks at its first member.
std::optional<ArgumentProblem> checkGroups(const Command &command, const ArgumentValues &values,
                                           const Parameter &parameter)
{
    if (!parameter.exclusiveGroup.isEmpty() && isGiven(values, parameter)) {
        for (const Parameter &other : command.parameters) {
            if (other.name == parameter.name)
                break;
            if (other.exclusiveGroup == parameter.exclusiveGroup && isGiven(values, other))
                return ArgumentProblem{Kind::ExcludedByOther, parameter.name, other.name};
        }
    }
    if (parameter.requiredGroup.isEmpty())
        return {};
    QStringList members;
    for (const Parameter &other : command.parameters) {
        if (other.requiredGroup != parameter.requiredGroup)
            continue;
        if (isGiven(values, other))
            return {};
        members.append(other.name);
    }
    return members.first() == parameter.name
        ? std::optional(ArgumentProblem{Kind::MissingOneOfGroup, parameter.name,
                                        members.join(", "_L1)})
        : std::nullopt;
}

std::optional<ArgumentProblem> checkGiven(const Parameter &parameter, const QStringList &given)
{
    if (given.size() > 1 && !parameter.multiple)
        return ArgumentProblem{Kind::TooManyValues, parameter.name, given.last()};
    const bool wrongCount = parameter.repeatsFlag
        ? given.size() % std::max(parameter.valueCount, 1) != 0
        : given.size() != parameter.valueCount;
    if (parameter.valueCount > 0 && parameter.multiple && wrongCount)
        return ArgumentProblem{Kind::WrongCount, parameter.name,
                               QString::number(parameter.valueCount)};
    for (const QString &value : given) {
        if (const auto kind = checkValue(parameter, value))
            return ArgumentProblem{*kind, parameter.name, value};
        if (looksLikeOption(parameter, given, value))
            return ArgumentProblem{Kind::LooksLikeOption, parameter.name, value};
    }
    return {};
}

// Nobody knows what stands for a positional that is left out while a later one is given.
bool leavesGap(const Command &command, const ArgumentValues &values, qsizetype index)
{
    const Parameter &parameter = command.parameters.at(index);
    return parameter.defaultValue.isEmpty() && holdsPlace(command, values, index);
}

} // namespace

QList<ArgumentProblem> checkArguments(const Command &command, const ArgumentValues &values)
{
    if (const auto visible = withoutHidden(command, values))
        return checkArguments(visible->command, visible->values);
    QList<ArgumentProblem> problems;
    QSet<QString> known;
    for (qsizetype index = 0; index < command.parameters.size(); ++index) {
        const Parameter &parameter = command.parameters.at(index);
        if (parameter.constant)
            continue;
        known.insert(parameter.name);
        if (const auto problem = checkGroups(command, values, parameter))
            problems.append(*problem);
        const QStringList given = values.value(parameter.name);
        if (given.isEmpty() || (given.size() == 1 && given.first().isEmpty())) {
            if (parameter.required || leavesGap(command, values, index))
                problems.append({Kind::MissingRequired, parameter.name, {}});
            if (given.isEmpty() || parameter.type == ParameterType::Text)
                continue;
        }
        if (const auto problem = checkGiven(parameter, given))
            problems.append(*problem);
    }
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (!known.contains(it.key()))
            problems.append({Kind::UnknownParameter, it.key(), it.value().value(0)});
    }
    return problems;
}

QList<ArgumentProblem> checkFiles(const Command &command, const ArgumentValues &values)
{
    if (const auto visible = withoutHidden(command, values))
        return checkFiles(visible->command, visible->values);
    QList<ArgumentProblem> problems;
    const QDir folder(command.workingDirectory);
    for (const Parameter &parameter : command.parameters) {
        const bool isFolder = parameter.type == ParameterType::Folder;
        if (!parameter.mustExist || parameter.constant
            || (!isFolder && parameter.type != ParameterType::File))
            continue;
        for (const QString &value : values.value(parameter.name)) {
            const QFileInfo file(folder.absoluteFilePath(value));
            if (!value.isEmpty() && !(isFolder ? file.isDir() : file.exists()))
                problems.append({Kind::NotThere, parameter.name, value});
        }
    }
    return problems;
}

} // namespace CommandRunner
