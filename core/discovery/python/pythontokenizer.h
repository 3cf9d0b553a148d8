// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace CommandRunner {

struct PythonToken {
    enum class Kind { Name, Number, String, Operator, End }; // End: of each statement
    Kind kind = Kind::End;
    QString text;           // strings: the value
    int line = 0;           // 1-based
    bool formatted = false; // an f-string with something to fill in
};

// One statement with its place; compound statements end at their colon.
struct PythonStatement {
    int indent = 0;
    int line = 0;
    qsizetype begin = 0; // of the tokens
    qsizetype end = 0;
};

// Cuts Python source into tokens and statements, after the Python reference, chapter 2. Never
// fails: what is not Python is passed over.
class PythonTokenizer final
{
public:
    explicit PythonTokenizer(const QString &source) : m_source(source) {}

    void run(QList<PythonToken> &tokens, QList<PythonStatement> &statements);

private:
    void takeOne();
    bool takeSpace(QChar c);
    void takeNewline();
    void takeContinuation();
    void takeWord();
    void takeNumber();
    void takeOperator(QChar c);
    void takeString(const QString &prefix);
    void takeEscape(QString &value);
    void add(PythonToken::Kind kind, const QString &text);
    void endStatement();
    QChar peek(qsizetype ahead = 0) const; // null behind the end

    const QString &m_source;
    QList<PythonToken> m_tokens;
    QList<PythonStatement> m_statements;
    PythonStatement m_statement; // that is being read
    qsizetype m_at = 0;
    int m_line = 1;
    int m_depth = 0; // of brackets
    int m_indent = 0;
    bool m_lineStart = true;
};

} // namespace CommandRunner
