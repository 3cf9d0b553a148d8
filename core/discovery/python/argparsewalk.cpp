// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/argparsewalk.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSteps = 50'000; // statements
constexpr int deepestCalls = 16;
constexpr qsizetype largestConstant = 10'000; // characters and values

bool isWord(const PythonToken &token, QLatin1StringView word)
{
    return token.kind == PythonToken::Kind::Name && token.text == word;
}

bool isOperator(const PythonToken &token, QLatin1StringView text)
{
    return token.kind == PythonToken::Kind::Operator && token.text == text;
}

qsizetype sizeOf(const PythonValue &value)
{
    qsizetype size = 1 + value.text.size();
    for (const PythonValue &item : value.items)
        size += sizeOf(item);
    for (const auto &[key, item] : value.keywords)
        size += sizeOf(item);
    return size;
}

} // namespace

ArgparseWalk::ArgparseWalk(const PythonReader &reader) : m_reader(reader)
{
    m_frames.append(Frame{});
    collectDefinitions();
}

void ArgparseWalk::collectDefinitions()
{
    QList<std::pair<int, QString>> classes; // that are open: indentation and name
    const auto &statements = m_reader.statements();
    for (qsizetype i = 0; i < statements.size(); ++i) {
        const PythonStatement &statement = statements.at(i);
        while (!classes.isEmpty() && classes.last().first >= statement.indent)
            classes.removeLast();
        qsizetype at = statement.begin;
        if (isWord(m_reader.token(at), "async"_L1))
            ++at;
        const QString name = m_reader.token(at + 1).text;
        if (isWord(m_reader.token(at), "class"_L1)) {
            classes.append({statement.indent, name});
            const PythonValue bases = m_reader.operandAt(at + 1);
            for (const PythonValue &base : bases.items) {
                const QString last = base.text.section(u'.', -1);
                if (last == "ArgumentParser"_L1 || m_parserClasses.contains(last))
                    m_parserClasses.insert(name);
            }
        } else if (isWord(m_reader.token(at), "def"_L1)) {
            m_functions[name].append(
                functionAt(i, at + 1, classes.isEmpty() ? QString() : classes.last().second));
        }
    }
}

// `name` is the token of the function's name.
ArgparseWalk::Function ArgparseWalk::functionAt(qsizetype statement, qsizetype name,
                                                const QString &className) const
{
    Function function{className, statement, {}};
    int depth = 0;
    bool expected = false;
    for (qsizetype at = name + 1; at < m_reader.statements().at(statement).end; ++at) {
        const PythonToken &token = m_reader.token(at);
        if (token.kind == PythonToken::Kind::Name && expected && depth == 1)
            function.parameters.append(token.text);
        const bool opens = token.kind == PythonToken::Kind::Operator && token.text.size() == 1
            && u"([{"_s.contains(token.text);
        const bool closes = token.kind == PythonToken::Kind::Operator && token.text.size() == 1
            && u")]}"_s.contains(token.text);
        depth += opens ? 1 : closes ? -1 : 0;
        if (depth == 0)
            break;
        expected = (opens && depth == 1) || (depth == 1 && isOperator(token, ","_L1));
    }
    return function;
}

void ArgparseWalk::walkScript()
{
    const qsizetype end = m_reader.statements().size();
    walkStatements(0, end);
    if (scriptParser())
        return;
    // Whoever calls the functions lies in another file: take them as they come.
    QList<Function> all;
    for (const QList<Function> &functions : std::as_const(m_functions))
        all += functions;
    std::sort(all.begin(), all.end(),
              [](const Function &a, const Function &b) { return a.statement < b.statement; });
    for (const Function &function : std::as_const(all)) {
        if (!m_called.contains(function.statement))
            callFunction(function, {}, none);
    }
}

QList<ArgparseArgument> ArgparseWalk::walkBlock(qsizetype begin, qsizetype end,
                                                const QString &parser)
{
    m_parsers.append(Parser{});
    m_objects.append(Object{});
    m_frames.last().objects.insert(parser, 0);
    walkStatements(begin, end);
    return m_parsers.first().parser.arguments;
}

