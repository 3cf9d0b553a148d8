// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/comparecolors.h"

#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr double tint = 0.10;
constexpr double gutterTint = 0.22;
constexpr double partTint = 0.34;

QColor colorOf(CellLook look, const QPalette &palette)
{
    switch (look) {
    case CellLook::Removed:
        return semanticColor(SemanticColor::Bad, palette);
    case CellLook::Added:
        return semanticColor(SemanticColor::Good, palette);
    case CellLook::Changed:
        return semanticColor(SemanticColor::Active, palette);
    case CellLook::Equal:
    case CellLook::Nothing:
        break;
    }
    return semanticColor(SemanticColor::Neutral, palette);
}

QColor backgroundOf(CellLook look, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    if (look == CellLook::Equal)
        return base;
    if (look == CellLook::Nothing)
        return mixed(base, palette.color(QPalette::Window), 0.8);
    return mixed(base, colorOf(look, palette), tint);
}

TerminalPalette paletteOn(const QColor &background, QPalette palette)
{
    palette.setColor(QPalette::Base, background);
    palette.setColor(QPalette::Text, readableOn(background, palette.color(QPalette::Text)));
    return TerminalPalette(palette);
}

} // namespace

CompareColors::CompareColors(const QPalette &palette)
    : m_palette(palette),
      m_backgrounds{backgroundOf(CellLook::Equal, palette),
                    backgroundOf(CellLook::Removed, palette),
                    backgroundOf(CellLook::Added, palette),
                    backgroundOf(CellLook::Changed, palette),
                    backgroundOf(CellLook::Nothing, palette)},
      m_palettes{paletteOn(m_backgrounds[0], palette), paletteOn(m_backgrounds[1], palette),
                 paletteOn(m_backgrounds[2], palette), paletteOn(m_backgrounds[3], palette),
                 paletteOn(m_backgrounds[4], palette)}
{}

QColor CompareColors::gutter(CellLook look) const
{
    if (look == CellLook::Equal || look == CellLook::Nothing)
        return m_palette.color(QPalette::AlternateBase);
    return mixed(m_palette.color(QPalette::AlternateBase), colorOf(look, m_palette), gutterTint);
}

QColor CompareColors::sign(CellLook look) const
{
    return readableOn(gutter(look), colorOf(look, m_palette));
}

QColor CompareColors::number() const
{
    QColor color = colorOf(CellLook::Equal, m_palette);
    for (const CellLook look : {CellLook::Removed, CellLook::Added, CellLook::Changed})
        color = readableOn(gutter(look), color);
    return color;
}

QColor CompareColors::changedPart(bool second) const
{
    const CellLook look = second ? CellLook::Added : CellLook::Removed;
    return mixed(m_palette.color(QPalette::Base), colorOf(look, m_palette), partTint);
}

QColor CompareColors::changedText(bool second) const
{
    return readableOn(changedPart(second), m_palette.color(QPalette::Text));
}

QString CompareColors::signOf(CellLook look)
{
    switch (look) {
    case CellLook::Removed:
        return u"−"_s;
    case CellLook::Added:
        return u"+"_s;
    case CellLook::Changed:
        return u"~"_s;
    case CellLook::Equal:
    case CellLook::Nothing:
        break;
    }
    return {};
}

} // namespace CommandRunner
