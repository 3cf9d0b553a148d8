// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/argcscript.h"

#include <QRegularExpression>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Cuts one line of a comment from the left.
class TagText final
{
public:
    explicit TagText(const QString &text) : m_text(text) {}

    bool take(QChar c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    QChar peek() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(); }
    bool atWordEnd() const { return peek().isNull() || peek().isSpace(); }
    void skipSpace()
    {
        while (peek().isSpace())
            ++m_at;
    }
    QString takeWhile(auto condition)
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && condition(m_text.at(m_at)))
            ++m_at;
        return m_text.mid(begin, m_at - begin);
    }
    // Up to `close`, which is taken, too; the rest when there is none.
    QString takeUntil(QChar close)
    {
        const QString text = takeWhile([close](QChar c) { return c != close; });
        take(close);
        return text;
    }
    QString rest() const { return m_text.mid(m_at).trimmed(); }

private:
    const QString m_text;
    qsizetype m_at = 0;
};

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u':';
}

void takeChoices(TagText &text, Parameter &parameter)
{
    parameter.type = ParameterType::Choice;
    text.take(u'?');
    if (text.take(u'`')) { // a function of the script says them
        text.takeUntil(u']');
        parameter.type = ParameterType::Text;
        return;
    }
    const bool hasDefault = text.take(u'=');
    for (const QString &choice : text.takeUntil(u']').split(u'|'))
        parameter.choices.append(choice.trimmed());
    if (hasDefault)
        parameter.defaultValue = parameter.choices.first();
}

// "!", "*", "+", "~", a separator, "=default", "[a|b]".
void takeModifiers(TagText &text, Parameter &parameter)
{
    const bool many = text.take(u'*');
    const bool some = !many && text.take(u'+');
    if (!many && !some && text.take(u'~')) {
        parameter.multiple = true;
        parameter.passing = ParameterPassing::Remainder;
    }
    parameter.required = some || text.take(u'!');
    if (many || some) {
        parameter.multiple = true;
        text.takeWhile([](QChar c) { return u",:@|/"_s.contains(c); }); // of values in one word
    }
    if (text.take(u'[')) {
        takeChoices(text, parameter);
    } else if (text.take(u'=')) {
        if (text.take(u'`'))
            text.takeUntil(u'`'); // known to the running script only
        else if (text.peek() == u'"' || text.peek() == u'\'') {
            const QChar quote = text.peek();
            text.take(quote);
            parameter.defaultValue = text.takeUntil(quote);
        } else {
            parameter.defaultValue = text.takeWhile([](QChar c) { return !c.isSpace(); });
        }
    }
}

// "$$" and "$NAME" bind the parameter to a variable as well; "<FILE> <DIR>" say what to type.
void takeNotations(TagText &text, Parameter &parameter)
{
    QStringList notations;
    text.skipSpace();
    if (text.peek() == u'$')
        text.takeWhile([](QChar c) { return !c.isSpace(); });
    text.skipSpace();
    while (text.take(u'<')) {
        notations.append(text.takeUntil(u'>'));
        text.skipSpace();
    }
    parameter.help = text.rest();
    parameter.placeholder = notations.join(u' ');
    if (notations.isEmpty())
        return;
    const QString last = notations.last();
    const bool open = last.endsWith(u'*') || last.endsWith(u'+');
    if (notations.size() > 1 || open) {
        parameter.multiple = true;
        parameter.valueCount = open || last.endsWith(u'?') ? 0 : int(notations.size());
    }
    static const QRegularExpression folder(u"^(DIR|DIRECTORY|FOLDER)"_s);
    static const QRegularExpression file(u"^(FILE|PATH)"_s);
    if (parameter.type == ParameterType::Text && folder.match(last.toUpper()).hasMatch())
        parameter.type = ParameterType::Folder;
    else if (parameter.type == ParameterType::Text && file.match(last.toUpper()).hasMatch())
        parameter.type = ParameterType::File;
}

QString nameOf(const Parameter &parameter)
{
    QString name = parameter.preferredFlag();
    while (name.startsWith(u'-') || name.startsWith(u'+'))
        name.remove(0, 1);
    return name;
}

// One command, or what the script takes itself.
struct Scope {
    bool subCommand = false;
    QStringList description;
    QList<Parameter> parameters;
};

void addParameter(QList<Parameter> &parameters, Parameter parameter)
{
    const bool taken = std::any_of(parameters.cbegin(), parameters.cend(),
                                   [&parameter](const Parameter &other) {
                                       return other.name == parameter.name;
                                   });
    if (!taken)
        parameters.append(std::move(parameter));
}

