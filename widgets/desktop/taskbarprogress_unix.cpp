// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/desktop/taskbarprogress.h"

#include <QWidget>

namespace CommandRunner {

struct TaskbarProgress::System {
};

TaskbarProgress::TaskbarProgress(QWidget *window) : QObject(window), m_window(window) {}

TaskbarProgress::~TaskbarProgress() = default;

void TaskbarProgress::setProgress(std::optional<double> share)
{
    m_share = share;
}

void TaskbarProgress::show() {} // these desktops have no such bar

} // namespace CommandRunner
