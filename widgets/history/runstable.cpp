// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runstable.h"

#include "widgets/history/runsdelegate.h"
#include "widgets/history/runsmodel.h"

#include <QFocusEvent>
#include <QHeaderView>
#include <QMenu>

namespace CommandRunner {

using namespace Qt::StringLiterals;

RunsTable::RunsTable(QAbstractItemModel *model, QWidget *parent) : QTableView(parent)
{
    setModel(model);
    setItemDelegate(new RunsDelegate(this));
    setAccessibleName(tr("Runs"));
    setObjectName(u"runsTable"_s);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false); // Tab leaves the table, the arrows move in it
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setSectionsMovable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    const int letter = fontMetrics().averageCharWidth();
    const int widths[RunsModel::ColumnCount] = {18, 20, 30, 16, 26, 10, 11, 14};
    for (int column = 0; column < RunsModel::ColumnCount; ++column)
        header->resizeSection(column, widths[column] * letter);
    header->setSectionResizeMode(RunsModel::ArgumentsColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(6 * letter);
    connect(header, &QHeaderView::sectionResized, this, &RunsTable::columnsChanged);
    connect(header, &QHeaderView::sectionMoved, this, &RunsTable::columnsChanged);
    connect(header, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnsMenu(menu);
        menu->popup(horizontalHeader()->mapToGlobal(position));
    });
}

void RunsTable::fillColumnsMenu(QMenu *menu)
{
    for (int column = 0; column < RunsModel::ColumnCount; ++column) {
        if (column == RunsModel::CommandColumn) // without it nobody knows what ran
            continue;
        QAction *shown = menu->addAction(
            model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        shown->setCheckable(true);
        shown->setChecked(!isColumnHidden(column));
        connect(shown, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            Q_EMIT columnsChanged();
        });
    }
}

// Where the keyboard is must be seen, and its actions must have something to act on.
void RunsTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && event->reason() != Qt::PopupFocusReason
        && currentIndex().isValid() && !selectionModel()->hasSelection())
        selectRow(currentIndex().row());
}

// The view passes disabled rows by with the arrows only.
QModelIndex RunsTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex reached = QTableView::moveCursor(action, modifiers);
    if (!reached.isValid() || reached.flags().testFlag(Qt::ItemIsEnabled))
        return reached;
    // Below a heading there is always a run.
    return reached.siblingAtRow(reached.row() + 1);
}

} // namespace CommandRunner
