// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/pythontokenizer.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'';
}

bool isStringPrefix(const QString &word)
{
    static const QStringList prefixes{u"r"_s,  u"u"_s,  u"b"_s,  u"f"_s,
                                      u"br"_s, u"rb"_s, u"fr"_s, u"rf"_s};
    return prefixes.contains(word.toLower());
}

} // namespace

void PythonTokenizer::run(QList<PythonToken> &tokens, QList<PythonStatement> &statements)
{
    while (m_at < m_source.size())
        takeOne();
    endStatement();
    tokens = std::move(m_tokens);
    statements = std::move(m_statements);
}

void PythonTokenizer::takeOne()
{
    const QChar c = peek();
    if (takeSpace(c))
        return;
    m_lineStart = false;
    if (isQuote(c)) {
        add(PythonToken::Kind::String, {});
        takeString({});
    } else if (isNameStart(c)) {
        takeWord();
    } else if (c.isDigit() || (c == u'.' && peek(1).isDigit())) {
        takeNumber();
    } else {
        takeOperator(c);
    }
}

// Blanks, line ends and comments: what separates tokens.
bool PythonTokenizer::takeSpace(QChar c)
{
    if (m_lineStart && m_depth == 0 && (c == u' ' || c == u'\t' || c == u'\f')) {
        m_indent = c == u'\t' ? (m_indent / 8 + 1) * 8 : m_indent + 1;
        ++m_at;
    } else if (c == u'\n') {
        takeNewline();
    } else if (c == u'#') {
        while (m_at < m_source.size() && peek() != u'\n')
            ++m_at;
    } else if (c == u'\\') {
        takeContinuation();
    } else if (c.isSpace()) {
        ++m_at;
    } else {
        return false;
    }
    return true;
}

void PythonTokenizer::takeNewline()
{
    if (m_depth == 0) {
        endStatement();
        m_lineStart = true;
        m_indent = 0;
    }
    ++m_line;
    ++m_at;
}

void PythonTokenizer::takeContinuation()
{
    ++m_at;
    while (peek() == u'\r')
        ++m_at;
    if (peek() == u'\n') {
        ++m_line;
        ++m_at;
    }
}

void PythonTokenizer::takeWord()
{
    const qsizetype start = m_at;
    while (m_at < m_source.size() && isNamePart(peek()))
        ++m_at;
    const QString word = m_source.mid(start, m_at - start);
    if (isQuote(peek()) && isStringPrefix(word)) {
        add(PythonToken::Kind::String, {});
        takeString(word.toLower());
    } else {
        add(PythonToken::Kind::Name, word);
    }
}

void PythonTokenizer::takeNumber()
{
    const qsizetype start = m_at;
    while (m_at < m_source.size() && (isNamePart(peek()) || peek() == u'.'))
        ++m_at;
    add(PythonToken::Kind::Number, m_source.mid(start, m_at - start).remove(u'_'));
}

void PythonTokenizer::takeOperator(QChar c)
{
    if (c == u';' && m_depth == 0) {
        endStatement();
        ++m_at;
        return;
    }
    if (c == u'(' || c == u'[' || c == u'{')
        ++m_depth;
    else if (c == u')' || c == u']' || c == u'}')
        m_depth = std::max(m_depth - 1, 0);
    const qsizetype width = peek(1) == u'=' && u"=!<>+-*/%|&^:"_s.contains(c) ? 2 : 1;
    add(PythonToken::Kind::Operator, m_source.mid(m_at, width));
    m_at += width;
}

// At the opening quote; the token was added already.
void PythonTokenizer::takeString(const QString &prefix)
{
    const QChar quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    m_at += triple ? 3 : 1;
    const bool raw = prefix.contains(u'r');
    QString value;
    while (m_at < m_source.size()) {
        const QChar c = peek();
        if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
            m_at += triple ? 3 : 1;
            break;
        }
        if (c == u'\n' && !triple)
            break; // unclosed: the line ends it
        ++m_at;
        if (c == u'\\' && m_at < m_source.size() && !raw) {
            takeEscape(value);
            continue;
        }
        value += c;
        m_line += c == u'\n' ? 1 : 0;
        if (c == u'\\' && m_at < m_source.size()) { // raw: the next character is no end
            m_line += peek() == u'\n' ? 1 : 0;
            value += peek();
            ++m_at;
        }
    }
    m_tokens.last().text = value;
    m_tokens.last().formatted = prefix.contains(u'f') && value.contains(u'{');
}

// Behind the backslash.
void PythonTokenizer::takeEscape(QString &value)
{
    const QChar c = peek();
    ++m_at;
    const auto takeHex = [&](qsizetype digits) {
        bool ok = false;
        const char32_t code = m_source.mid(m_at, digits).toUInt(&ok, 16);
        if (!ok)
            return;
        value += QString::fromUcs4(&code, 1);
        m_at += std::min(digits, m_source.size() - m_at);
    };
    switch (c.unicode()) {
    case u'\n':
        ++m_line;
        break;
    case u'n':
        value += u'\n';
        break;
    case u't':
        value += u'\t';
        break;
    case u'r':
        value += u'\r';
        break;
    case u'\\':
    case u'\'':
    case u'"':
        value += c;
        break;
    case u'x':
        takeHex(2);
        break;
    case u'u':
        takeHex(4);
        break;
    case u'U':
        takeHex(8);
        break;
    default:
        value += u'\\';
        value += c;
    }
}

void PythonTokenizer::add(PythonToken::Kind kind, const QString &text)
{
    if (m_tokens.size() == m_statement.begin) {
        m_statement.indent = m_indent;
        m_statement.line = m_line;
    }
    m_tokens.append({kind, text, m_line, false});
}

void PythonTokenizer::endStatement()
{
    m_statement.end = m_tokens.size();
    if (m_statement.end > m_statement.begin) {
        m_statements.append(m_statement);
        m_tokens.append({PythonToken::Kind::End, {}, m_line, false});
    }
    m_statement.begin = m_tokens.size();
}

QChar PythonTokenizer::peek(qsizetype ahead) const
{
    return m_at + ahead < m_source.size() ? m_source.at(m_at + ahead) : QChar();
}

} // namespace CommandRunner
