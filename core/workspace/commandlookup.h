// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <expected>

namespace CommandRunner {

struct LookupError {
    enum class Kind { NotFound, Ambiguous };
    Kind kind = Kind::NotFound;
    QString wanted;
    QStringList candidates; // NotFound: the nearest ids; Ambiguous: the absolute ids that fit
};

// The command that a person means: by absolute id, by id, or by a name that only one command bears.
// Hidden ones count for ids only.
std::expected<Command, LookupError> findCommand(const QString &wanted,
                                                const QList<Command> &commands);

} // namespace CommandRunner
