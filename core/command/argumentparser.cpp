// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/argumentparser.h"

#include "core/command/bracketedarguments.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QStringView fileName(const QString &path)
{
    return QStringView(path).sliced(path.lastIndexOf(u'/') + 1);
}

// How many of the words are the command's own.
qsizetype ownWords(const Command &command, const QStringList &words)
{
    const qsizetype own = command.argv.size();
    if (own == 0 || words.size() < own)
        return 0;
    const bool same = fileName(words.first()) == fileName(command.argv.first())
        && (own == 1
            || (std::equal(command.argv.cbegin() + 1, command.argv.cend() - 1, words.cbegin() + 1)
                && valuesInBrackets(command, words.at(own - 1))));
    return same ? own : 0;
}

class Parser final
{
public:
    Parser(const Command &command, QStringList words)
        : m_command(command),
          m_words(std::move(words))
    {}

    ParsedArguments parse()
    {
        while (m_at < m_words.size() && !takeRemainder()) {
            const QString &word = m_words.at(m_at++);
            if (m_onlyPositionals || !takeNamed(word))
                m_plain.append(word);
        }
        givePositionals();
        return m_parsed;
    }

private:
    bool takeNamed(const QString &word)
    {
        if (word == "--"_L1) {
            m_onlyPositionals = true;
            return m_command.endOfOptions || hasPositionals();
        }
        if (takeAssignment(word))
            return true;
        if (!word.startsWith(u'-') || word.size() == 1)
            return false;
        const qsizetype equals = word.indexOf(u'=');
        if (const Parameter *parameter = find(word)) {
            takeFlag(*parameter, word);
            return true;
        }
        if (equals > 0) {
            const Parameter *parameter = find(word.left(equals));
            if (parameter && parameter->kind == ParameterKind::Option) {
                add(*parameter, word.mid(equals + 1));
                return true;
            }
        }
        if (!word.startsWith("--"_L1) && takeLetters(word))
            return true;
        if (isNumber(word))
            return false; // -5 is a value
        m_parsed.rest.append(word);
        return true;
    }

    static bool isNumber(const QString &word)
    {
        bool number = false;
        word.toDouble(&number);
        return number;
    }

    bool hasPositionals() const
    {
        return std::any_of(m_command.parameters.cbegin(), m_command.parameters.cend(),
                           isPositional);
    }

    static bool isPositional(const Parameter &parameter)
    {
        return parameter.kind == ParameterKind::Positional
            && (parameter.passing == ParameterPassing::Separate
                || parameter.passing == ParameterPassing::Remainder);
    }

    // Behind as many plain words as there are places before it, it takes all that follows.
    bool takeRemainder()
    {
        qsizetype before = 0;
        for (const Parameter &parameter : m_command.parameters) {
            if (parameter.kind != ParameterKind::Positional)
                continue;
            if (parameter.passing == ParameterPassing::Remainder && m_plain.size() >= before) {
                m_parsed.values.insert(parameter.name, m_words.mid(m_at));
                m_at = m_words.size();
                return true;
            }
            before += isPositional(parameter) ? 1 : 0;
        }
        return false;
    }

    const Parameter *assigned(const QString &word) const
    {
        const QStringView name = QStringView(word).first(std::max<qsizetype>(word.indexOf(u'='),
                                                                             0));
        const auto found = std::find_if(m_command.parameters.cbegin(), m_command.parameters.cend(),
                                        [name](const Parameter &parameter) {
                                            return parameter.passing == ParameterPassing::Assignment
                                                && parameter.name == name;
                                        });
        return name.isEmpty() || found == m_command.parameters.cend() ? nullptr : &*found;
    }

    bool takeAssignment(const QString &word)
    {
        const Parameter *parameter = assigned(word);
        if (parameter)
            m_parsed.values.insert(parameter->name, {word.mid(parameter->name.size() + 1)});
        return parameter != nullptr;
    }

    const Parameter *find(const QString &flag) const
    {
        for (const Parameter &parameter : m_command.parameters) {
            if (parameter.flags.contains(flag) || parameter.negativeFlags.contains(flag))
                return &parameter;
        }
        return nullptr;
    }

    void add(const Parameter &parameter, const QString &value)
    {
        if (parameter.constant)
            return; // it is passed anyway
        QStringList &values = m_parsed.values[parameter.name];
        if (!parameter.multiple)
            values.clear(); // the last one counts
        values.append(value);
    }

