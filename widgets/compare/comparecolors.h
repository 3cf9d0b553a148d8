// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/diffrows.h"
#include "widgets/common/terminalpalette.h"

#include <QColor>
#include <QPalette>

#include <array>

namespace CommandRunner {

// How a cell of a comparison looks; each has a sign, too, so that nothing depends on colour.
enum class CellLook { Equal, Removed, Added, Changed, Nothing };

// The colours of a comparison in the current theme. Text has at least 4.5 : 1 on all of them.
class CompareColors final
{
public:
    explicit CompareColors(const QPalette &palette);

    QColor background(CellLook look) const { return m_backgrounds[size_t(look)]; }
    QColor gutter(CellLook look) const;
    QColor sign(CellLook look) const;      // on the gutter
    QColor number() const;                 // of lines, on any gutter
    QColor changedPart(bool second) const; // behind words that differ
    QColor changedText(bool second) const; // of them
    QColor text(CellLook look) const { return palette(look).text(); }
    // What programs chose, readable on the look's background.
    const TerminalPalette &palette(CellLook look) const { return m_palettes[size_t(look)]; }
    static QString signOf(CellLook look); // "−", "+", "~"; empty

private:
    static constexpr size_t looks = 5;

    QPalette m_palette;
    std::array<QColor, looks> m_backgrounds;
    std::array<TerminalPalette, looks> m_palettes;
};

} // namespace CommandRunner
