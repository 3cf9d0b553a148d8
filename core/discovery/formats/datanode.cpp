// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/datanode.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

static const DataNode nothing;

DataNode DataNode::null(int line)
{
    DataNode node;
    node.m_line = line;
    return node;
}

DataNode DataNode::text(const QString &text, int line, bool quoted)
{
    DataNode node;
    node.m_kind = Kind::Text;
    node.m_line = line;
    node.m_quoted = quoted;
    node.m_text = text;
    return node;
}

DataNode DataNode::list(const QList<DataNode> &items, int line)
{
    DataNode node;
    node.m_kind = Kind::List;
    node.m_line = line;
    node.m_items = items;
    return node;
}

DataNode DataNode::map(const QList<Member> &members, int line)
{
    DataNode node;
    node.m_kind = Kind::Map;
    node.m_line = line;
    node.m_members = members;
    return node;
}

std::optional<bool> DataNode::boolean() const
{
    if (m_kind != Kind::Text || m_quoted)
        return {};
    const auto isOneOf = [this](std::initializer_list<QLatin1StringView> words) {
        return std::any_of(words.begin(), words.end(), [this](QLatin1StringView word) {
            return m_text.compare(word, Qt::CaseInsensitive) == 0;
        });
    };
    if (isOneOf({"true"_L1, "yes"_L1, "on"_L1}))
        return true;
    if (isOneOf({"false"_L1, "no"_L1, "off"_L1}))
        return false;
    return {};
}

std::optional<double> DataNode::number() const
{
    if (m_kind != Kind::Text || m_quoted)
        return {};
    bool isNumber = false;
    const double number = m_text.toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

const DataNode &DataNode::operator[](QStringView key) const
{
    const auto found = std::find_if(m_members.crbegin(), m_members.crend(),
                                    [key](const Member &member) { return member.key == key; });
    return found == m_members.crend() ? nothing : found->value;
}

bool DataNode::contains(QStringView key) const
{
    return std::any_of(m_members.cbegin(), m_members.cend(),
                       [key](const Member &member) { return member.key == key; });
}

const DataNode &DataNode::at(std::initializer_list<QStringView> path) const
{
    const DataNode *node = this;
    for (const QStringView step : path)
        node = &(*node)[step];
    return *node;
}

QStringList DataNode::texts() const
{
    if (isText())
        return {m_text};
    QStringList texts;
    for (const DataNode &item : m_items) {
        if (item.isText())
            texts.append(item.text());
    }
    return texts;
}

QString DataProblem::toString() const
{
    if (line <= 0)
        return message;
    return column > 0 ? u"%1 (line %2, column %3)"_s.arg(message).arg(line).arg(column)
                      : u"%1 (line %2)"_s.arg(message).arg(line);
}

} // namespace CommandRunner
