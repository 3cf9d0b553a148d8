// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/rubytokenizer.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using Kind = RubyToken::Kind;

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'@' || c == u'$';
}

QChar closing(QChar open)
{
    switch (open.unicode()) {
    case u'(':
        return u')';
    case u'[':
        return u']';
    case u'{':
        return u'}';
    case u'<':
        return u'>';
    default:
        return open;
    }
}

QChar escaped(QChar c)
{
    return c == u'n' ? QChar(u'\n') : c == u't' ? QChar(u'\t') : c;
}

class Tokenizer final
{
public:
    explicit Tokenizer(const QString &source) : m_source(source) {}

    RubyTokens run()
    {
        while (m_at < m_source.size() && !m_ended)
            step();
        add(Kind::Newline, {});
        return std::move(m_result);
    }

private:
    struct Heredoc {
        qsizetype token;
        QString end;
    };

    QChar peek(qsizetype offset = 0) const
    {
        return m_at + offset < m_source.size() ? m_source.at(m_at + offset) : QChar();
    }

    void add(Kind kind, const QString &text, bool computed = false)
    {
        m_result.tokens.append({kind, text, m_line, computed});
    }

    RubyToken last() const
    {
        return m_result.tokens.isEmpty() ? RubyToken{Kind::Newline, {}, 0}
                                         : m_result.tokens.constLast();
    }

    // Whether an operator may follow: "/" and "%" divide then, and begin a text otherwise.
    bool afterValue() const
    {
        const RubyToken before = last();
        switch (before.kind) {
        case Kind::Operator:
            return before.is(")"_L1) || before.is("]"_L1) || before.is("}"_L1);
        case Kind::Name: // "x / 2", but "puts /a/"
            return m_at == 0 || !m_source.at(m_at - 1).isSpace() || peek(1).isSpace();
        case Kind::Newline:
        case Kind::Label:
            return false;
        default:
            return true;
        }
    }

    void step()
    {
        const QChar c = peek();
        const bool lineStart = m_at == 0 || m_source.at(m_at - 1) == u'\n';
        if (lineStart && takeBlock())
            return;
        if (c == u'\n') {
            takeLineBreak();
        } else if (c == u'\\' && peek(1) == u'\n') {
            m_at += 2;
            ++m_line;
        } else if (c.isSpace()) {
            ++m_at;
        } else if (c == u'#') {
            while (m_at < m_source.size() && peek() != u'\n')
                ++m_at;
        } else if (c == u';') {
            ++m_at;
            add(Kind::Newline, {});
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            takeString(Kind::String, c, c != u'\'');
        } else if (!takePercent() && !takeOperatorSymbol() && !takeSymbol() && !takeHeredoc()
                   && !takeRegex()) {
            takeRest();
        }
    }

    // "=begin" to "=end", and "__END__".
    bool takeBlock()
    {
        const QStringView rest = QStringView(m_source).sliced(m_at);
        if (rest.startsWith("__END__"_L1)
            && (rest.size() == 7 || rest.at(7) == u'\n' || rest.at(7) == u'\r')) {
            m_ended = true;
            return true;
        }
        if (!rest.startsWith("=begin"_L1))
            return false;
        const qsizetype end = m_source.indexOf("\n=end"_L1, m_at);
        if (end < 0)
            m_result.unfinishedLine = m_line;
        const qsizetype next = end < 0 ? m_source.size() : end + 5;
        m_line += int(QStringView(m_source).sliced(m_at, next - m_at).count(u'\n'));
        m_at = next;
        while (m_at < m_source.size() && peek() != u'\n')
            ++m_at;
        return true;
    }

    void takeLineBreak()
    {
        static constexpr std::array continuing{","_L1,  "=>"_L1, "+"_L1, "."_L1,
                                               "&&"_L1, "||"_L1, "::"_L1};
        const RubyToken before = last();
        const bool goesOn = std::any_of(continuing.begin(), continuing.end(),
                                        [&before](QLatin1StringView text) {
                                            return before.is(text);
                                        });
        if (m_brackets == 0 && !goesOn)
            add(Kind::Newline, {});
        ++m_at;
        ++m_line;
        const QList<Heredoc> heredocs = std::exchange(m_heredocs, {});
        for (const Heredoc &heredoc : heredocs)
            readHeredoc(heredoc);
    }

