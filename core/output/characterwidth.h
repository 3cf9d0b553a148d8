// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace CommandRunner {

// Columns that a character takes in a terminal: 2 for East Asian wide ones and emoji, 0 for those
// that join the one before.
int terminalColumns(char32_t character);

// What a terminal shows in one place: a character with all that joins it (combining marks, emoji
// joined by U+200D, skin tones, variation selectors, the two letters of a flag).
struct TerminalCluster {
    qsizetype end = 0; // in the text
    int columns = 1;   // 1 or 2
};
TerminalCluster clusterAt(QStringView text, qsizetype start);

// Whether `next` joins a cluster that begins with `first` and ends with `last` (`first` again when
// it is a single character).
bool joinsCluster(char32_t first, char32_t last, bool single, char32_t next);

constexpr char32_t emojiPresentation = 0xfe0f; // makes the character before it two columns wide

} // namespace CommandRunner
