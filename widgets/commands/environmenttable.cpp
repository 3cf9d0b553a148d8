// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/environmenttable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 6; // more of them scroll

QString textAt(const QTableWidget &table, int row, int column)
{
    const QTableWidgetItem *item = table.item(row, column);
    return item ? item->text() : QString();
}

} // namespace

EnvironmentTable::EnvironmentTable(QWidget *parent) : QTableWidget(0, 2, parent)
{
    setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    verticalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    setColumnWidth(0, fontMetrics().averageCharWidth() * 24);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Environment"));
    setToolTip(tr("Variables that are set for the program. Delete removes the row."));
    connect(this, &QTableWidget::itemChanged, this, [this] {
        if (m_filling)
            return;
        keepEmptyRow();
        Q_EMIT edited();
    });
    setVariables({});
}

QMap<QString, QString> EnvironmentTable::variables() const
{
    QMap<QString, QString> variables;
    for (int row = 0; row < rowCount(); ++row) {
        const QString name = textAt(*this, row, 0).trimmed();
        if (!name.isEmpty() && !name.contains(u'='))
            variables.insert(name, textAt(*this, row, 1));
    }
    return variables;
}

void EnvironmentTable::setVariables(const QMap<QString, QString> &variables)
{
    {
        const QScopedValueRollback filling(m_filling, true);
        setRowCount(int(variables.size()));
        int row = 0;
        for (auto it = variables.cbegin(); it != variables.cend(); ++it, ++row) {
            setItem(row, 0, new QTableWidgetItem(it.key()));
            setItem(row, 1, new QTableWidgetItem(it.value()));
        }
    }
    keepEmptyRow();
}

QString EnvironmentTable::problem() const
{
    for (int row = 0; row < rowCount(); ++row) {
        const QString name = textAt(*this, row, 0).trimmed();
        if (name.isEmpty() && !textAt(*this, row, 1).isEmpty())
            return tr("The value “%1” needs a name.").arg(textAt(*this, row, 1));
        if (name.contains(u'='))
            return tr("A name holds no “=”: “%1”.").arg(name);
    }
    return {};
}

void EnvironmentTable::keepEmptyRow()
{
    const QScopedValueRollback filling(m_filling, true);
    const int last = rowCount() - 1;
    if (last < 0 || !textAt(*this, last, 0).isEmpty() || !textAt(*this, last, 1).isEmpty()) {
        setRowCount(last + 2);
        setItem(last + 1, 0, new QTableWidgetItem);
        setItem(last + 1, 1, new QTableWidgetItem);
    }
    fitHeight();
}

void EnvironmentTable::fitHeight()
{
    const int rows = std::clamp(rowCount(), 2, mostRows);
    setFixedHeight(horizontalHeader()->sizeHint().height()
                   + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth());
}

void EnvironmentTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Delete || state() == EditingState) {
        QTableWidget::keyPressEvent(event);
        return;
    }
    QList<int> rows;
    for (const QModelIndex &index : selectedIndexes()) {
        if (!rows.contains(index.row()))
            rows.append(index.row());
    }
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : std::as_const(rows))
        removeRow(row);
    keepEmptyRow();
    Q_EMIT edited();
}

} // namespace CommandRunner