std::optional<ArgparseParser> ArgparseWalk::scriptParser() const
{
    int best = none;
    int bestRank = none;
    for (int i = 0; i < m_parsers.size(); ++i) {
        const Parser &candidate = m_parsers.at(i);
        const int rank = candidate.subCommand ? none
            : candidate.parses                ? 2
            : candidate.base                  ? 0
                                              : 1;
        if (rank > bestRank) {
            best = i;
            bestRank = rank;
        }
    }
    // One that nobody parses with is there to be the parent of others.
    return bestRank > 0 ? std::optional(assembled(best)) : std::nullopt;
}

ArgparseParser ArgparseWalk::assembled(int parser) const
{
    ArgparseParser result = m_parsers.at(parser).parser;
    for (const int subCommand : m_parsers.at(parser).subCommands)
        result.subCommands.push_back(assembled(subCommand)); // made later than it: no cycle
    return result;
}

void ArgparseWalk::walkStatements(qsizetype begin, qsizetype end)
{
    const auto &statements = m_reader.statements();
    for (qsizetype i = begin; i < end && m_steps < mostSteps; ++i) {
        ++m_steps;
        const PythonStatement &statement = statements.at(i);
        const PythonToken &first = m_reader.token(statement.begin);
        const bool async = isWord(first, "async"_L1);
        const PythonToken &word = async ? m_reader.token(statement.begin + 1) : first;
        if (isWord(word, "def"_L1) || isWord(word, "class"_L1))
            i = m_reader.endOfBlock(i) - 1;
        else if (isWord(word, "for"_L1) && walkLoop(i))
            i = m_reader.endOfBlock(i) - 1;
        else
            walkStatement(statement);
    }
}

// for a in (x, y): …, for a, b in [(x, 1), (y, 2)]: …. False: it is not known what is gone through.
bool ArgparseWalk::walkLoop(qsizetype statement)
{
    const PythonStatement &loop = m_reader.statements().at(statement);
    QStringList targets;
    qsizetype at = loop.begin + 1;
    for (; at < loop.end && !isWord(m_reader.token(at), "in"_L1); ++at) {
        if (m_reader.token(at).kind == PythonToken::Kind::Name)
            targets.append(m_reader.token(at).text);
    }
    PythonValue list = substituted(m_reader.expressionAt(at + 1));
    if (list.kind == PythonValue::Kind::Name)
        list = m_reader.constant(list.text);
    if (list.kind != PythonValue::Kind::List || targets.isEmpty())
        return false;
    for (const PythonValue &item : std::as_const(list.items)) {
        assign(targets, item);
        walkStatements(statement + 1, m_reader.endOfBlock(statement));
    }
    return true;
}

void ArgparseWalk::walkStatement(const PythonStatement &statement)
{
    static const QStringList opening{u"if"_s,   u"elif"_s,   u"else"_s,    u"while"_s, u"for"_s,
                                     u"with"_s, u"except"_s, u"finally"_s, u"try"_s,   u"match"_s};
    static const QStringList leading{u"raise"_s, u"await"_s, u"assert"_s, u"not"_s, u"return"_s};
    qsizetype begin = statement.begin;
    int depth = 0;
    qsizetype equals = none;
    qsizetype colon = none;
    const bool opens = m_reader.token(begin).kind == PythonToken::Kind::Name
        && opening.contains(m_reader.token(begin).text);
    for (qsizetype at = begin; at < statement.end && equals < 0; ++at) {
        const PythonToken &token = m_reader.token(at);
        if (token.kind != PythonToken::Kind::Operator)
            continue;
        depth += token.text == "("_L1 || token.text == "["_L1 || token.text == "{"_L1 ? 1 : 0;
        depth -= token.text == ")"_L1 || token.text == "]"_L1 || token.text == "}"_L1 ? 1 : 0;
        if (depth == 0 && token.text == ":"_L1 && opens && colon < 0)
            colon = at;
        else if (depth == 0 && token.text == "="_L1)
            equals = at;
    }
    if (opens)
        begin = colon < 0 ? statement.end : colon + 1; // "if x: y()" on one line
    const bool returns = isWord(m_reader.token(begin), "return"_L1);
    while (begin < statement.end && m_reader.token(begin).kind == PythonToken::Kind::Name
           && leading.contains(m_reader.token(begin).text))
        ++begin;
    if (begin >= statement.end)
        return;
    if (equals > begin) {
        QStringList names{QString()};
        for (qsizetype at = begin; at < equals; ++at) {
            const PythonToken &token = m_reader.token(at);
            if (isOperator(token, ":"_L1))
                break; // the rest is the type
            if (isOperator(token, ","_L1))
                names.append(QString());
            else if (!isOperator(token, "("_L1) && !isOperator(token, ")"_L1))
                names.last() += token.text;
        }
        begin = equals + 1;
        while (isWord(m_reader.token(begin), "await"_L1))
            ++begin;
        assign(names, m_reader.operandAt(begin));
        return;
    }
    const int object = evaluate(m_reader.operandAt(begin));
    if (returns && object >= 0)
        m_frames.last().returned = object;
}

