// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <expected>

namespace CommandRunner {

// Where a line of words is wrong; what to say is the caller's.
struct ShellWordsError {
    enum class Kind { UnclosedSingleQuote, UnclosedDoubleQuote, TrailingBackslash };
    Kind kind = Kind::UnclosedSingleQuote;
    qsizetype position = 0; // index of the opening quote or of the backslash
};

// Splits a line as a POSIX shell splits words (2.2 Quoting): blanks separate, '…' is literal, in
// "…" a backslash escapes only $ ` " \ and newline, elsewhere it escapes the next character.
// Nothing is expanded: $, * and ~ stay as they are.
std::expected<QStringList, ShellWordsError> splitShellWords(const QString &line);

// Quotes one word so that a POSIX shell and splitShellWords() read it back unchanged; plain words
// stay plain.
QString quoteShellWord(const QString &word);
QString joinShellWords(const QStringList &words);

} // namespace CommandRunner
