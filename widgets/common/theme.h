// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace CommandRunner {

enum class ThemeChoice { System, Light, Dark };

// The word kept in the settings: "system", "light", "dark". Unknown words mean System.
QString toString(ThemeChoice choice);
ThemeChoice themeChoiceFromString(const QString &text);

// Gives the whole application a theme. One per program, made in main before the first window: it
// remembers the platform's own style, so that System brings it back.
class ThemeSwitcher final
{
public:
    explicit ThemeSwitcher(QApplication &application); // outlives us

    void apply(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }

private:
    QApplication &m_application;
    QString m_systemStyle;
    ThemeChoice m_choice = ThemeChoice::System;
};

QPalette lightPalette();
QPalette darkPalette();

bool isDark(const QPalette &palette);

// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrastRatio(const QColor &one, const QColor &other);

// The colour nearest to `wanted` (same hue) that reaches the contrast on the background.
QColor readableOn(const QColor &background, const QColor &wanted, double contrast = 4.5);

// `amount` 0 is `one`, 1 is `other`.
QColor mixed(const QColor &one, const QColor &other, double amount);

} // namespace CommandRunner
