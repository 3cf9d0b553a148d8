// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/historymodel.h"

#include "widgets/common/format.h"

#include <QDir>
#include <QFontDatabase>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void HistoryModel::setCandidates(const QList<HistoryCandidate> &candidates, const QDateTime &now)
{
    beginResetModel();
    m_candidates = candidates;
    m_now = now;
    m_chosen.clear();
    endResetModel();
    Q_EMIT chosenChanged();
}

QList<HistoryCandidate> HistoryModel::chosen() const
{
    QList<int> rows = m_chosen.values();
    std::ranges::sort(rows);
    QList<HistoryCandidate> list;
    for (int row : rows)
        list.append(m_candidates.at(row));
    return list;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_candidates.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HistoryModel::text(const HistoryCandidate &candidate, int column) const
{
    switch (column) {
    case LineColumn: {
        // One row a line: what follows the first is told by the tooltip.
        QString line = candidate.line;
        return line.replace(u'\n', u" ⏎ "_s);
    }
    case UsesColumn:
        return numberText(candidate.uses);
    case LastColumn:
        return candidate.last.isValid() ? relativeTime(candidate.last, m_now) : QString();
    case FolderColumn:
        return QDir::toNativeSeparators(candidate.folder);
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryCandidate &candidate = m_candidates.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(candidate, index.column());
    case Qt::ToolTipRole:
        if (index.column() == LastColumn)
            return candidate.last.isValid() ? exactTime(candidate.last) : QVariant();
        return candidate.secret
            ? tr("%1\n\nThis line may hold a password or a token, which would be kept in clear.")
                  .arg(candidate.line)
            : candidate.line;
    case Qt::CheckStateRole:
        if (index.column() == LineColumn)
            return m_chosen.contains(index.row()) ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::FontRole:
        if (index.column() == LineColumn)
            return QFontDatabase::systemFont(QFontDatabase::FixedFont);
        return {};
    case Qt::TextAlignmentRole:
        if (index.column() == UsesColumn)
            return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
        return {};
    default:
        return {};
    }
}

bool HistoryModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != LineColumn
        || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    if (value.toInt() == Qt::Checked)
        m_chosen.insert(index.row());
    else
        m_chosen.remove(index.row());
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT chosenChanged();
    return true;
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == LineColumn ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == UsesColumn)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LineColumn:
        return tr("Command line");
    case UsesColumn:
        return tr("Used");
    case LastColumn:
        return tr("Last");
    case FolderColumn:
        return tr("Folder");
    default:
        return {};
    }
}

} // namespace CommandRunner
