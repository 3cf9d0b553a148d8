// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace CommandRunner {

// How a person wants one command to be run, whatever its source says of it. Outlives every scan.
struct CommandSettings {
    bool terminal = false; // in a terminal of its own instead of pipes

    bool operator==(const CommandSettings &) const = default;
    QJsonObject toJson() const { return {{QStringLiteral("terminal"), terminal}}; }
    // What is missing or makes no sense keeps its default.
    static CommandSettings fromJson(const QJsonObject &json)
    {
        return {json.value(QStringLiteral("terminal")).toBool()};
    }
};

} // namespace CommandRunner