void ArgparseWalk::assign(const QStringList &targets, const PythonValue &value)
{
    if (targets.size() > 1) {
        if (value.kind != PythonValue::Kind::List)
            evaluate(value);
        for (qsizetype i = 0; value.kind == PythonValue::Kind::List && i < targets.size(); ++i)
            assign({targets.at(i)}, i < value.items.size() ? value.items.at(i) : PythonValue());
        return;
    }
    const QString &name = targets.first();
    const int object = evaluate(value);
    Frame &frame = m_frames.last();
    frame.constants.remove(name);
    if (object >= 0) {
        (name.contains(u'.') ? m_attributes : frame.objects).insert(name, object);
        return;
    }
    frame.objects.remove(name);
    const bool literal = value.kind == PythonValue::Kind::String
        || value.kind == PythonValue::Kind::Integer || value.kind == PythonValue::Kind::Number
        || value.kind == PythonValue::Kind::Boolean || value.kind == PythonValue::Kind::List;
    // What is constant in the module the reader knows itself.
    if (literal && !name.contains(u'.'))
        setConstant(frame, name, value);
}

// "a = [a, a]" doubles with each line: what is larger than anything in an argument is not kept.
void ArgparseWalk::setConstant(Frame &frame, const QString &name, const PythonValue &value) const
{
    const PythonValue known = substituted(value);
    if (sizeOf(known) <= largestConstant)
        frame.constants.insert(name, known);
}

int ArgparseWalk::lookUp(const QString &name) const
{
    const auto inFrame = m_frames.last().objects.constFind(name);
    if (inFrame != m_frames.last().objects.cend())
        return *inFrame;
    if (name.contains(u'.'))
        return m_attributes.value(name, none);
    return m_frames.first().objects.value(name, none);
}

// Variables whose words are known are replaced by them, also in f-strings.
PythonValue ArgparseWalk::substituted(const PythonValue &value, int depth) const
{
    const auto &constants = m_frames.last().constants;
    if (constants.isEmpty() || depth > deepestCalls)
        return value;
    if (value.kind == PythonValue::Kind::Name)
        return constants.value(value.text, value);
    PythonValue result = value;
    if (value.kind == PythonValue::Kind::String && value.formatted) {
        for (auto it = constants.cbegin(); it != constants.cend(); ++it) {
            if (it->items.isEmpty() && !it->formatted)
                result.text.replace(u'{' + it.key() + u'}', it->text);
        }
        result.formatted = result.text.contains(u'{');
    }
    for (PythonValue &item : result.items)
        item = substituted(item, depth + 1);
    for (auto &[key, item] : result.keywords)
        item = substituted(item, depth + 1);
    return result;
}

QString ArgparseWalk::textOf(const PythonValue &value) const
{
    if (value.kind != PythonValue::Kind::Name)
        return cleanDocstring(value.asText());
    return value.text == "__doc__"_L1 ? m_reader.docstring()
                                      : cleanDocstring(m_reader.constant(value.text).asText());
}

