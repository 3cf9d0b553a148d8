// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/concurrencypolicy.h"
#include "core/command/runlimits.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace CommandRunner {

// How a person wants one command to be run, whatever its source says of it. Outlives every scan.
struct CommandSettings {
    bool terminal = false; // in a terminal of its own instead of pipes
    RunLimits limits;
    qint64 timeoutMs = 0; // 0: none
    qint64 graceMs = -1;  // between the polite signal and the kill; -1: as for all commands
    ConcurrencyPolicy ifRunning = ConcurrencyPolicy::Parallel;
    int priority = RunPriority::normal; // in the queue
    QString workingDirectory;           // relative to the command's own; empty: that one
    QMap<QString, QString> environment; // set for the child, above what the files say
    QStringList environmentFiles; // ".env" files, relative to the working directory; later ones win
    QString interpreter;          // instead of the one the command names; empty: that one

    bool operator==(const CommandSettings &) const = default;
    QJsonObject toJson() const;
    // What is missing or makes no sense keeps its default.
    static CommandSettings fromJson(const QJsonObject &json);
};

} // namespace CommandRunner
