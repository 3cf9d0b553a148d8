// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/pythonfunctions.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isOperator(const PythonReader &reader, qsizetype at, QLatin1StringView text)
{
    return reader.token(at).kind == PythonToken::Kind::Operator && reader.token(at).text == text;
}

// From behind the opening bracket of "def name(".
QList<PythonArgument> argumentsAt(const PythonReader &reader, qsizetype at, qsizetype end)
{
    QList<PythonArgument> arguments;
    while (at < end && !isOperator(reader, at, ")"_L1)) {
        const qsizetype before = at;
        const bool collects = isOperator(reader, at, "*"_L1) || isOperator(reader, at, "**"_L1);
        while (at < end && reader.token(at).kind == PythonToken::Kind::Operator
               && !isOperator(reader, at, ","_L1) && !isOperator(reader, at, ")"_L1))
            ++at; // "*", "**", "/"
        if (reader.token(at).kind == PythonToken::Kind::Name) {
            PythonArgument argument;
            argument.name = reader.token(at++).text;
            if (isOperator(reader, at, ":"_L1))
                argument.annotation = reader.expression(++at);
            if (isOperator(reader, at, "="_L1)) {
                argument.hasDefault = true;
                argument.defaultValue = reader.expression(++at);
            }
            if (!collects)
                arguments.append(argument);
        }
        if (isOperator(reader, at, ","_L1) || at == before)
            ++at;
    }
    return arguments;
}

} // namespace

PythonValue PythonFunction::decorator(QLatin1StringView wanted) const
{
    const auto found = std::find_if(decorators.cbegin(), decorators.cend(),
                                    [wanted](const PythonValue &value) {
                                        return value.text.section(u'.', -1) == wanted;
                                    });
    return found == decorators.cend() ? PythonValue() : *found;
}

QList<PythonFunction> topLevelFunctions(const PythonReader &reader)
{
    QList<PythonFunction> functions;
    QList<PythonValue> decorators;
    const QList<PythonStatement> &statements = reader.statements();
    for (qsizetype i = 0; i < statements.size(); ++i) {
        const PythonStatement &statement = statements.at(i);
        if (statement.indent != 0)
            continue;
        if (isOperator(reader, statement.begin, "@"_L1)) {
            decorators.append(reader.expressionAt(statement.begin + 1));
            continue;
        }
        qsizetype at = statement.begin;
        if (reader.startsWith(statement, {"async"_L1}))
            ++at;
        if (reader.token(at).text == "def"_L1
            && reader.token(at + 1).kind == PythonToken::Kind::Name) {
            PythonFunction function;
            function.name = reader.token(at + 1).text;
            function.line = reader.token(at).line;
            function.docstring = reader.docstringAt(i + 1);
            function.decorators = decorators;
            function.arguments = argumentsAt(reader, at + 3, statement.end);
            functions.append(function);
        }
        decorators.clear();
    }
    return functions;
}

bool importsModule(const PythonReader &reader, QLatin1StringView module)
{
    return std::any_of(reader.statements().cbegin(), reader.statements().cend(),
                       [&](const PythonStatement &statement) {
                           return reader.startsWith(statement, {"import"_L1, module})
                               || reader.startsWith(statement, {"from"_L1, module});
                       });
}

} // namespace CommandRunner
