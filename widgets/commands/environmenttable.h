// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QTableWidget>

namespace CommandRunner {

// Variables, one a row, and always an empty row to add another. Delete removes the rows that are
// selected; Tab leaves the table.
class EnvironmentTable final : public QTableWidget
{
    Q_OBJECT
public:
    explicit EnvironmentTable(QWidget *parent = nullptr);

    // Rows that have a name; of two with the same the lower one.
    QMap<QString, QString> variables() const;
    void setVariables(const QMap<QString, QString> &variables); // does not emit edited()
    QString problem() const; // what is wrong with a name, in words; empty: nothing

Q_SIGNALS:
    void edited();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void keepEmptyRow();
    void fitHeight();

    bool m_filling = false;
};

} // namespace CommandRunner
