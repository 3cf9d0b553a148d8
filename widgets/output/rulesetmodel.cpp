// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/rulesetmodel.h"

#include "widgets/output/rulepresentation.h"

namespace CommandRunner {

void RuleSetModel::setSets(const QList<LineRuleSet> &sets, const QSet<QString> &on)
{
    beginResetModel();
    m_sets = sets;
    m_on = on;
    endResetModel();
}

QList<LineRuleSet> RuleSetModel::ownSets() const
{
    QList<LineRuleSet> result;
    for (const LineRuleSet &set : m_sets) {
        if (!set.builtIn)
            result.append(set);
    }
    return result;
}

// The internal id of a rule is its set's row plus one, that of a set 0.
QModelIndex RuleSetModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : 0);
}

QModelIndex RuleSetModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, quintptr(0));
}

int RuleSetModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_sets.size());
    return parent.internalId() == 0 && parent.column() == 0
        ? int(m_sets.at(parent.row()).rules.size())
        : 0;
}

int RuleSetModel::columnCount(const QModelIndex &) const
{
    return 1;
}

const LineRuleSet *RuleSetModel::setOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const auto row = index.internalId() == 0 ? qsizetype(index.row())
                                             : qsizetype(index.internalId()) - 1;
    return &m_sets.at(row);
}

const LineRule *RuleSetModel::ruleOf(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() != 0 ? &setOf(index)->rules.at(index.row())
                                                      : nullptr;
}

bool RuleSetModel::isEditable(const QModelIndex &index) const
{
    const LineRuleSet *const set = setOf(index);
    return set && !set->builtIn;
}

QModelIndex RuleSetModel::indexOf(const QString &setId, int rule) const
{
    for (int row = 0; row < m_sets.size(); ++row) {
        if (m_sets.at(row).id == setId)
            return rule < 0 ? index(row, 0) : index(rule, 0, index(row, 0));
    }
    return {};
}

QModelIndex RuleSetModel::addSet(const LineRuleSet &set)
{
    const auto row = int(m_sets.size());
    beginInsertRows({}, row, row);
    m_sets.append(set);
    m_sets.last().builtIn = false;
    m_on.insert(set.id);
    endInsertRows();
    return index(row, 0);
}

QModelIndex RuleSetModel::addRule(const QModelIndex &setOrRule, const LineRule &rule)
{
    if (!isEditable(setOrRule))
        return {};
    const QModelIndex set = ruleOf(setOrRule) ? setOrRule.parent() : setOrRule;
    const int row = ruleOf(setOrRule) ? setOrRule.row() + 1 : rowCount(set);
    beginInsertRows(set, row, row);
    m_sets[set.row()].rules.insert(row, rule);
    endInsertRows();
    return index(row, 0, set);
}

void RuleSetModel::setRule(const QModelIndex &index, const LineRule &rule)
{
    if (!ruleOf(index) || !isEditable(index) || *ruleOf(index) == rule)
        return;
    m_sets[index.parent().row()].rules[index.row()] = rule;
    Q_EMIT dataChanged(index, index);
}

bool RuleSetModel::remove(const QModelIndex &index)
{
    if (!isEditable(index))
        return false;
    const QModelIndex above = index.parent();
    beginRemoveRows(above, index.row(), index.row());
    if (above.isValid()) {
        m_sets[above.row()].rules.removeAt(index.row());
    } else {
        m_on.remove(m_sets.at(index.row()).id);
        m_sets.removeAt(index.row());
    }
    endRemoveRows();
    return true;
}

QVariant RuleSetModel::data(const QModelIndex &index, int role) const
{
    const LineRuleSet *const set = setOf(index);
    const LineRule *const rule = ruleOf(index);
    if (!set)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return rule ? rule->name : ruleSetName(*set);
    case Qt::CheckStateRole:
        return (rule ? rule->enabled : m_on.contains(set->id)) ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        if (rule)
            return tr("%1: %2", "what a rule does, its pattern")
                .arg(actionNames(rule->actions), rule->pattern.text);
        return set->builtIn ? tr("Comes with the program; duplicate it to change it")
                            : tr("Your own");
    default:
        return {};
    }
}

bool RuleSetModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid())
        return false;
    const bool isRule = ruleOf(index) != nullptr;
    if (role == Qt::CheckStateRole) {
        const bool on = value.toInt() == Qt::Checked;
        if (isRule && !isEditable(index))
            return false;
        if (isRule)
            m_sets[index.parent().row()].rules[index.row()].enabled = on;
        else if (on)
            m_on.insert(setOf(index)->id);
        else
            m_on.remove(setOf(index)->id);
    } else if (role == Qt::EditRole && isEditable(index) && !value.toString().trimmed().isEmpty()) {
        const QString name = value.toString().trimmed();
        if (isRule)
            m_sets[index.parent().row()].rules[index.row()].name = name;
        else
            m_sets[index.row()].name = name;
    } else {
        return false;
    }
    Q_EMIT dataChanged(index, index, {role});
    return true;
}

Qt::ItemFlags RuleSetModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!index.isValid())
        return flags;
    if (!ruleOf(index) || isEditable(index))
        flags |= Qt::ItemIsUserCheckable;
    if (isEditable(index))
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace CommandRunner
