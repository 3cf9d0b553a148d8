// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktopoptions.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace CommandRunner {

class MainWindow;
class RunService;

// Waits until the window shows what was asked for, saves a picture of it and tells the program to
// end.
class Screenshot final : public QObject
{
    Q_OBJECT
public:
    // Both outlive us.
    Screenshot(MainWindow &window, RunService &runs, DesktopOptions options,
               QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(int exitCode); // 0: saved; 1: not saved, or the window shows a problem

private:
    void look();
    bool selectCommand();
    void save();

    MainWindow &m_window;
    RunService &m_runs;
    DesktopOptions m_options;
    QTimer m_timer;
    QElapsedTimer m_waited;
    int m_calm = 0; // looks in a row at which nothing was left to wait for
    bool m_selected = false;
};

} // namespace CommandRunner
