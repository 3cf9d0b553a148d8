// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/jsonkeys.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace CommandRunner {

namespace {

QString unescaped(QByteArrayView quoted)
{
    const QByteArray array = '[' + quoted.toByteArray() + ']';
    return QJsonDocument::fromJson(array).array().at(0).toString();
}

class Scanner final
{
public:
    Scanner(QByteArrayView json, QByteArrayView member) : m_json(json), m_member(member) {}

    QList<JsonKey> scan()
    {
        while (m_at < m_json.size()) {
            const char c = m_json.at(m_at);
            if (c == '"') {
                takeString();
                continue;
            }
            if (c == '{' || c == '[')
                ++m_depth;
            if (c == '}' || c == ']')
                --m_depth;
            if (c == '\n')
                ++m_line;
            if (c == ',' && m_depth == 1)
                m_inside = false;
            ++m_at;
        }
        return m_keys;
    }

private:
    void takeString()
    {
        const qsizetype start = m_at++;
        while (m_at < m_json.size() && m_json.at(m_at) != '"')
            m_at += m_json.at(m_at) == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_json.size());
        const QByteArrayView quoted = m_json.sliced(start, m_at - start);
        qsizetype next = m_at;
        while (next < m_json.size()
               && (m_json.at(next) == ' ' || m_json.at(next) == '\t' || m_json.at(next) == '\n'
                   || m_json.at(next) == '\r'))
            ++next;
        if (next >= m_json.size() || m_json.at(next) != ':')
            return; // a value
        if (m_depth == 1)
            m_inside = quoted.sliced(1, quoted.size() - 2) == m_member;
        else if (m_depth == 2 && m_inside)
            m_keys.append({unescaped(quoted), m_line});
    }

    const QByteArrayView m_json;
    const QByteArrayView m_member;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_line = 1;
    bool m_inside = false;
    QList<JsonKey> m_keys;
};

} // namespace

QList<JsonKey> jsonKeysOf(QByteArrayView json, QByteArrayView member)
{
    return Scanner(json, member).scan();
}

TextPosition positionAt(QByteArrayView text, qsizetype offset)
{
    TextPosition position;
    for (qsizetype i = 0; i < std::min(offset, text.size()); ++i) {
        if (text.at(i) == '\n') {
            ++position.line;
            position.column = 1;
        } else {
            ++position.column;
        }
    }
    return position;
}

} // namespace CommandRunner