    void takeFlag(const Parameter &parameter, const QString &word)
    {
        if (parameter.kind == ParameterKind::Flag) {
            setFlag(parameter, !parameter.negativeFlags.contains(word));
            return;
        }
        if (m_at >= m_words.size()) {
            m_parsed.rest.append(word);
            return;
        }
        add(parameter, m_words.at(m_at++));
        const bool list = parameter.multiple
            && (!parameter.repeatsFlag || parameter.valueCount > 1);
        for (int count = 1; list && m_at < m_words.size() && !isNamed(m_words.at(m_at)); ++count) {
            if (parameter.valueCount > 0 && count >= parameter.valueCount)
                break;
            add(parameter, m_words.at(m_at++));
        }
    }

    bool isNamed(const QString &word) const
    {
        return (word.startsWith(u'-') && word.size() > 1 && !isNumber(word)) || assigned(word);
    }

    void setFlag(const Parameter &parameter, bool on)
    {
        if (parameter.constant)
            return;
        if (parameter.passing == ParameterPassing::Counted) {
            const int count = m_parsed.values.value(parameter.name).value(0).toInt();
            m_parsed.values.insert(parameter.name, {QString::number(count + 1)});
        } else {
            m_parsed.values.insert(parameter.name, {on ? u"true"_s : u"false"_s});
        }
    }

    // "-xvf file", "-n2": flags of one letter, the last of which may have a value. All or nothing.
    bool takeLetters(const QString &word)
    {
        QList<const Parameter *> flags;
        for (qsizetype i = 1; i < word.size(); ++i) {
            const Parameter *parameter = find(u'-' + word.mid(i, 1));
            if (!parameter)
                return false;
            if (parameter->kind == ParameterKind::Flag) {
                flags.append(parameter);
                continue;
            }
            for (const Parameter *flag : std::as_const(flags))
                setFlag(*flag, true);
            if (i + 1 < word.size())
                add(*parameter, word.mid(i + 1));
            else
                takeFlag(*parameter, word);
            return true;
        }
        for (const Parameter *flag : std::as_const(flags))
            setFlag(*flag, true);
        return true;
    }

    // Each takes one; one that takes many leaves to those behind it what they need.
    void givePositionals()
    {
        QList<const Parameter *> places;
        for (const Parameter &parameter : m_command.parameters) {
            if (isPositional(parameter))
                places.append(&parameter);
        }
        for (qsizetype i = 0; i < places.size() && !m_plain.isEmpty(); ++i) {
            const Parameter &parameter = *places.at(i);
            if (parameter.passing == ParameterPassing::Remainder)
                continue; // has what it takes
            if (parameter.constant) {
                if (m_plain.first() == parameter.defaultValue)
                    m_plain.removeFirst();
                continue;
            }
            if (!parameter.multiple) {
                m_parsed.values.insert(parameter.name, {m_plain.takeFirst()});
                continue;
            }
            const qsizetype behind = std::count_if(places.cbegin() + i + 1, places.cend(),
                                                   [](const Parameter *later) {
                                                       return later->required || !later->multiple;
                                                   });
            const qsizetype own = std::max<qsizetype>(m_plain.size() - behind, 0);
            if (own > 0)
                m_parsed.values.insert(parameter.name, m_plain.first(own));
            m_plain.remove(0, own);
        }
        m_parsed.rest += m_plain;
    }

    const Command &m_command;
    const QStringList m_words;
    qsizetype m_at = 0;
    bool m_onlyPositionals = false;
    QStringList m_plain;
    ParsedArguments m_parsed;
};

} // namespace

ParsedArguments parseArguments(const Command &command, const QStringList &words)
{
    const qsizetype taken = ownWords(command, words);
    QStringList own = words.mid(taken);
    const QStringList &prefix = command.freeArgumentsPrefix;
    if (!prefix.isEmpty() && own.first(std::min(prefix.size(), own.size())) == prefix)
        own.remove(0, prefix.size());
    ParsedArguments parsed = Parser(command, own).parse();
    if (taken > 1)
        parsed.values.insert(
            valuesInBrackets(command, words.at(taken - 1)).value_or(ArgumentValues()));
    return parsed;
}

} // namespace CommandRunner
