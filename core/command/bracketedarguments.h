// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

namespace CommandRunner {

// The command's fixed words; the last of them with the values of its bracketed parameters, as rake
// takes them: "greet[Ann,,two\, three]". A value that is left out stays empty: rake takes the
// task's own default then.
QStringList wordsWithBrackets(const Command &command, const ArgumentValues &values);

// The other way round, of the last fixed word; nullopt when it is another word, or has more values
// than the command takes.
std::optional<ArgumentValues> valuesInBrackets(const Command &command, const QString &word);

} // namespace CommandRunner