    void readHeredoc(const Heredoc &heredoc)
    {
        QStringList lines;
        while (m_at < m_source.size()) {
            const qsizetype end = m_source.indexOf(u'\n', m_at);
            const QString line = m_source.mid(m_at, end < 0 ? -1 : end - m_at);
            m_at = end < 0 ? m_source.size() : end + 1;
            ++m_line;
            if (line.trimmed() == heredoc.end) {
                m_result.tokens[heredoc.token].text = lines.join(u'\n').trimmed();
                return;
            }
            lines.append(line.trimmed());
        }
        m_result.unfinishedLine = m_result.tokens.at(heredoc.token).line;
    }

    // Text up to `close`, from behind its opening; `m_at` is then behind the closing.
    QString textUntil(QChar open, QChar close, bool expands, bool &computed)
    {
        QString text;
        int depth = 0;
        const int begin = m_line;
        for (; m_at < m_source.size(); ++m_at) {
            const QChar c = peek();
            if (c == u'\n')
                ++m_line;
            if (c == u'\\' && m_at + 1 < m_source.size()) {
                const QChar next = peek(1);
                if (next == u'\n')
                    ++m_line;
                if (expands)
                    text += escaped(next);
                else if (next == close || next == u'\\')
                    text += next;
                else
                    text += QString(c) + next;
                ++m_at;
            } else if (expands && c == u'#' && peek(1) == u'{') {
                computed = true;
                text += skipExpression();
            } else if (c == close && depth == 0) {
                ++m_at;
                return text;
            } else {
                depth += open != close && c == open ? 1 : c == close ? -1 : 0;
                text += c;
            }
        }
        m_result.unfinishedLine = begin;
        return text;
    }

    // "#{…}", up to its last character.
    QString skipExpression()
    {
        const qsizetype begin = m_at;
        int depth = 0;
        for (++m_at; m_at < m_source.size(); ++m_at) {
            if (peek() == u'\n')
                ++m_line;
            depth += peek() == u'{' ? 1 : peek() == u'}' ? -1 : 0;
            if (depth == 0)
                break;
        }
        return m_source.mid(begin, m_at - begin + 1);
    }

    void takeString(Kind kind, QChar quote, bool expands)
    {
        const int line = m_line;
        ++m_at;
        bool computed = false;
        const QString text = textUntil(quote, quote, expands, computed);
        const bool label = kind == Kind::String && peek() == u':' && peek(1) != u':';
        if (label)
            ++m_at;
        m_result.tokens.append({label ? Kind::Label : kind, text, line, computed});
    }

    bool takePercent()
    {
        if (peek() != u'%')
            return false;
        const QChar letter = peek(1);
        const bool named = QStringView(u"wWiIqQ").contains(letter);
        const QChar open = named ? peek(2) : letter;
        if (!QStringView(u"([{<|!").contains(open) || open.isNull() || (!named && afterValue()))
            return false;
        const int line = m_line;
        m_at += named ? 3 : 2;
        bool computed = false;
        const QString text = textUntil(open, closing(open), letter != u'q', computed);
        const bool words = named && letter.toLower() != u'q';
        m_result.tokens.append({words ? Kind::Words : Kind::String,
                                words ? text.simplified() : text, line, computed});
        return true;
    }

    // ":%" is the name of a method, not a colon and the beginning of a text.
    bool takeOperatorSymbol()
    {
        static constexpr std::array operators{
            "[]="_L1, "<=>"_L1, "==="_L1, "[]"_L1, "=="_L1, "=~"_L1, "!="_L1, "!~"_L1, "**"_L1,
            "+@"_L1,  "-@"_L1,  "<<"_L1,  ">>"_L1, "<="_L1, ">="_L1, "+"_L1,  "-"_L1,  "*"_L1,
            "/"_L1,   "%"_L1,   "&"_L1,   "|"_L1,  "^"_L1,  "~"_L1,  "<"_L1,  ">"_L1,  "!"_L1};
        if (peek() != u':' || afterValue())
            return false;
        const QStringView rest = QStringView(m_source).sliced(m_at + 1);
        for (const QLatin1StringView name : operators) {
            if (rest.startsWith(name)) {
                m_at += 1 + name.size();
                add(Kind::Symbol, name);
                return true;
            }
        }
        return false;
    }

