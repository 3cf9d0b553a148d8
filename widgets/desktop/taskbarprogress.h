// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <optional>

class QWidget;

namespace CommandRunner {

// The progress bar at the application's icon in the task bar, where the desktop has one.
class TaskbarProgress final : public QObject
{
    Q_OBJECT
public:
    explicit TaskbarProgress(QWidget *window); // its parent
    ~TaskbarProgress() override;               // takes the bar away

    void setProgress(std::optional<double> share); // 0…1; empty: no bar
    std::optional<double> progress() const { return m_share; }

private:
    void show();

    [[maybe_unused]] QWidget *m_window;
    std::optional<double> m_share;
    struct System;
    std::unique_ptr<System> m_system;
};

} // namespace CommandRunner