Command subCommandOf(const Command &script, const QList<Parameter> &before, const Scope &scope,
                     const QString &function)
{
    Command command = script;
    command.description = scope.description.join(u'\n').trimmed();
    command.parameters = before;
    const QStringList words = function.split(u"::"_s); // cmd::sub() is "cmd sub"
    for (qsizetype i = 0; i < words.size(); ++i) {
        QString word = words.at(i);
        while (word.endsWith(u'_')) // keeps clear of the shell's own words
            word.chop(1);
        command.name += u' ' + word;
        Parameter name;
        name.name = u"command %1"_s.arg(i + 1);
        name.constant = true;
        name.defaultValue = word;
        command.parameters.append(name);
    }
    for (const Parameter &parameter : scope.parameters)
        addParameter(command.parameters, parameter);
    return command;
}

} // namespace

bool usesArgc(const QString &text)
{
    static const QRegularExpression evaluation(u"^\\s*eval\\s+\"?\\$\\((?:\\S*/)?argc\\s"_s,
                                               QRegularExpression::MultilineOption);
    return evaluation.match(text).hasMatch();
}

std::optional<Parameter> argcParameter(const QString &tag, const QString &text)
{
    Parameter parameter;
    TagText rest(text);
    if (tag == "arg"_L1 || tag == "env"_L1) {
        parameter.name = rest.takeWhile(isNamePart);
        if (tag == "env"_L1)
            parameter.passing = ParameterPassing::Environment;
    } else {
        parameter.kind = tag == "flag"_L1 ? ParameterKind::Flag : ParameterKind::Option;
        while (rest.peek() == u'-' || rest.peek() == u'+') {
            const QString dashes = rest.takeWhile([](QChar c) { return c == u'-' || c == u'+'; });
            parameter.flags.append(dashes + rest.takeWhile(isNamePart));
            if (!rest.atWordEnd())
                break;
            rest.skipSpace();
        }
        parameter.name = nameOf(parameter);
    }
    if (parameter.name.isEmpty())
        return {};
    takeModifiers(rest, parameter);
    if (parameter.kind == ParameterKind::Flag) {
        parameter.type = parameter.multiple ? ParameterType::Integer : ParameterType::Boolean;
        parameter.passing = parameter.multiple ? ParameterPassing::Counted
                                               : ParameterPassing::Separate;
        parameter.multiple = false;
    }
    parameter.repeatsFlag = parameter.kind == ParameterKind::Option && parameter.multiple;
    takeNotations(rest, parameter);
    return parameter;
}

QList<Command> withArgcComments(const Command &script, const QString &text)
{
    static const QRegularExpression tagLine(u"^\\s*#\\s*@([a-z]+)(?:\\s+(.*))?$"_s);
    static const QRegularExpression moreLine(u"^\\s*#\\s?(.*)$"_s);
    static const QRegularExpression functionLine(
        u"^\\s*(?:function\\s+([\\w:.-]+)|([\\w:.-]+)\\s*\\(\\s*\\))"_s);
    Scope root;
    Scope scope;
    QList<std::tuple<Scope, QString, int>> subCommands; // with function and line
    bool describing = false;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        Scope &current = scope.subCommand ? scope : root;
        if (const auto tag = tagLine.match(lines.at(i)); tag.hasMatch()) {
            const QString name = tag.captured(1);
            describing = name == "describe"_L1 || name == "cmd"_L1;
            if (name == "cmd"_L1)
                scope = {true, {tag.captured(2)}, {}};
            else if (name == "describe"_L1)
                current.description = QStringList{tag.captured(2)};
            else if (name == "arg"_L1 || name == "option"_L1 || name == "flag"_L1
                     || name == "env"_L1) {
                if (const auto parameter = argcParameter(name, tag.captured(2)))
                    addParameter(current.parameters, *parameter);
            }
        } else if (const auto more = moreLine.match(lines.at(i)); more.hasMatch()) {
            if (describing)
                (scope.subCommand ? scope : root).description.append(more.captured(1));
        } else {
            describing = false;
            const auto function = functionLine.match(lines.at(i));
            if (scope.subCommand && function.hasMatch()) {
                subCommands.append({scope, function.captured(1) + function.captured(2),
                                    int(i) + 1});
                scope = {};
            }
        }
    }

    Command command = script;
    const QString description = root.description.join(u'\n').trimmed();
    command.description = description.isEmpty() ? script.description : description;
    command.parameters = root.parameters;
    QList<Parameter> before = root.parameters;
    for (Parameter &parameter : before)
        parameter.advanced = true;
    // A word behind the script is the name of a sub-command, so it takes no positionals then.
    before.removeIf([](const Parameter &parameter) {
        return parameter.kind == ParameterKind::Positional
            && parameter.passing != ParameterPassing::Environment;
    });
    QList<Command> commands{command};
    for (const auto &[subScope, function, line] : std::as_const(subCommands)) {
        Command sub = subCommandOf(command, before, subScope, function);
        sub.line = line;
        commands.append(sub);
    }
    return commands;
}

} // namespace CommandRunner
