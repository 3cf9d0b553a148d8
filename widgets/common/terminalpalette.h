// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/terminaltext.h"

#include <QColor>
#include <QHash>
#include <QPalette>

#include <array>

namespace CommandRunner {

// What a terminal's colours are in the current theme: readable on light and dark, whatever the
// program thought its background was.
class TerminalPalette final
{
public:
    explicit TerminalPalette(const QPalette &palette);

    struct Colors {
        QColor foreground;
        QColor background; // invalid: the view's own
    };
    // Text colour of a style with at least 4.5 : 1 on its background, inverse, faint and conceal
    // resolved (concealed text has the colour of its background). Quick: remembers.
    Colors colors(const TerminalStyle &style) const;

    QColor text() const { return m_text; }
    QColor base() const { return m_base; }

private:
    Colors find(const TerminalStyle &style) const;
    QColor resolve(const TerminalColor &color) const;

    QColor m_text;
    QColor m_base;
    std::array<QRgb, 256> m_indexed{};
    mutable QHash<quint64, Colors> m_found;
};

} // namespace CommandRunner
