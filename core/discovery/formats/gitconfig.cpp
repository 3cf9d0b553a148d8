// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/gitconfig.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isKeyCharacter(QChar c)
{
    return c == u'-' || (c.unicode() < 128 && c.isLetterOrNumber());
}

class Reader final
{
public:
    explicit Reader(QString text) : m_text(text.replace("\r\n"_L1, "\n"_L1)) {}

    GitConfig read()
    {
        while (m_at < m_text.size()) {
            const QChar c = peek();
            if (c == u'\n')
                ++m_line;
            if (c.isSpace()) {
                ++m_at;
            } else if (c == u'#' || c == u';') {
                skipLine();
            } else if (!(c == u'[' ? readHeader() : readEntry())) {
                m_config.brokenLine = m_line;
                break;
            }
        }
        return m_config;
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(u'\n'); }
    bool atLineEnd() const { return peek() == u'\n'; }

    void skipLine()
    {
        while (m_at < m_text.size() && !atLineEnd())
            ++m_at;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && !atLineEnd() && peek().isSpace())
            ++m_at;
    }

    // [section], [section "sub"], [section.sub]
    bool readHeader()
    {
        m_section.clear();
        m_subsection.clear();
        for (++m_at; isKeyCharacter(peek()) || peek() == u'.'; ++m_at)
            m_section += peek().toLower();
        skipBlanks();
        if (peek() == u'"') {
            for (++m_at; peek() != u'"'; ++m_at) {
                if (peek() == u'\\')
                    ++m_at;
                if (atLineEnd())
                    return false;
                m_subsection += peek();
            }
            ++m_at;
        } else if (const qsizetype dot = m_section.indexOf(u'.'); dot >= 0) {
            m_subsection = m_section.mid(dot + 1);
            m_section.truncate(dot);
        }
        if (m_section.isEmpty() || peek() != u']')
            return false;
        ++m_at;
        return true;
    }

    bool readEntry()
    {
        GitConfigEntry entry{m_section, m_subsection, {}, {}, false, m_line};
        if (!isKeyCharacter(peek()) || !peek().isLetter())
            return false;
        for (; isKeyCharacter(peek()); ++m_at)
            entry.key += peek().toLower();
        skipBlanks();
        if (!atLineEnd()) {
            if (peek() != u'=')
                return false;
            ++m_at;
            entry.hasValue = true;
            if (!readValue(entry.value))
                return false;
        }
        m_config.entries.append(entry);
        return true;
    }

    bool readValue(QString &value)
    {
        bool quoted = false;
        qsizetype kept = 0; // blanks behind it go, unless something follows them
        skipBlanks();
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = peek();
            if (c == u'\n')
                break;
            if (c == u'\\') {
                ++m_at;
                if (!readEscape(value))
                    return false;
                kept = value.size();
            } else if (c == u'"') {
                quoted = !quoted;
                kept = value.size();
            } else if (!quoted && (c == u'#' || c == u';')) {
                skipLine();
                break;
            } else {
                value += c;
                if (quoted || !c.isSpace())
                    kept = value.size();
            }
        }
        value.truncate(kept);
        return !quoted;
    }

    bool readEscape(QString &value)
    {
        switch (peek().unicode()) {
        case u'\n': // goes on in the next line
            ++m_line;
            return true;
        case u'n':
            value += u'\n';
            return true;
        case u't':
            value += u'\t';
            return true;
        case u'b':
            value += u'\b';
            return true;
        case u'"':
        case u'\\':
            value += peek();
            return true;
        default:
            return false;
        }
    }

    const QString m_text;
    GitConfig m_config;
    QString m_section;
    QString m_subsection;
    qsizetype m_at = 0;
    int m_line = 1;
};

} // namespace

GitConfig readGitConfig(const QString &text)
{
    return Reader(text).read();
}

} // namespace CommandRunner
