// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linerule.h"

#include <QAbstractItemModel>
#include <QSet>

namespace CommandRunner {

// Rule sets and, below them, their rules. The check mark of a set: it is on for the command; that
// of a rule: it is enabled. Built-in sets cannot be changed otherwise.
class RuleSetModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    void setSets(const QList<LineRuleSet> &sets, const QSet<QString> &on);
    const QList<LineRuleSet> &sets() const { return m_sets; }
    QList<LineRuleSet> ownSets() const;
    const QSet<QString> &on() const { return m_on; }

    const LineRuleSet *setOf(const QModelIndex &index) const; // its own or that of the rule
    const LineRule *ruleOf(const QModelIndex &index) const;   // null: a set
    bool isEditable(const QModelIndex &index) const;          // of a person's own set
    QModelIndex indexOf(const QString &setId, int rule = -1) const;

    QModelIndex addSet(const LineRuleSet &set); // on
    QModelIndex addRule(const QModelIndex &setOrRule, const LineRule &rule);
    void setRule(const QModelIndex &index, const LineRule &rule);
    bool remove(const QModelIndex &index); // false: built in

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<LineRuleSet> m_sets;
    QSet<QString> m_on;
};

} // namespace CommandRunner
