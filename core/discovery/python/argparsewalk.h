// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/python/argparsereader.h"

#include <QHash>
#include <QSet>

namespace CommandRunner {

// Goes through a script in the order in which it would run, as far as that can be told by reading,
// and notes what is done with argparse. Both branches of an "if" are taken. Ends whatever the
// script says: nesting and steps have limits. Used by readScriptParser() and readArguments() only.
class ArgparseWalk final
{
public:
    explicit ArgparseWalk(const PythonReader &reader);

    void walkScript();
    std::optional<ArgparseParser> scriptParser() const;
    QList<ArgparseArgument> walkBlock(qsizetype begin, qsizetype end, const QString &parser);

private:
    static constexpr int none = -1; // no object

    // What a variable of the script holds, where it matters.
    struct Object {
        enum class Kind { Parser, Group, SubParsers };
        Kind kind = Kind::Parser;
        int parser = 0;
        QString title;     // groups
        QString exclusive; // groups
        bool exclusiveRequired = false;
        qsizetype argument = 0; // sub-parsers: of the parser's arguments
    };
    struct Parser {
        ArgparseParser parser;
        QList<int> subCommands;
        QSet<QString> known; // flags and positionals that it has
        bool subCommand = false;
        bool base = false;   // made to be a parent
        bool parses = false; // parse_args() is called
    };
    struct Function {
        QString className; // of a method
        qsizetype statement = 0;
        QStringList parameters;
    };
    struct Frame {
        QString className;
        QHash<QString, int> objects;
        QHash<QString, PythonValue> constants;
        int returned = none;
    };

    void collectDefinitions();
    Function functionAt(qsizetype statement, qsizetype name, const QString &className) const;
    void walkStatements(qsizetype begin, qsizetype end);
    bool walkLoop(qsizetype statement);
    void walkStatement(const PythonStatement &statement);
    void assign(const QStringList &targets, const PythonValue &value);

    int evaluate(const PythonValue &value);
    int evaluateCall(const PythonValue &call);
    int callMethod(int object, const QString &method, const PythonValue &call);
    const Function *findFunction(const QString &name) const;
    int callFunction(const Function &function, const PythonValue &call, int self);
    void bindArguments(Frame &frame, const Function &function, const PythonValue &call, int self);

    int newParser(const PythonValue &call);
    int newParserOfClass(const QString &className, const PythonValue &call);
    void addSubCommand(const Object &subParsers, const PythonValue &call, int parser);
    int addSubParsers(const Object &to, const PythonValue &call);
    int addGroup(const Object &to, const PythonValue &call, bool exclusive);
    void addArgument(const Object &to, const PythonValue &call);

    int lookUp(const QString &name) const;
    void setConstant(Frame &frame, const QString &name, const PythonValue &value) const;
    PythonValue substituted(const PythonValue &value, int depth = 0) const;
    QString textOf(const PythonValue &value) const;
    ArgparseParser assembled(int parser) const;

    const PythonReader &m_reader;
    QHash<QString, QList<Function>> m_functions;
    QSet<QString> m_parserClasses;
    QList<Object> m_objects;
    QList<Parser> m_parsers;
    QHash<QString, int> m_attributes; // "self.parser"
    QList<Frame> m_frames;            // of the calls under way; the first is the module's
    QSet<qsizetype> m_active;         // functions under way
    QSet<qsizetype> m_called;
    int m_steps = 0;
    int m_exclusiveGroups = 0;
};

} // namespace CommandRunner
