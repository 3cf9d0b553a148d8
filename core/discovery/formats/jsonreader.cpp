// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/datanode.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// QJsonDocument refuses comments and trailing commas, and keeps neither lines nor the order.
class Parser final
{
public:
    Parser(const QString &text, const DataLimits &limits) : m_text(text), m_limits(limits) {}

    DataResult parse()
    {
        DataNode node = value(0);
        skip();
        if (!m_problem && m_at < m_text.size())
            fail(u"more text behind the value"_s);
        if (m_problem)
            return std::unexpected(*m_problem);
        return node;
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(); }

    void fail(const QString &message)
    {
        if (m_problem)
            return;
        const qsizetype begin = m_at > 0 ? m_text.lastIndexOf(u'\n', m_at - 1) + 1 : 0;
        m_problem = {m_line, int(m_at - begin) + 1, message};
    }

    // White space and comments.
    void skip()
    {
        while (m_at < m_text.size()) {
            if (peek() == u'\n')
                ++m_line;
            if (peek().isSpace() || peek() == QChar(QChar::ByteOrderMark)) {
                ++m_at;
            } else if (QStringView(m_text).sliced(m_at).startsWith("//"_L1)) {
                const qsizetype end = m_text.indexOf(u'\n', m_at);
                m_at = end < 0 ? m_text.size() : end;
            } else if (QStringView(m_text).sliced(m_at).startsWith("/*"_L1)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    void skipBlockComment()
    {
        const qsizetype end = m_text.indexOf("*/"_L1, m_at + 2);
        if (end < 0) {
            fail(u"a comment that does not end"_s);
            m_at = m_text.size();
            return;
        }
        m_line += int(QStringView(m_text).sliced(m_at, end - m_at).count(u'\n'));
        m_at = end + 2;
    }

    DataNode value(int depth)
    {
        skip();
        if (depth > m_limits.depth)
            fail(u"nested deeper than %1 levels"_s.arg(m_limits.depth));
        else if (++m_values > m_limits.values)
            fail(u"more than %1 values"_s.arg(m_limits.values));
        if (m_problem)
            return {};
        const int line = m_line;
        switch (peek().unicode()) {
        case u'{':
            return map(depth, line);
        case u'[':
            return list(depth, line);
        case u'"':
            return DataNode::text(string(), line);
        default:
            return word(line);
        }
    }

    DataNode word(int line)
    {
        const qsizetype begin = m_at;
        while (peek().isLetterOrNumber() || peek() == u'-' || peek() == u'+' || peek() == u'.')
            ++m_at;
        const QString word = m_text.mid(begin, m_at - begin);
        bool isNumber = false;
        word.toDouble(&isNumber);
        if (word == "null"_L1)
            return DataNode::null(line);
        if (!isNumber && word != "true"_L1 && word != "false"_L1) {
            m_at = begin;
            fail(m_at < m_text.size() ? u"a value is expected here"_s
                                      : u"the text ends where a value is expected"_s);
        }
        return DataNode::text(word, line, false);
    }

    DataNode map(int depth, int line)
    {
        QList<DataNode::Member> members;
        ++m_at;
        for (skip(); !m_problem && peek() != u'}'; skip()) {
            if (peek() != u'"') {
                fail(u"a name between double quotes, or }, is expected here"_s);
                break;
            }
            const int keyLine = m_line;
            const QString key = string();
            skip();
            if (!m_problem && peek() != u':')
                fail(u"a colon is expected here"_s);
            ++m_at;
            members.append({key, keyLine, value(depth + 1)});
            if (!comma(u'}'))
                break;
        }
        ++m_at;
        return DataNode::map(members, line);
    }

    DataNode list(int depth, int line)
    {
        QList<DataNode> items;
        ++m_at;
        for (skip(); !m_problem && peek() != u']'; skip()) {
            items.append(value(depth + 1));
            if (!comma(u']'))
                break;
        }
        ++m_at;
        return DataNode::list(items, line);
    }

    // Behind a member: goes over a comma; false at the end or when something else is there.
    bool comma(QChar end)
    {
        skip();
        if (m_problem || peek() == end)
            return false;
        if (peek() != u',') {
            fail(u"a comma or %1 is expected here"_s.arg(end));
            return false;
        }
        ++m_at;
        return true;
    }

    QString string()
    {
        QString text;
        ++m_at;
        while (peek() != u'"') {
            if (m_at >= m_text.size() || peek() == u'\n') {
                fail(u"a text that does not end"_s);
                return text;
            }
            if (peek() == u'\\')
                escape(text);
            else
                text.append(m_text.at(m_at++));
        }
        ++m_at;
        return text;
    }

    void escape(QString &text)
    {
        static const QString letters = u"\"\\/bfnrt"_s;
        static const QString meanings = u"\"\\/\b\f\n\r\t"_s;
        const QChar letter = m_at + 1 < m_text.size() ? m_text.at(m_at + 1) : QChar();
        if (letter == u'u') {
            bool valid = false;
            const QStringView digits = QStringView(m_text).mid(m_at + 2, 4);
            const ushort unit = digits.toUShort(&valid, 16);
            if (!valid || digits.size() < 4)
                fail(u"\\u is followed by four hexadecimal digits"_s);
            text.append(QChar(unit));
            m_at = std::min(m_at + 6, m_text.size());
            return;
        }
        const qsizetype which = letter.isNull() ? -1 : letters.indexOf(letter);
        if (which < 0)
            fail(u"an unknown escape"_s);
        else
            text.append(meanings.at(which));
        m_at = std::min(m_at + 2, m_text.size());
    }

    const QString m_text;
    const DataLimits m_limits;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_values = 0;
    std::optional<DataProblem> m_problem;
};

} // namespace

DataResult readJsonWithComments(QByteArrayView text, const DataLimits &limits)
{
    return Parser(QString::fromUtf8(text), limits).parse();
}

} // namespace CommandRunner
