// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/gradlescript.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Token {
    enum class Kind { End, Name, Text, Sign, LineBreak };
    Kind kind = Kind::End;
    QString text;
    int line = 0;
    bool computed = false; // a text with "$name" or "${…}"

    bool isSign(QChar sign) const { return kind == Kind::Sign && text.at(0) == sign; }
    bool isName(QLatin1StringView name) const { return kind == Kind::Name && text == name; }
    bool isPlainText() const { return kind == Kind::Text && !computed && !text.isEmpty(); }
};

// Groovy and Kotlin are alike enough for this.
class Tokenizer final
{
public:
    explicit Tokenizer(const QString &source) : m_source(source) {}

    QList<Token> run(int &unfinishedLine)
    {
        while (m_at < m_source.size())
            step();
        unfinishedLine = m_unfinishedLine;
        return m_tokens;
    }

private:
    bool looksAt(QLatin1StringView text) const
    {
        return QStringView(m_source).sliced(m_at).startsWith(text);
    }
    QChar charAt(qsizetype at) const { return at < m_source.size() ? m_source.at(at) : QChar(); }
    static bool isWord(QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'$'; }

    void step()
    {
        const QChar c = m_source.at(m_at);
        if (c == u'\n') {
            m_tokens.append({Token::Kind::LineBreak, {}, m_line});
            ++m_line;
            ++m_at;
        } else if (c.isSpace()) {
            ++m_at;
        } else if (looksAt("//"_L1)) {
            const qsizetype end = m_source.indexOf(u'\n', m_at);
            m_at = end < 0 ? m_source.size() : end;
        } else if (looksAt("/*"_L1)) {
            skipTo("*/"_L1);
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            takeText(c);
        } else if (c == u'/' && beginsPattern()) {
            takeText(c);
        } else if (isWord(c)) {
            const qsizetype begin = m_at;
            while (isWord(charAt(m_at)))
                ++m_at;
            m_tokens.append({Token::Kind::Name, m_source.mid(begin, m_at - begin), m_line});
        } else {
            m_tokens.append({Token::Kind::Sign, QString(c), m_line});
            ++m_at;
        }
    }

    void skipTo(QLatin1StringView close)
    {
        const int begin = m_line;
        const qsizetype end = m_source.indexOf(close, m_at + 2);
        const qsizetype next = end < 0 ? m_source.size() : end + close.size();
        m_line += int(QStringView(m_source).sliced(m_at, next - m_at).count(u'\n'));
        m_at = next;
        if (end < 0)
            m_unfinishedLine = begin;
    }

    // A slashy text of Groovy, and no division.
    bool beginsPattern() const
    {
        if (m_tokens.isEmpty() || m_tokens.constLast().kind != Token::Kind::Sign
            || !u"(=~,[{"_s.contains(m_tokens.constLast().text))
            return false;
        const qsizetype close = m_source.indexOf(u'/', m_at + 1);
        const qsizetype lineEnd = m_source.indexOf(u'\n', m_at);
        return close > 0 && (lineEnd < 0 || close < lineEnd);
    }

    void takeText(QChar quote)
    {
        const int begin = m_line;
        const QString three(3, quote);
        const bool triple = QStringView(m_source).sliced(m_at).startsWith(three);
        QString text;
        bool computed = false;
        bool closed = false;
        m_at += triple ? 3 : 1;
        while (m_at < m_source.size() && !closed) {
            const QChar c = m_source.at(m_at);
            if (c == u'\n' && !triple)
                break; // such texts end with their line at the latest
            if (c == u'\n')
                ++m_line;
            if (c == u'\\' && quote != u'`' && m_at + 1 < m_source.size()
                && charAt(m_at + 1) != u'\n') {
                const QChar next = charAt(m_at + 1);
                text += next == u'n' ? QChar(u'\n') : next;
                m_at += 2;
                continue;
            }
            closed = triple ? QStringView(m_source).sliced(m_at).startsWith(three) : c == quote;
            if (closed)
                break;
            const QChar after = charAt(m_at + 1);
            computed = computed
                || (c == u'$' && quote == u'"' && (after == u'{' || after.isLetter()));
            text += c;
            ++m_at;
        }
        if (closed)
            m_at += triple ? 3 : 1;
        else
            m_unfinishedLine = begin;
        // Kotlin writes names that are no words between backquotes.
        const Token::Kind kind = quote == u'`' ? Token::Kind::Name : Token::Kind::Text;
        if (kind == Token::Kind::Text || !text.isEmpty())
            m_tokens.append({kind, triple ? text.trimmed() : text, begin, computed});
    }

