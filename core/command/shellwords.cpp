// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/shellwords.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

bool isPlain(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || u"_@%+=:,./-"_s.contains(c);
}

bool escapableInDoubleQuotes(QChar c)
{
    return c == u'$' || c == u'`' || c == u'"' || c == u'\\' || c == u'\n';
}

class Splitter final
{
public:
    explicit Splitter(const QString &line) : m_line(line) {}

    std::expected<QStringList, ShellWordsError> split()
    {
        while (m_at < m_line.size()) {
            const QChar c = m_line.at(m_at);
            if (isBlank(c)) {
                endWord();
                ++m_at;
            } else if (!takeOne(c)) {
                return std::unexpected(m_error);
            }
        }
        endWord();
        return m_words;
    }

private:
    bool takeOne(QChar c)
    {
        m_inWord = true;
        if (c == u'\'')
            return takeSingleQuoted();
        if (c == u'"')
            return takeDoubleQuoted();
        if (c == u'\\')
            return takeEscaped();
        m_word += c;
        ++m_at;
        return true;
    }

    bool takeSingleQuoted()
    {
        const qsizetype close = m_line.indexOf(u'\'', m_at + 1);
        if (close < 0)
            return stop(ShellWordsError::Kind::UnclosedSingleQuote, m_at);
        m_word += m_line.mid(m_at + 1, close - m_at - 1);
        m_at = close + 1;
        return true;
    }

    bool takeDoubleQuoted()
    {
        const qsizetype open = m_at++;
        while (m_at < m_line.size() && m_line.at(m_at) != u'"') {
            QChar c = m_line.at(m_at++);
            if (c == u'\\' && m_at < m_line.size() && escapableInDoubleQuotes(m_line.at(m_at))) {
                c = m_line.at(m_at++);
                if (c == u'\n')
                    continue;
            }
            m_word += c;
        }
        if (m_at >= m_line.size())
            return stop(ShellWordsError::Kind::UnclosedDoubleQuote, open);
        ++m_at;
        return true;
    }

    bool takeEscaped()
    {
        if (m_at + 1 >= m_line.size())
            return stop(ShellWordsError::Kind::TrailingBackslash, m_at);
        const QChar c = m_line.at(m_at + 1);
        if (c != u'\n')
            m_word += c;
        m_at += 2;
        return true;
    }

    bool stop(ShellWordsError::Kind kind, qsizetype position)
    {
        m_error = {kind, position};
        return false;
    }

    void endWord()
    {
        if (m_inWord)
            m_words.append(m_word);
        m_word.clear();
        m_inWord = false;
    }

    const QString &m_line;
    qsizetype m_at = 0;
    QString m_word;
    bool m_inWord = false;
    QStringList m_words;
    ShellWordsError m_error;
};

} // namespace

std::expected<QStringList, ShellWordsError> splitShellWords(const QString &line)
{
    return Splitter(line).split();
}

QString quoteShellWord(const QString &word)
{
    if (!word.isEmpty() && std::all_of(word.cbegin(), word.cend(), isPlain))
        return word;
    QString quoted = word;
    quoted.replace(u'\'', "'\\''"_L1);
    return u'\'' + quoted + u'\'';
}

QString joinShellWords(const QStringList &words)
{
    QStringList quoted;
    quoted.reserve(words.size());
    for (const QString &word : words)
        quoted.append(quoteShellWord(word));
    return quoted.join(u' ');
}

} // namespace CommandRunner
