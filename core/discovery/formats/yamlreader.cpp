// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/datanode.h"

#include <ranges>

#include <yaml-cpp/yaml.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Counts what it makes: aliases are values again at each place, so nine lines can stand for a
// billion of them, and an alias may lie within what it stands for.
class Conversion final
{
public:
    explicit Conversion(const DataLimits &limits) : m_limits(limits) {}

    DataNode convert(const YAML::Node &node, int depth)
    {
        const int line = lineOf(node);
        if (m_problem || !spend(line, depth))
            return {};
        switch (node.Type()) {
        case YAML::NodeType::Scalar:
            return DataNode::text(QString::fromStdString(node.Scalar()), line, node.Tag() == "!");
        case YAML::NodeType::Sequence:
            return list(node, depth);
        case YAML::NodeType::Map:
            return map(node, depth);
        default:
            return DataNode::null(line);
        }
    }

    const std::optional<DataProblem> &problem() const { return m_problem; }

private:
    static int lineOf(const YAML::Node &node)
    {
        return node.Mark().is_null() ? 0 : node.Mark().line + 1;
    }

    bool spend(int line, int depth)
    {
        if (depth > m_limits.depth)
            m_problem = {line, 0, u"nested deeper than %1 levels"_s.arg(m_limits.depth)};
        else if (++m_values > m_limits.values)
            m_problem = {
                line, 0,
                u"more than %1 values, with what aliases stand for"_s.arg(m_limits.values)};
        return !m_problem;
    }

    DataNode list(const YAML::Node &node, int depth)
    {
        QList<DataNode> items;
        for (const YAML::Node &item : node) {
            items.append(convert(item, depth + 1));
            if (m_problem)
                break;
        }
        return DataNode::list(items, lineOf(node));
    }

    DataNode map(const YAML::Node &node, int depth)
    {
        QList<DataNode::Member> merged;
        QList<DataNode::Member> own;
        for (const auto &entry : node) {
            const QString key = entry.first.IsScalar()
                ? QString::fromStdString(entry.first.Scalar())
                : QString();
            DataNode value = convert(entry.second, depth + 1);
            if (m_problem)
                break;
            if (key == "<<"_L1 && (value.isMap() || value.isList()))
                merge(value, merged);
            else
                own.append({key, lineOf(entry.first), std::move(value)});
        }
        return DataNode::map(merged + own, lineOf(node)); // the last of a name wins
    }

    // Of several merged maps the first wins.
    static void merge(const DataNode &value, QList<DataNode::Member> &merged)
    {
        if (value.isMap())
            merged = value.members() + merged;
        for (const DataNode &item : std::views::reverse(value.items()))
            merged += item.members();
    }

    const DataLimits m_limits;
    int m_values = 0;
    std::optional<DataProblem> m_problem;
};

} // namespace

DataResult readYaml(QByteArrayView text, const DataLimits &limits)
{
    try {
        const YAML::Node document = YAML::Load(std::string(text.data(), std::size_t(text.size())));
        Conversion conversion(limits);
        DataNode node = conversion.convert(document, 0);
        if (conversion.problem())
            return std::unexpected(*conversion.problem());
        return node;
    } catch (const YAML::Exception &error) {
        const bool placed = !error.mark.is_null();
        return std::unexpected(DataProblem{placed ? error.mark.line + 1 : 0,
                                           placed ? error.mark.column + 1 : 0,
                                           QString::fromStdString(error.msg)});
    }
}

} // namespace CommandRunner