    const QString &m_source;
    QList<Token> m_tokens;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_unfinishedLine = 0;
};

class Reader final
{
public:
    explicit Reader(const QString &source)
        : m_tokens(Tokenizer(source).run(m_script.unfinishedLine))
    {}

    GradleScript read()
    {
        for (m_at = 0; m_at < m_tokens.size(); ++m_at)
            step();
        if (!m_blocks.isEmpty() && m_script.unfinishedLine == 0)
            m_script.unfinishedLine = m_blocks.first().line;
        return m_script;
    }

private:
    struct Block {
        QString name; // the word before it: "plugins", "tasks"
        int line = 0;
        qsizetype task = -1; // that it configures
    };

    const Token &at(qsizetype index) const
    {
        static const Token none;
        return index >= 0 && index < m_tokens.size() ? m_tokens.at(index) : none;
    }
    QString blockName() const { return m_blocks.isEmpty() ? QString() : m_blocks.last().name; }

    void step()
    {
        const Token &token = at(m_at);
        if (token.isSign(u'{')) {
            m_blocks.append({m_word, token.line, std::exchange(m_nextTask, -1)});
            m_word.clear();
        } else if (token.isSign(u'}')) {
            if (!m_blocks.isEmpty())
                m_blocks.removeLast();
            m_nextTask = -1;
        } else if (token.kind == Token::Kind::LineBreak) {
            if (!at(m_at + 1).isSign(u'{'))
                m_word.clear();
        } else if (token.kind == Token::Kind::Name) {
            if (blockName() == "plugins"_L1)
                takePlugin();
            else
                takeWord(token);
        }
    }

    void takeWord(const Token &token)
    {
        static constexpr std::array makers{"register"_L1, "create"_L1};
        const bool member = at(m_at - 1).isSign(u'.');
        const bool ofTasks = member ? at(m_at - 2).isName("tasks"_L1) : blockName() == "tasks"_L1;
        const bool makes = std::any_of(makers.begin(), makers.end(),
                                       [&](QLatin1StringView name) { return token.text == name; });
        if (!member && m_word.isEmpty())
            m_word = token.text;
        if (makes && ofTasks)
            takeMaker(m_at + 1);
        else if (token.text == "task"_L1 && !member)
            takeTaskWord();
        else if (token.text == "by"_L1)
            takeDelegate();
        else if (token.text == "apply"_L1 && !member)
            takeApply();
        else if ((token.text == "description"_L1 || token.text == "group"_L1) && !member)
            takeProperty(token.text == "description"_L1);
    }

    // tasks.register<Type>("name", …), tasks.create(name: 'x', …)
    void takeMaker(qsizetype next)
    {
        next = behindType(next);
        next += at(next).isSign(u'(') ? 1 : 0;
        while (at(next).kind == Token::Kind::LineBreak)
            ++next;
        if (at(next).isName("name"_L1) && (at(next + 1).isSign(u':') || at(next + 1).isSign(u'=')))
            next += 2;
        if (isWholeText(next))
            addTask(at(next).text, at(next).line);
    }

    // Not "x" + y, nor "x".toString().
    bool isWholeText(qsizetype index) const
    {
        return at(index).isPlainText() && !at(index + 1).isSign(u'+')
            && !at(index + 1).isSign(u'.');
    }

    // Behind "<…>", where there is one.
    qsizetype behindType(qsizetype next) const
    {
        if (!at(next).isSign(u'<'))
            return next;
        int depth = 0;
        for (qsizetype i = next; i < m_tokens.size() && i < next + 50; ++i) {
            depth += at(i).isSign(u'<') ? 1 : at(i).isSign(u'>') ? -1 : 0;
            if (depth == 0)
                return i + 1;
        }
        return next;
    }

