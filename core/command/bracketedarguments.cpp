// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/bracketedarguments.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Rake splits at commas, cuts blanks off both ends and takes the character behind a backslash as
// it is.
QString escaped(const QString &value)
{
    QString text;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar c = value.at(i);
        const bool atEnd = i == 0 || i == value.size() - 1;
        if (c == u'\\' || c == u',' || (atEnd && c.isSpace()))
            text += u'\\';
        text += c;
    }
    return text;
}

} // namespace

QStringList wordsWithBrackets(const Command &command, const ArgumentValues &values)
{
    QStringList words = command.argv;
    QStringList given;
    for (const Parameter &parameter : command.parameters) {
        if (parameter.passing == ParameterPassing::Bracketed)
            given.append(escaped(parameter.constant ? parameter.defaultValue
                                                    : values.value(parameter.name).value(0)));
    }
    while (!given.isEmpty() && given.constLast().isEmpty())
        given.removeLast();
    if (!given.isEmpty() && !words.isEmpty())
        words.last() += u'[' + given.join(u',') + u']';
    return words;
}

std::optional<ArgumentValues> valuesInBrackets(const Command &command, const QString &word)
{
    const QString own = command.argv.value(command.argv.size() - 1);
    if (word == own)
        return ArgumentValues();
    if (!word.startsWith(own + u'[') || !word.endsWith(u']'))
        return std::nullopt;
    QStringList found{QString()};
    for (qsizetype i = own.size() + 1; i < word.size() - 1; ++i) {
        const QChar c = word.at(i);
        if (c == u',')
            found.append(QString());
        else if (c != u'\\' || ++i < word.size() - 1)
            found.last() += word.at(i);
    }
    ArgumentValues values;
    qsizetype next = 0;
    for (const Parameter &parameter : command.parameters) {
        if (parameter.passing != ParameterPassing::Bracketed)
            continue;
        const QString value = found.value(next++);
        if (!value.isEmpty())
            values.insert(parameter.name, {value});
    }
    return next < found.size() ? std::nullopt : std::optional(values);
}

} // namespace CommandRunner
