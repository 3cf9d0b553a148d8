// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace CommandRunner {

// Texts of which every subject that matches this PCRE2 pattern (UTF-8) holds at least one; each of
// two bytes or more. Empty: nothing is known, every subject has to be tried. The least common text
// is taken, as far as bytes tell. Careful: what it does not understand tells it nothing.
//
// caseInsensitive: the texts stand in any case there, too. Characters whose other case may be
// outside ASCII (k and the Kelvin sign, s and the long s) are no part of a text then.
QByteArrayList requiredLiterals(QByteArrayView pattern, bool caseInsensitive);

// How common this pair of bytes is in logs: a guess, small is rare.
int pairWeight(char first, char second);
// Where the least common pair of a text of two bytes or more begins.
qsizetype rarestPair(QByteArrayView text);

} // namespace CommandRunner