    // task name, task 'name', task(name, type: X), task name(type: X)
    void takeTaskWord()
    {
        qsizetype next = m_at + 1;
        const bool bracket = at(next).isSign(u'(');
        next += bracket ? 1 : 0;
        const Token &name = at(next);
        const Token &after = at(next + 1);
        if (isWholeText(next)) {
            addTask(name.text, name.line);
        } else if (name.kind == Token::Kind::Name) {
            const bool declared = bracket ? after.isSign(u')') || after.isSign(u',')
                                          : after.isSign(u'{') || after.isSign(u'(')
                    || after.kind == Token::Kind::LineBreak || after.kind == Token::Kind::End;
            if (declared && name.line == at(m_at).line)
                addTask(name.text, name.line);
        }
    }

    // val name by tasks.registering(Type::class) { … }
    void takeDelegate()
    {
        if (!at(m_at + 1).isName("tasks"_L1) || !at(m_at + 2).isSign(u'.'))
            return;
        const bool makes = at(m_at + 3).isName("registering"_L1)
            || at(m_at + 3).isName("creating"_L1);
        if (makes && at(m_at - 1).kind == Token::Kind::Name)
            addTask(at(m_at - 1).text, at(m_at - 1).line);
    }

    // id 'x', id("x") version "1" apply false, kotlin("jvm"), java, `java-library`
    void takePlugin()
    {
        const Token &word = at(m_at);
        qsizetype next = m_at + 1;
        next += at(next).isSign(u'(') ? 1 : 0;
        QString plugin = word.text;
        if (word.text == "id"_L1 && at(next).kind == Token::Kind::Text)
            plugin = at(next).text;
        else if (word.text == "kotlin"_L1 && at(next).kind == Token::Kind::Text)
            plugin = u"org.jetbrains.kotlin."_s + at(next).text;
        bool applied = true;
        while (m_at < m_tokens.size() && at(m_at).kind != Token::Kind::LineBreak
               && !at(m_at).isSign(u'}') && !at(m_at).isSign(u';')) {
            if (at(m_at).isName("apply"_L1)
                && (at(m_at + 1).isName("false"_L1) || at(m_at + 2).isName("false"_L1)))
                applied = false;
            ++m_at;
        }
        --m_at;
        if (applied)
            m_script.plugins.append(plugin);
    }

    // apply plugin: 'x', apply(plugin = "x")
    void takeApply()
    {
        qsizetype next = m_at + 1;
        next += at(next).isSign(u'(') ? 1 : 0;
        if (at(next).isName("plugin"_L1) && at(next + 2).isPlainText())
            m_script.plugins.append(at(next + 2).text);
    }

    // description = "x", description "x", description.set("x"), in the task's own block
    void takeProperty(bool description)
    {
        if (m_blocks.isEmpty() || m_blocks.last().task < 0)
            return;
        qsizetype next = m_at + 1;
        if (at(next).isSign(u'.') && at(next + 1).isName("set"_L1))
            next += 2;
        next += at(next).isSign(u'=') || at(next).isSign(u'(') ? 1 : 0;
        if (at(next).kind != Token::Kind::Text)
            return;
        GradleTask &task = m_script.tasks[m_blocks.last().task];
        (description ? task.description : task.group) = at(next).text;
    }

    void addTask(const QString &name, int line)
    {
        const auto known = m_known.constFind(name);
        if (known == m_known.cend()) {
            m_known.insert(name, m_script.tasks.size());
            m_script.tasks.append({name, line, {}, {}});
        }
        m_nextTask = m_known.value(name);
    }

    GradleScript m_script;
    const QList<Token> m_tokens;
    QHash<QString, qsizetype> m_known; // name -> index of its task
    QList<Block> m_blocks;             // open ones, outermost first
    QString m_word;                    // the first of this statement
    qsizetype m_nextTask = -1;         // whom the next block configures
    qsizetype m_at = 0;
};

} // namespace

GradleScript readGradleScript(const QString &source)
{
    return Reader(source).read();
}

} // namespace CommandRunner
