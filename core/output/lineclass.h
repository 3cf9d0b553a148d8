// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>

namespace CommandRunner {

// What a line is, seen through the lens. Kept in four bits a line, so at most 16 of them.
enum class LineClass : std::uint8_t { Plain, Sql, Progress, Warning, Error, Debug };
using LineClasses = std::uint16_t; // one bit a class: lineClassBit(c)
constexpr int maximumLineClasses = 16;
constexpr LineClasses lineClassBit(LineClass c)
{
    return LineClasses(1U << unsigned(c));
}

// An earlier line that turned out to be something else.
struct LineClassChange {
    qint64 line = 0;
    LineClass before = LineClass::Plain;
    LineClass after = LineClass::Plain;
};

} // namespace CommandRunner
