// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/shellhistory.h"

#include <QAbstractTableModel>
#include <QSet>

namespace CommandRunner {

// Lines of shell histories to choose from, best first; the first column has the boxes.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { LineColumn, UsesColumn, LastColumn, FolderColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setCandidates(const QList<HistoryCandidate> &candidates, const QDateTime &now);
    QList<HistoryCandidate> chosen() const; // in the order shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    QString text(const HistoryCandidate &candidate, int column) const;

    QList<HistoryCandidate> m_candidates;
    QDateTime m_now;
    QSet<int> m_chosen; // rows
};

} // namespace CommandRunner
