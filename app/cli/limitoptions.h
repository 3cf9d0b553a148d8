// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/invocation.h"
#include "core/command/runlimits.h"

namespace CommandRunner {

// --memory, --cpu-time, --nice, --processes.
QList<QCommandLineOption> limitOptions();

// What was given wins over `remembered`, one by one; 0 takes a limit away. Error: the text to
// print.
std::expected<RunLimits, QString> limitsOf(const Options &options, RunLimits remembered);

// "512M", "2GB", "1000000": K, M, G and T count by 1024, as ulimit and systemd do, KB, MB … by
// 1000.
std::optional<qint64> sizeFromText(const QString &text);

} // namespace CommandRunner
