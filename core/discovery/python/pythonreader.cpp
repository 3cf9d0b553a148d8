// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/pythonreader.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestNesting = 60;

bool isTranslation(const QString &name)
{
    static const QStringList names{u"_"_s,
                                   u"gettext"_s,
                                   u"gettext_lazy"_s,
                                   u"ugettext"_s,
                                   u"ugettext_lazy"_s,
                                   u"gettext_noop"_s,
                                   u"textwrap.dedent"_s,
                                   u"dedent"_s,
                                   u"N_"_s,
                                   u"str"_s,
                                   u"cleandoc"_s,
                                   u"inspect.cleandoc"_s};
    return names.contains(name);
}

} // namespace

PythonValue PythonValue::keyword(QLatin1StringView name) const
{
    for (const auto &[key, value] : keywords) {
        if (key == name)
            return value;
    }
    return {};
}

bool PythonValue::hasKeyword(QLatin1StringView name) const
{
    return std::any_of(keywords.cbegin(), keywords.cend(),
                       [name](const auto &entry) { return entry.first == name; });
}

QString PythonValue::asText() const
{
    if (kind == Kind::String)
        return text;
    if (kind == Kind::Call && isTranslation(text) && !items.isEmpty())
        return items.first().asText();
    return {};
}

PythonReader::PythonReader(const QString &source)
{
    PythonTokenizer(source).run(m_tokens, m_statements);
}

const PythonToken &PythonReader::token(qsizetype index) const
{
    static const PythonToken end;
    return index >= 0 && index < m_tokens.size() ? m_tokens.at(index) : end;
}

bool PythonReader::isOperator(qsizetype at, QLatin1StringView text) const
{
    return token(at).kind == PythonToken::Kind::Operator && token(at).text == text;
}

bool PythonReader::endsExpression(qsizetype at) const
{
    const PythonToken &next = token(at);
    if (next.kind == PythonToken::Kind::End)
        return true;
    static const QStringList ends{u","_s, u")"_s, u"]"_s, u"}"_s, u":"_s, u"="_s};
    return next.kind == PythonToken::Kind::Operator && ends.contains(next.text);
}

void PythonReader::skipToEnd(qsizetype &at) const
{
    int depth = 0;
    while (at < m_tokens.size()) {
        const PythonToken &next = token(at);
        if (next.kind == PythonToken::Kind::End || (depth == 0 && endsExpression(at)))
            return;
        if (next.kind == PythonToken::Kind::Operator) {
            if (next.text == "("_L1 || next.text == "["_L1 || next.text == "{"_L1)
                ++depth;
            else if (next.text == ")"_L1 || next.text == "]"_L1 || next.text == "}"_L1)
                --depth;
        }
        ++at;
    }
}

PythonValue PythonReader::expression(qsizetype &at) const
{
    if (m_nesting > deepestNesting) {
        skipToEnd(at);
        return {};
    }
    ++m_nesting;
    PythonValue value = operand(at);
    while (value.kind == PythonValue::Kind::String && isOperator(at, "+"_L1)) {
        const PythonValue more = operand(++at);
        if (more.kind != PythonValue::Kind::String) {
            value = {};
            break;
        }
        value.text += more.text;
    }
    if (!endsExpression(at)) {
        skipToEnd(at);
        value = {};
    }
    --m_nesting;
    return value;
}

PythonValue PythonReader::operand(qsizetype &at) const
{
    PythonValue value;
    const PythonToken first = token(at);
    switch (first.kind) {
    case PythonToken::Kind::String:
        value.kind = PythonValue::Kind::String;
        while (token(at).kind == PythonToken::Kind::String) {
            value.text += token(at).text;
            value.formatted = value.formatted || token(at).formatted;
            ++at;
        }
        return value;
    case PythonToken::Kind::Number: {
        ++at;
        bool integer = false;
        const qlonglong number = first.text.toLongLong(&integer, 0);
        value.kind = integer ? PythonValue::Kind::Integer : PythonValue::Kind::Number;
        value.text = integer ? QString::number(number) : first.text;
        return value;
    }
    case PythonToken::Kind::Name: {
        QString name = first.text;
        ++at;
        while (isOperator(at, "."_L1) && token(at + 1).kind == PythonToken::Kind::Name) {
            name += u'.' + token(at + 1).text;
            at += 2;
        }
        if (isOperator(at, "("_L1))
            return chained(call(name, at), at);
        value.text = name;
        value.kind = PythonValue::Kind::Name;
        if (name == "None"_L1)
            value.kind = PythonValue::Kind::None;
        if (name == "True"_L1 || name == "False"_L1) {
            value.kind = PythonValue::Kind::Boolean;
            value.text = name.toLower();
        }
        return value;
    }
    case PythonToken::Kind::Operator:
        if (first.text == "-"_L1 && token(at + 1).kind == PythonToken::Kind::Number) {
            value = operand(++at);
            value.text.prepend(u'-');
            return value;
        }
        if (first.text == "("_L1)
            return bracketed(++at, ")"_L1);
        if (first.text == "["_L1)
            return bracketed(++at, "]"_L1);
        if (first.text == "{"_L1)
            return bracketed(++at, "}"_L1);
        break;
    case PythonToken::Kind::End:
        break;
    }
    return value;
}

