// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <span>

namespace CommandRunner {

// What is to hold for any bytes: each target takes some, uses them as its part of the program
// would, and ends the process with a message when something does not hold. libFuzzer drives them
// (./dev fuzz), and tst_fuzztargets for a fixed number of rounds.
void fuzzTerminalText(QByteArrayView bytes);  // the decoder of a line
void fuzzLogScanner(QByteArrayView bytes);    // line index, classes, carried styles, redrawn rows
void fuzzSearch(QByteArrayView bytes);        // patterns of a person, and the search in a log
void fuzzCompressedLog(QByteArrayView bytes); // a file that is no sound compressed log

struct FuzzTarget {
    const char *name;
    void (*run)(QByteArrayView bytes);
};
std::span<const FuzzTarget> fuzzTargets();

// Prints what does not hold and aborts.
void fuzzRequire(bool holds, const char *what);

} // namespace CommandRunner
