// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/helptext/helpremarks.h"

#include "core/discovery/helptext/helpoption.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// What each pair of brackets holds; of nested ones the outer.
QStringList bracketed(const QString &help)
{
    QStringList remarks;
    qsizetype begin = -1;
    int depth = 0;
    for (qsizetype at = 0; at < help.size(); ++at) {
        const QChar c = help.at(at);
        if (c == u'[' || c == u'(') {
            if (depth++ == 0)
                begin = at + 1;
        } else if ((c == u']' || c == u')') && depth > 0) {
            --depth;
            if (depth == 0)
                remarks.append(help.mid(begin, at - begin));
        }
    }
    return remarks;
}

// "default: x", "default=x", "default x", "default is x".
QString defaultIn(const QString &remark)
{
    if (!remark.startsWith("default"_L1, Qt::CaseInsensitive))
        return {};
    QString value = remark.mid(7);
    if (value.isEmpty() || (value.at(0).isLetterOrNumber()))
        return {};
    const bool marked = value.startsWith(u':') || value.startsWith(u'=');
    if (marked)
        value.remove(0, 1);
    value = value.trimmed();
    if (value.startsWith("is "_L1))
        value = value.mid(3).trimmed();
    const QChar first = value.isEmpty() ? QChar() : value.at(0);
    if (value.size() > 1 && (first == u'"' || first == u'\'' || first == u'`')
        && value.endsWith(first == u'`' ? u'`' : first))
        return value.mid(1, value.size() - 2);
    // More words than one are a description ("all interfaces"), not what could be typed.
    return value.contains(u' ') || value == "None"_L1 || value.endsWith("[]"_L1) ? QString()
                                                                                 : value;
}

void setDefault(Parameter &parameter, const QString &value)
{
    if (value.isEmpty() || parameter.passing == ParameterPassing::Counted)
        return;
    const QString lower = value.toLower();
    const bool boolean = lower == "true"_L1 || lower == "false"_L1;
    if (parameter.kind == ParameterKind::Flag) {
        // A default that one word names ("no-color") says which of the two it is.
        if (boolean)
            parameter.defaultValue = lower;
        return;
    }
    if (!parameter.choices.isEmpty() && !parameter.editable && !parameter.choices.contains(value))
        return;
    parameter.defaultValue = value;
}

void setChoices(Parameter &parameter, const QStringList &choices, bool editable)
{
    if (choices.isEmpty() || !parameter.choices.isEmpty() || parameter.kind == ParameterKind::Flag)
        return;
    parameter.type = ParameterType::Choice;
    parameter.choices = choices;
    parameter.editable = editable;
}

QStringList listed(const QString &text)
{
    QStringList values;
    for (const QString &part : text.split(u',')) {
        const QString value = part.trimmed();
        if (!value.isEmpty() && !value.contains(u' '))
            values.append(value);
    }
    return values;
}

// "0<=x<=5", "x>=1", "1<=x": click's ranges. Open ends are taken as closed ones.
void setRange(Parameter &parameter, const QString &remark)
{
    const qsizetype x = remark.indexOf(u'x');
    if (x < 0 || (!remark.contains(u'<') && !remark.contains(u'>')))
        return;
    const auto number = [](const QString &text) -> std::optional<double> {
        QString digits;
        for (const QChar c : text) {
            if (c.isDigit() || c == u'.' || c == u'-')
                digits += c;
            else if (c != u'<' && c != u'=' && c != u'>' && c != u' ')
                return {};
        }
        bool ok = false;
        const double value = digits.toDouble(&ok);
        return ok ? std::optional(value) : std::nullopt;
    };
    const QString behind = remark.mid(x + 1);
    if (x > 0)
        parameter.minimum = number(remark.left(x));
    if (behind.startsWith(u'>'))
        parameter.minimum = number(behind);
    else if (!behind.isEmpty())
        parameter.maximum = number(behind);
}

void applyRemark(Parameter &parameter, const QString &remark)
{
    const QString lower = remark.toLower();
    if (lower == "required"_L1)
        parameter.required = parameter.kind != ParameterKind::Flag;
    const qsizetype colon = remark.indexOf(u':');
    if (lower.startsWith("possible values:"_L1) || lower.startsWith("choices:"_L1)
        || lower.startsWith("values:"_L1))
        setChoices(parameter, listed(remark.mid(colon + 1)), false);
    else
        setDefault(parameter, defaultIn(remark));
    if (parameter.type == ParameterType::Integer || parameter.type == ParameterType::Number)
        setRange(parameter, remark);
}

// clap 4 lists values with their meaning: "- never: Do not use colours".
QStringList possibleValues(const QString &help)
{
    QStringList values;
    const qsizetype begin = help.indexOf("Possible values:\n"_L1);
    if (begin < 0)
        return values;
    const QStringList lines = help.mid(begin).split(u'\n').mid(1);
    for (const QString &line : lines) {
        if (!line.startsWith("- "_L1))
            continue;
        const QString value = line.mid(2).section(u':', 0, 0).trimmed();
        if (value.contains(u' '))
            return {};
        values.append(value);
    }
    return values;
}

// "{open|closed|all}" in the middle of the text, as the tools of cobra have it.
QStringList choicesInBraces(const QString &help)
{
    const qsizetype begin = help.indexOf(u'{');
    const qsizetype end = help.indexOf(u'}', begin + 1);
    if (begin < 0 || end < 0 || !help.mid(begin, end - begin).contains(u'|'))
        return {};
    return choicesOf(help.mid(begin, end - begin + 1));
}

bool saysRepeatable(const QString &help)
{
    constexpr std::array phrases{"multiple times"_L1,         "more than once"_L1,
                                 "can be repeated"_L1,        "may be repeated"_L1,
                                 "can be used repeatedly"_L1, "multiple use"_L1,
                                 "use repeatedly"_L1};
    return std::any_of(phrases.begin(), phrases.end(), [&help](QLatin1StringView phrase) {
        return help.contains(phrase, Qt::CaseInsensitive);
    });
}

} // namespace

void applyHelpRemarks(Parameter &parameter, const QString &help)
{
    parameter.help = help;
    setChoices(parameter, possibleValues(help), false);
    const QStringList remarks = bracketed(help);
    for (const QString &remark : remarks) {
        // click puts all into one pair: "[default: 3; 0<=x<=5; required]"
        for (const QString &part : remark.split(u';'))
            applyRemark(parameter, part.trimmed());
    }
    setChoices(parameter, choicesInBraces(help), true);
    if (!saysRepeatable(help))
        return;
    if (parameter.kind == ParameterKind::Option && !parameter.multiple) {
        parameter.multiple = true;
        parameter.repeatsFlag = true;
        parameter.passing = ParameterPassing::Separate;
    } else if (parameter.kind == ParameterKind::Flag && parameter.negativeFlags.isEmpty()) {
        parameter.type = ParameterType::Integer;
        parameter.passing = ParameterPassing::Counted;
        parameter.minimum = 0;
        parameter.defaultValue.clear();
    }
}

} // namespace CommandRunner
