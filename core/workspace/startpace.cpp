// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/startpace.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QThread>

#include <algorithm>

namespace CommandRunner {

namespace {

constexpr int longestWaitMs = 100;

bool isStarting(const RunFolder &folder)
{
    if (QFileInfo::exists(folder.outcomeFile()))
        return false;
    const auto host = folder.readHost();
    return !host || host->child.pid <= 0;
}

} // namespace

StartPace::StartPace() : m_most(std::max(2, QThread::idealThreadCount())) {}

void StartPace::waitForRoom()
{
    const QDeadlineTimer deadline(longestWaitMs);
    while (m_starting.size() >= m_most) {
        m_starting.removeIf([](const RunFolder &folder) { return !isStarting(folder); });
        if (m_starting.size() < m_most)
            return;
        if (deadline.hasExpired())
            m_starting.removeFirst();
        else
            QThread::msleep(1);
    }
}

void StartPace::add(const RunFolder &folder)
{
    m_starting.append(folder);
}

} // namespace CommandRunner