// f(x).g(y).h(z): the last call, with the ones before it as its receiver.
PythonValue PythonReader::chained(PythonValue first, qsizetype &at) const
{
    PythonValue value = std::move(first);
    for (int links = 0; links < deepestNesting; ++links) {
        if (!isOperator(at, "."_L1) || token(at + 1).kind != PythonToken::Kind::Name
            || !isOperator(at + 2, "("_L1))
            break;
        const QString method = u'.' + token(at + 1).text;
        at += 2;
        PythonValue next = call(method, at);
        next.receiver.append(value);
        value = std::move(next);
    }
    return value;
}

// After the opening bracket. (x) is x; (x, y), [x], {x} and the keys of {x: y} are lists.
PythonValue PythonReader::bracketed(qsizetype &at, QLatin1StringView close) const
{
    PythonValue list;
    list.kind = PythonValue::Kind::List;
    bool comma = false;
    while (token(at).kind != PythonToken::Kind::End && !isOperator(at, close)) {
        const qsizetype before = at;
        list.items.append(expression(at));
        if (isOperator(at, ":"_L1)) {
            ++at;
            const PythonValue value = expression(at);
            if (close == "}"_L1 && list.items.last().kind == PythonValue::Kind::String)
                list.keywords.append({list.items.last().text, value});
        }
        if (isOperator(at, ","_L1)) {
            comma = true;
            ++at;
        } else if (at == before || (!isOperator(at, close) && endsExpression(at))) {
            ++at; // not Python: do not stand still
        }
    }
    if (isOperator(at, close))
        ++at;
    return close == ")"_L1 && !comma && list.items.size() == 1 ? list.items.first() : list;
}

PythonValue PythonReader::call(const QString &name, qsizetype &at) const
{
    PythonValue value;
    value.kind = PythonValue::Kind::Call;
    value.text = name;
    value.line = token(at).line;
    ++at;
    while (token(at).kind != PythonToken::Kind::End && !isOperator(at, ")"_L1)) {
        const qsizetype before = at;
        if (token(at).kind == PythonToken::Kind::Name && isOperator(at + 1, "="_L1)) {
            const QString key = token(at).text;
            at += 2;
            value.keywords.append({key, expression(at)});
        } else {
            value.items.append(expression(at));
        }
        if (isOperator(at, ","_L1) || at == before)
            ++at;
        else if (!isOperator(at, ")"_L1) && endsExpression(at))
            ++at;
    }
    if (isOperator(at, ")"_L1))
        ++at;
    return value;
}

QString PythonReader::docstringAt(qsizetype statement) const
{
    if (statement < 0 || statement >= m_statements.size())
        return {};
    const PythonStatement &found = m_statements.at(statement);
    QString text;
    for (qsizetype at = found.begin; at < found.end; ++at) {
        if (token(at).kind != PythonToken::Kind::String || token(at).formatted)
            return {};
        text += token(at).text;
    }
    return cleanDocstring(text);
}

bool PythonReader::hasMainBlock() const
{
    return std::any_of(m_statements.cbegin(), m_statements.cend(),
                       [this](const PythonStatement &statement) {
                           return statement.indent == 0
                               && startsWith(statement, {"if"_L1, "__name__"_L1, "=="_L1});
                       });
}

bool PythonReader::startsWith(const PythonStatement &statement,
                              std::initializer_list<QLatin1StringView> words) const
{
    qsizetype at = statement.begin;
    for (const QLatin1StringView word : words) {
        if (at >= statement.end || token(at).kind == PythonToken::Kind::String
            || token(at).text != word)
            return false;
        ++at;
    }
    return true;
}

qsizetype PythonReader::endOfBlock(qsizetype statement) const
{
    const int indent = m_statements.at(statement).indent;
    qsizetype end = statement + 1;
    while (end < m_statements.size() && m_statements.at(end).indent > indent)
        ++end;
    return end;
}

PythonValue PythonReader::constant(const QString &name) const
{
    for (const PythonStatement &statement : m_statements) {
        if (statement.indent == 0 && token(statement.begin).text == name
            && token(statement.begin).kind == PythonToken::Kind::Name
            && isOperator(statement.begin + 1, "="_L1))
            return expressionAt(statement.begin + 2);
    }
    return {};
}

QString cleanDocstring(const QString &text)
{
    QStringList lines = text.split(u'\n');
    qsizetype margin = -1;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QString &line = lines.at(i);
        const auto first = std::find_if(line.cbegin(), line.cend(),
                                        [](QChar c) { return !c.isSpace(); });
        if (first == line.cend())
            continue;
        const qsizetype indent = first - line.cbegin();
        margin = margin < 0 ? indent : std::min(margin, indent);
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString &line = lines[i];
        if (i == 0)
            line = line.trimmed();
        else if (margin > 0)
            line.remove(0, margin);
        while (!line.isEmpty() && line.back().isSpace())
            line.chop(1);
    }
    while (!lines.isEmpty() && lines.first().isEmpty())
        lines.removeFirst();
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines.join(u'\n');
}

} // namespace CommandRunner
