// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/visibility.h"

#include <QHash>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 500; // a chain of conditions; a file may hold any number

class Visibility final
{
public:
    Visibility(const Command &command, const ArgumentValues &values) : m_values(values)
    {
        for (const Parameter &parameter : command.parameters)
            m_parameters.insert(parameter.name, &parameter);
    }

    bool isVisible(const Parameter &parameter)
    {
        if (const auto known = m_known.constFind(parameter.name); known != m_known.cend())
            return *known;
        m_known.insert(parameter.name, true); // as long as it is being found out: ends rings
        if (m_depth >= deepest)
            return true;
        ++m_depth;
        const bool visible = std::all_of(
            parameter.visibleWhen.cbegin(), parameter.visibleWhen.cend(),
            [this](const ParameterCondition &condition) { return holds(condition); });
        --m_depth;
        m_known.insert(parameter.name, visible);
        return visible;
    }

private:
    bool holds(const ParameterCondition &condition)
    {
        const Parameter *other = m_parameters.value(condition.parameter);
        if (!other)
            return true;
        if (!isVisible(*other))
            return false;
        QStringList given = other->constant ? QStringList() : m_values.value(other->name);
        if (condition.values.isEmpty() && !other->constant)
            return !given.isEmpty() && given != QStringList{u"false"_s};
        if (given.isEmpty()) {
            const bool flag = other->kind == ParameterKind::Flag && other->defaultValue.isEmpty();
            given = {flag && !other->constant ? u"false"_s : other->defaultValue};
        }
        return condition.values.isEmpty()
            || std::any_of(given.cbegin(), given.cend(), [&condition](const QString &value) {
                   return condition.values.contains(value);
               });
    }

    const ArgumentValues &m_values;
    QHash<QString, const Parameter *> m_parameters;
    QHash<QString, bool> m_known;
    int m_depth = 0;
};

} // namespace

QSet<QString> hiddenParameters(const Command &command, const ArgumentValues &values)
{
    QSet<QString> hidden;
    const bool conditional = std::any_of(command.parameters.cbegin(), command.parameters.cend(),
                                         [](const Parameter &parameter) {
                                             return !parameter.visibleWhen.isEmpty();
                                         });
    if (!conditional)
        return hidden;
    Visibility visibility(command, values);
    for (const Parameter &parameter : command.parameters) {
        if (!visibility.isVisible(parameter))
            hidden.insert(parameter.name);
    }
    return hidden;
}

std::optional<VisiblePart> withoutHidden(const Command &command, const ArgumentValues &values)
{
    const QSet<QString> hidden = hiddenParameters(command, values);
    if (hidden.isEmpty())
        return {};
    VisiblePart part{command, values};
    part.command.parameters.removeIf([&hidden](const Parameter &parameter) {
        return hidden.contains(parameter.name);
    });
    for (const QString &name : hidden)
        part.values.remove(name);
    return part;
}

} // namespace CommandRunner
