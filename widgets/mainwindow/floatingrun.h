// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace CommandRunner {

class RunTab;

// A window of its own around an open run, for a second screen. Closing it gives the run back.
class FloatingRun final : public QWidget
{
    Q_OBJECT
public:
    FloatingRun(RunTab *tab, QWidget *parent); // takes the tab

    RunTab *tab() const { return m_tab; } // null once it was given back

Q_SIGNALS:
    void givesBack(CommandRunner::RunTab *tab); // somebody must take it now

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void updateTitle();

    RunTab *m_tab;
};

} // namespace CommandRunner