    bool takeSymbol()
    {
        if (peek() != u':')
            return false;
        if (peek(1) == u'"' || peek(1) == u'\'') {
            ++m_at;
            takeString(Kind::Symbol, peek(), peek() == u'"');
            return true;
        }
        if (!isWord(peek(1)) || peek(1).isDigit())
            return false;
        ++m_at;
        add(Kind::Symbol, takeWord());
        return true;
    }

    QString takeWord()
    {
        const qsizetype begin = m_at;
        while (isWord(peek()) && !peek().isNull())
            ++m_at;
        if ((peek() == u'?' || peek() == u'!') && peek(1) != u'=')
            ++m_at;
        return m_source.mid(begin, m_at - begin);
    }

    bool takeHeredoc()
    {
        if (peek() != u'<' || peek(1) != u'<' || (afterValue() && last().kind != Kind::Name))
            return false;
        qsizetype at = m_at + 2;
        const auto charAt = [this](qsizetype i) {
            return i < m_source.size() ? m_source.at(i) : QChar();
        };
        const bool marked = charAt(at) == u'~' || charAt(at) == u'-';
        at += marked ? 1 : 0;
        const QChar quote = charAt(at);
        const bool quoted = quote == u'\'' || quote == u'"';
        at += quoted ? 1 : 0;
        const qsizetype begin = at;
        while (isWord(charAt(at)) && !charAt(at).isNull())
            ++at;
        const QString end = m_source.mid(begin, at - begin);
        if (end.isEmpty() || (!marked && !quoted && !end.at(0).isUpper()))
            return false;
        m_at = at + (quoted ? 1 : 0);
        m_heredocs.append({m_result.tokens.size(), end});
        add(Kind::String, {});
        return true;
    }

    bool takeRegex()
    {
        if (peek() != u'/' || afterValue())
            return false;
        ++m_at;
        bool computed = false;
        textUntil(u'/', u'/', true, computed);
        add(Kind::Operator, u"regex"_s);
        return true;
    }

    void takeRest()
    {
        if (peek().isDigit()) {
            const qsizetype begin = m_at;
            while (peek().isLetterOrNumber() || peek() == u'_'
                   || (peek() == u'.' && peek(1).isDigit()))
                ++m_at;
            add(Kind::Number, m_source.mid(begin, m_at - begin));
        } else if (isWord(peek())) {
            const QString word = takeWord();
            const bool label = peek() == u':' && peek(1) != u':';
            m_at += label ? 1 : 0;
            add(label ? Kind::Label : Kind::Name, word);
        } else {
            takeOperator();
        }
    }

    void takeOperator()
    {
        static constexpr std::array pairs{"=>"_L1, "::"_L1, "&&"_L1, "||"_L1,
                                          "=="_L1, "->"_L1, "<<"_L1, "!="_L1};
        const QStringView two = QStringView(m_source).sliced(
            m_at, std::min<qsizetype>(2, m_source.size() - m_at));
        const bool pair = std::any_of(pairs.begin(), pairs.end(),
                                      [two](QLatin1StringView text) { return two == text; });
        const QString text = pair ? two.toString() : QString(peek());
        m_at += text.size();
        if (text == "("_L1 || text == "["_L1)
            ++m_brackets;
        else if (text == ")"_L1 || text == "]"_L1)
            m_brackets = std::max(0, m_brackets - 1);
        else if (text == "{"_L1) // a block inside brackets has lines of its own
            m_outerBrackets.append(std::exchange(m_brackets, 0));
        else if (text == "}"_L1 && !m_outerBrackets.isEmpty())
            m_brackets = m_outerBrackets.takeLast();
        add(Kind::Operator, text);
    }

    const QString &m_source;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_brackets = 0;
    QList<int> m_outerBrackets;
    bool m_ended = false;
    QList<Heredoc> m_heredocs; // whose text follows the current line
    RubyTokens m_result;
};

} // namespace

const RubyToken &RubyTokens::at(qsizetype index) const
{
    static const RubyToken none;
    return index >= 0 && index < tokens.size() ? tokens.at(index) : none;
}

RubyTokens tokenizeRuby(const QString &source)
{
    return Tokenizer(source).run();
}

} // namespace CommandRunner
