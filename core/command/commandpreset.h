// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

namespace CommandRunner {

// Values of one command that a person keeps under a name. Secrets are never among them.
struct CommandPreset {
    QString name; // unique within its command
    ArgumentValues values;
    QString freeArguments; // as typed

    bool operator==(const CommandPreset &) const = default;
    // Without the name, which is the key that it is kept under.
    QJsonObject toJson() const;
    static CommandPreset fromJson(const QString &name, const QJsonObject &json);
};

// What may be kept and shown.
ArgumentValues withoutSecrets(const Command &command, ArgumentValues values);

} // namespace CommandRunner
