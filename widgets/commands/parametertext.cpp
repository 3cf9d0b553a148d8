// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/parametertext.h"

#include <QCoreApplication>
#include <QLocale>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct ParameterText {
    Q_DECLARE_TR_FUNCTIONS(ParameterText)
};

QString plainNumber(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString rangeText(const Parameter &parameter)
{
    if (parameter.minimum && parameter.maximum)
        return ParameterText::tr("from %1 to %2")
            .arg(plainNumber(*parameter.minimum), plainNumber(*parameter.maximum));
    if (parameter.minimum)
        return ParameterText::tr("%1 or more").arg(plainNumber(*parameter.minimum));
    if (parameter.maximum)
        return ParameterText::tr("%1 or less").arg(plainNumber(*parameter.maximum));
    return {};
}

} // namespace

QString parameterTitle(const Parameter &parameter)
{
    QString title = parameter.name;
    while (title.startsWith(u'-'))
        title.remove(0, 1);
    if (title.isEmpty() || title == title.toUpper())
        return title.isEmpty() ? parameter.name : title;
    title.replace(u'_', u' ').replace(u'-', u' ');
    title[0] = title.at(0).toUpper();
    return title.trimmed();
}

QString parameterToolTip(const Parameter &parameter)
{
    QStringList lines;
    if (!parameter.help.isEmpty())
        lines.append(parameter.help);
    const QStringList spellings = parameter.flags + parameter.negativeFlags;
    lines.append(spellings.isEmpty() ? parameter.name : spellings.join(u", "_s));
    if (const QString range = rangeText(parameter); !range.isEmpty())
        lines.append(ParameterText::tr("Allowed: %1").arg(range));
    if (!parameter.defaultValue.isEmpty() && parameter.type != ParameterType::Secret)
        lines.append(ParameterText::tr("Default: %1").arg(parameter.defaultValue));
    return lines.join(u'\n');
}

QString problemText(const ArgumentProblem &problem, const Parameter &parameter)
{
    const QString title = parameterTitle(parameter);
    switch (problem.kind) {
    case ArgumentProblem::Kind::MissingRequired:
        return ParameterText::tr("“%1” is needed: fill it in.").arg(title);
    case ArgumentProblem::Kind::NotAnInteger:
        return ParameterText::tr("“%1” is not a whole number: type digits only, such as 12.")
            .arg(problem.value);
    case ArgumentProblem::Kind::NotANumber:
        return ParameterText::tr("“%1” is not a number: type it like 12 or 1.5.")
            .arg(problem.value);
    case ArgumentProblem::Kind::OutOfRange:
        return ParameterText::tr("%1 is out of range: type a number %2.")
            .arg(problem.value, rangeText(parameter));
    case ArgumentProblem::Kind::NotAChoice:
        return ParameterText::tr("“%1” is not among the choices: %2.")
            .arg(problem.value, parameter.choices.join(u", "_s));
    case ArgumentProblem::Kind::TooManyValues:
        return ParameterText::tr("“%1” takes one value only.").arg(title);
    case ArgumentProblem::Kind::WrongCount:
        return ParameterText::tr("“%1” takes %2 values at a time, one a line.")
            .arg(title, problem.value);
    case ArgumentProblem::Kind::NotADate:
        return parameter.type == ParameterType::DateTime
            ? ParameterText::tr("“%1” is not a date with time: type it like 2026-01-31T09:30.")
                  .arg(problem.value)
            : ParameterText::tr("“%1” is not a date: type it like 2026-01-31.").arg(problem.value);
    case ArgumentProblem::Kind::NotKeyValue:
        return ParameterText::tr("“%1” is not of the form NAME=VALUE: type a name, an equals sign "
                                 "and the value.")
            .arg(problem.value);
    case ArgumentProblem::Kind::NoMatch:
        return ParameterText::tr("“%1” does not have the form that is asked for: %2")
            .arg(problem.value, parameter.pattern);
    case ArgumentProblem::Kind::NotThere:
        return parameter.type == ParameterType::Folder
            ? ParameterText::tr("There is no folder “%1”: choose one that exists.")
                  .arg(problem.value)
            : ParameterText::tr("There is no file “%1”: choose one that exists.")
                  .arg(problem.value);
    case ArgumentProblem::Kind::LooksLikeOption:
        return ParameterText::tr("“%1” begins with a dash: among several values the program would "
                                 "take it for an option.")
            .arg(problem.value);
    case ArgumentProblem::Kind::ExcludedByOther:
        return ParameterText::tr("“%1” and “%2” exclude each other: give one of them.")
            .arg(title, parameterTitle({.name = problem.value}));
    case ArgumentProblem::Kind::MissingOneOfGroup:
        return ParameterText::tr("One of these is needed: %1.").arg(problem.value);
    case ArgumentProblem::Kind::UnknownParameter:
        return ParameterText::tr("This command has no argument “%1” any more.")
            .arg(problem.parameter);
    }
    return {};
}

QString problemText(const ShellWordsError &error)
{
    const QString place = QLocale().toString(qlonglong(error.position + 1));
    switch (error.kind) {
    case ShellWordsError::Kind::UnclosedSingleQuote:
        return ParameterText::tr("The quote ' opened at character %1 is not closed: add another ' "
                                 "or put \\ before it.")
            .arg(place);
    case ShellWordsError::Kind::UnclosedDoubleQuote:
        return ParameterText::tr("The quote \" opened at character %1 is not closed: add another "
                                 "\" or put \\ before it.")
            .arg(place);
    case ShellWordsError::Kind::TrailingBackslash:
        return ParameterText::tr(
                   "The \\ at character %1 stands before nothing: remove it or type \\\\.")
            .arg(place);
    }
    return {};
}

} // namespace CommandRunner
