// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/argparsewalk.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

static constexpr int mostParsers = 2000;

int ArgparseWalk::newParser(const PythonValue &call)
{
    if (m_parsers.size() >= mostParsers)
        return none;
    Parser made;
    made.parser.line = call.line;
    made.parser.description = textOf(substituted(call.keyword("description"_L1)));
    made.base = call.keyword("add_help"_L1).text == "false"_L1;
    const PythonValue parents = call.keyword("parents"_L1);
    for (const PythonValue &parent : parents.items) {
        const int object = evaluate(parent);
        if (object < 0)
            continue;
        Parser &base = m_parsers[m_objects.at(object).parser];
        base.base = true;
        made.parser.arguments += base.parser.arguments;
    }
    m_parsers.append(made);
    Object object;
    object.parser = int(m_parsers.size()) - 1;
    m_objects.append(object);
    return int(m_objects.size()) - 1;
}

int ArgparseWalk::newParserOfClass(const QString &className, const PythonValue &call)
{
    const int parser = newParser(call);
    const QList<Function> constructors = m_functions.value(u"__init__"_s);
    for (const Function &constructor : constructors) {
        if (parser >= 0 && constructor.className == className)
            callFunction(constructor, call, parser);
    }
    return parser;
}

void ArgparseWalk::addSubCommand(const Object &subParsers, const PythonValue &call, int parser)
{
    const PythonValue known = substituted(call);
    const int index = m_objects.at(parser).parser;
    ArgparseParser &made = m_parsers[index].parser;
    m_parsers[index].subCommand = true;
    made.name = known.items.isEmpty() ? QString() : known.items.first().asText();
    made.help = textOf(known.keyword("help"_L1));
    made.hidden = known.keyword("help"_L1).text.endsWith("SUPPRESS"_L1);
    if (made.name.isEmpty() || known.items.first().formatted)
        return; // its name is known to the running script only
    Parser &above = m_parsers[subParsers.parser];
    above.subCommands.append(index);
    ArgparseArgument &choice = above.parser.arguments[subParsers.argument];
    choice.choices.append(made.name);
    if (!made.help.isEmpty() && !made.hidden)
        choice.help += (choice.help.isEmpty() ? QString() : u"\n"_s) + made.name + u": "_s
            + made.help;
}

int ArgparseWalk::addSubParsers(const Object &to, const PythonValue &call)
{
    ArgparseArgument argument = readArgument(m_reader, substituted(call));
    argument.action = u"subparsers"_s;
    argument.dest = argument.dest.isEmpty() ? u"command"_s : argument.dest;
    argument.choices.clear();
    QList<ArgparseArgument> &arguments = m_parsers[to.parser].parser.arguments;
    arguments.append(argument);
    Object made = to;
    made.kind = Object::Kind::SubParsers;
    made.argument = arguments.size() - 1;
    m_objects.append(made);
    return int(m_objects.size()) - 1;
}

int ArgparseWalk::addGroup(const Object &to, const PythonValue &call, bool exclusive)
{
    Object made = to;
    made.kind = Object::Kind::Group;
    const PythonValue known = substituted(call);
    if (exclusive) {
        made.exclusive = u"exclusive %1"_s.arg(++m_exclusiveGroups);
        made.exclusiveRequired = known.keyword("required"_L1).text == "true"_L1;
    } else {
        made.title = textOf(known.items.isEmpty() ? known.keyword("title"_L1)
                                                  : known.items.first());
    }
    m_objects.append(made);
    return int(m_objects.size()) - 1;
}

void ArgparseWalk::addArgument(const Object &to, const PythonValue &call)
{
    ArgparseArgument argument = readArgument(m_reader, substituted(call));
    argument.group = to.title;
    argument.exclusiveGroup = to.exclusive;
    argument.exclusiveRequired = to.exclusiveRequired;
    Parser &parser = m_parsers[to.parser];
    // Both branches of an "if" may add it; argparse itself would refuse a second one.
    const QStringList keys = argument.flags.isEmpty() ? QStringList{argument.dest} : argument.flags;
    const bool known = std::any_of(keys.cbegin(), keys.cend(), [&parser](const QString &key) {
        return parser.known.contains(key);
    });
    if (known)
        return;
    parser.known.unite(QSet<QString>(keys.cbegin(), keys.cend()));
    parser.parser.arguments.append(argument);
}

} // namespace CommandRunner
