// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/datanode.h"

#include <algorithm>
#include <sstream>

#include <toml++/toml.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

class Conversion final
{
public:
    explicit Conversion(const DataLimits &limits) : m_limits(limits) {}

    DataNode convert(const toml::node &node, int depth)
    {
        const int line = int(node.source().begin.line);
        if (m_problem)
            return {};
        if (depth > m_limits.depth || ++m_values > m_limits.values) {
            m_problem = {line, 0,
                         depth > m_limits.depth
                             ? u"nested deeper than %1 levels"_s.arg(m_limits.depth)
                             : u"more than %1 values"_s.arg(m_limits.values)};
            return {};
        }
        if (const toml::table *table = node.as_table())
            return map(*table, line, depth);
        if (const toml::array *array = node.as_array()) {
            QList<DataNode> items;
            for (const toml::node &item : *array)
                items.append(convert(item, depth + 1));
            return DataNode::list(items, line);
        }
        if (const auto *string = node.as_string())
            return DataNode::text(toQString(string->get()), line);
        std::ostringstream plain;
        node.visit([&plain](const auto &value) {
            if constexpr (toml::is_value<decltype(value)>)
                plain << value;
        });
        return DataNode::text(toQString(plain.str()), line, false);
    }

    const std::optional<DataProblem> &problem() const { return m_problem; }

private:
    // The parser keeps members by name; where their keys stand tells the file's order.
    DataNode map(const toml::table &table, int line, int depth)
    {
        struct Entry {
            toml::source_position place;
            const toml::key *key;
            const toml::node *value;
        };
        std::vector<Entry> entries;
        for (const auto &[key, value] : table)
            entries.push_back({key.source().begin, &key, &value});
        std::sort(entries.begin(), entries.end(),
                  [](const Entry &a, const Entry &b) { return a.place < b.place; });
        QList<DataNode::Member> members;
        for (const Entry &entry : entries)
            members.append({toQString(entry.key->str()), int(entry.place.line),
                            convert(*entry.value, depth + 1)});
        return DataNode::map(members, line);
    }

    const DataLimits m_limits;
    int m_values = 0;
    std::optional<DataProblem> m_problem;
};

} // namespace

DataResult readToml(QByteArrayView text, const DataLimits &limits)
{
    try {
        const toml::table table = toml::parse(std::string_view(text.data(),
                                                               std::size_t(text.size())));
        Conversion conversion(limits);
        DataNode node = conversion.convert(table, 0);
        if (conversion.problem())
            return std::unexpected(*conversion.problem());
        return node;
    } catch (const toml::parse_error &error) {
        return std::unexpected(DataProblem{int(error.source().begin.line),
                                           int(error.source().begin.column),
                                           toQString(error.description())});
    }
}

} // namespace CommandRunner
