// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linerule.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QToolButton;
class QVBoxLayout;

namespace CommandRunner {

class FilterRow;
class LensController;

// The filters of a pane, a row each: only lines that match, or without them; what matches, how, and
// how many lines that are. Works on the controller's filters as they are typed.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(LensController &controller, QWidget *parent = nullptr); // outlives us

    void open();  // shows it, with a row to type into, and takes the keyboard
    void close(); // the filters stay
    void add(LineFilter::Kind kind);
    int rowCount() const { return int(m_rows.size()); }
    FilterRow *row(int index) const { return m_rows.at(index); }

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addRow(const LineFilter &filter);
    void remove(FilterRow *row);
    void showFilters();
    void takeFilters();
    void showCounts();
    void updateAny();

    LensController &m_controller;
    QVBoxLayout *m_layout;
    QList<FilterRow *> m_rows;
    QComboBox *m_any;
    bool m_taking = false;
};

} // namespace CommandRunner
