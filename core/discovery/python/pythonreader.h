// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/python/pythontokenizer.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace CommandRunner {

// What an expression says without running it. Operators, subscripts, lambdas and the like are
// Unknown.
struct PythonValue {
    enum class Kind { Unknown, None, Boolean, Integer, Number, String, List, Name, Call };
    Kind kind = Kind::Unknown;
    QString text;             // Boolean: "true"/"false"; names and calls: dotted name
    int line = 0;             // of a call
    bool formatted = false;   // text of an f-string: for reading only
    QList<PythonValue> items; // members of a list, tuple, set; keys of a dict; positional arguments
                              // of a call
    QList<std::pair<QString, PythonValue>> keywords; // of a call; of a dict those whose key is text
    QList<PythonValue> receiver; // of a call of what another call gave: that call; `text` is then
                                 // ".method"

    bool isKnown() const { return kind != Kind::Unknown; }
    PythonValue keyword(QLatin1StringView name) const; // Unknown when there is none
    bool hasKeyword(QLatin1StringView name) const;
    // The text of a string, also inside _("…"), gettext_lazy("…"), dedent("…"); empty for anything
    // else.
    QString asText() const;
};

// Python source as tokens and statements, good enough to find declarations in files that people
// wrote. Never fails: what it does not understand it passes over. Nothing is run.
class PythonReader final
{
public:
    explicit PythonReader(const QString &source);

    const QList<PythonStatement> &statements() const { return m_statements; }
    const QList<PythonToken> &tokens() const { return m_tokens; }
    const PythonToken &token(qsizetype index) const;

    // The value of the expression at the token `at`; afterwards `at` is at the token that ends it
    // (",", ")", …).
    PythonValue expression(qsizetype &at) const;
    PythonValue expressionAt(qsizetype at) const { return expression(at); }
    // The same, whatever operator follows.
    PythonValue operandAt(qsizetype at) const { return operand(at); }

    QString docstring() const { return docstringAt(0); }
    // The docstring if the statement is nothing but a string, else empty.
    QString docstringAt(qsizetype statement) const;
    bool hasMainBlock() const;
    bool startsWith(const PythonStatement &statement,
                    std::initializer_list<QLatin1StringView> words) const;
    // First statement after `statement` that is not indented deeper.
    qsizetype endOfBlock(qsizetype statement) const;

    // The value of NAME = … at the top level.
    PythonValue constant(const QString &name) const;

private:
    PythonValue operand(qsizetype &at) const;
    PythonValue bracketed(qsizetype &at, QLatin1StringView close) const;
    PythonValue call(const QString &name, qsizetype &at) const;
    PythonValue chained(PythonValue first, qsizetype &at) const;
    bool isOperator(qsizetype at, QLatin1StringView text) const;
    bool endsExpression(qsizetype at) const;
    void skipToEnd(qsizetype &at) const;

    QList<PythonToken> m_tokens;
    QList<PythonStatement> m_statements;
    mutable int m_nesting = 0; // guards the stack against hostile nesting
};

// A docstring as inspect.cleandoc() shows it: common indentation and blank ends removed.
QString cleanDocstring(const QString &text);

} // namespace CommandRunner