int ArgparseWalk::evaluate(const PythonValue &value)
{
    if (value.kind == PythonValue::Kind::Name)
        return lookUp(value.text);
    return value.kind == PythonValue::Kind::Call ? evaluateCall(value) : none;
}

int ArgparseWalk::evaluateCall(const PythonValue &call)
{
    const QString method = call.text.section(u'.', -1);
    const QString object = call.text.section(u'.', 0, -2);
    const int receiver = !call.receiver.isEmpty() ? evaluate(call.receiver.first())
        : object.isEmpty()                        ? none
                                                  : lookUp(object);
    if (receiver >= 0)
        return callMethod(receiver, method, call);
    if (method == "ArgumentParser"_L1)
        return newParser(call);
    if (m_parserClasses.contains(method))
        return newParserOfClass(method, call);
    if (const Function *function = findFunction(method))
        return callFunction(*function, call, none);
    for (const PythonValue &item : call.items)
        evaluate(item); // sys.exit(main())
    if (const auto constructors = m_functions.constFind(u"__init__"_s);
        constructors != m_functions.cend()) {
        for (const Function &constructor : *constructors) {
            if (constructor.className == call.text)
                return callFunction(constructor, call, none);
        }
    }
    return none;
}

// Of several methods of that name the one of the class at work, else the first.
const ArgparseWalk::Function *ArgparseWalk::findFunction(const QString &name) const
{
    const auto found = m_functions.constFind(name);
    if (found == m_functions.cend() || name == "__init__"_L1)
        return nullptr;
    for (const Function &function : *found) {
        if (function.className == m_frames.last().className)
            return &function;
    }
    return &found->first();
}

int ArgparseWalk::callFunction(const Function &function, const PythonValue &call, int self)
{
    if (m_frames.size() > deepestCalls || m_active.contains(function.statement))
        return none;
    Frame frame;
    frame.className = function.className;
    bindArguments(frame, function, call, self);
    m_active.insert(function.statement);
    m_called.insert(function.statement);
    m_frames.append(frame);
    walkStatements(function.statement + 1, m_reader.endOfBlock(function.statement));
    const int returned = m_frames.takeLast().returned;
    m_active.remove(function.statement);
    return returned;
}

void ArgparseWalk::bindArguments(Frame &frame, const Function &function, const PythonValue &call,
                                 int self)
{
    QStringList names = function.parameters;
    const bool method = !function.className.isEmpty() && !names.isEmpty()
        && (names.first() == "self"_L1 || names.first() == "cls"_L1);
    if (method) {
        if (self >= 0)
            frame.objects.insert(names.first(), self);
        names.removeFirst();
    }
    const auto bind = [&](const QString &name, const PythonValue &value) {
        const int object = evaluate(value);
        if (object >= 0)
            frame.objects.insert(name, object);
        else if (value.kind != PythonValue::Kind::Call && value.isKnown())
            setConstant(frame, name, value);
    };
    for (qsizetype i = 0; i < std::min(names.size(), call.items.size()); ++i)
        bind(names.at(i), call.items.at(i));
    for (const auto &[key, value] : call.keywords)
        bind(key, value);
}

int ArgparseWalk::callMethod(int object, const QString &method, const PythonValue &call)
{
    const Object to = m_objects.at(object); // a copy: the list grows
    if (method == "add_argument"_L1)
        addArgument(to, call);
    else if (method == "add_argument_group"_L1)
        return addGroup(to, call, false);
    else if (method == "add_mutually_exclusive_group"_L1)
        return addGroup(to, call, true);
    else if (method == "add_subparsers"_L1)
        return addSubParsers(to, call);
    else if (method.startsWith("parse_"_L1) && method.endsWith("_args"_L1))
        m_parsers[to.parser].parses = true;
    else if (method == "add_parser"_L1 && to.kind == Object::Kind::SubParsers) {
        const int parser = newParser(call);
        if (parser >= 0)
            addSubCommand(to, call, parser);
        return parser;
    } else if (const Function *function = findFunction(method);
               function && !function->className.isEmpty()) {
        return callFunction(*function, call, object);
    }
    return none;
}

} // namespace CommandRunner
