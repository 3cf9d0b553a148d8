// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include <QApplication>
#include <QGuiApplication>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF());
}

struct Roles {
    QColor window, base, alternate, text, button, light, mid, dark, shadow, highlight, link,
        visited, tip, placeholder, disabled;
};

QPalette paletteOf(const Roles &roles)
{
    QPalette palette;
    palette.setColor(QPalette::Window, roles.window);
    palette.setColor(QPalette::WindowText, roles.text);
    palette.setColor(QPalette::Base, roles.base);
    palette.setColor(QPalette::AlternateBase, roles.alternate);
    palette.setColor(QPalette::Text, roles.text);
    palette.setColor(QPalette::Button, roles.button);
    palette.setColor(QPalette::ButtonText, roles.text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Light, roles.light);
    palette.setColor(QPalette::Midlight, mixed(roles.light, roles.button, 0.5));
    palette.setColor(QPalette::Mid, roles.mid);
    palette.setColor(QPalette::Dark, roles.dark);
    palette.setColor(QPalette::Shadow, roles.shadow);
    palette.setColor(QPalette::Highlight, roles.highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, roles.link);
    palette.setColor(QPalette::LinkVisited, roles.visited);
    palette.setColor(QPalette::ToolTipBase, roles.tip);
    palette.setColor(QPalette::ToolTipText, roles.text);
    palette.setColor(QPalette::PlaceholderText, roles.placeholder);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, roles.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, roles.mid);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, roles.highlight);
    return palette;
}

} // namespace

QString toString(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light:
        return u"light"_s;
    case ThemeChoice::Dark:
        return u"dark"_s;
    case ThemeChoice::System:
        break;
    }
    return u"system"_s;
}

ThemeChoice themeChoiceFromString(const QString &text)
{
    if (text == u"light")
        return ThemeChoice::Light;
    return text == u"dark" ? ThemeChoice::Dark : ThemeChoice::System;
}

ThemeSwitcher::ThemeSwitcher(QApplication &application)
    : m_application(application),
      m_systemStyle(QApplication::style()->objectName())
{}

void ThemeSwitcher::apply(ThemeChoice choice)
{
    m_choice = choice;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    switch (choice) {
    case ThemeChoice::System:
        m_application.styleHints()->unsetColorScheme();
        break;
    case ThemeChoice::Light:
        m_application.styleHints()->setColorScheme(Qt::ColorScheme::Light);
        break;
    case ThemeChoice::Dark:
        m_application.styleHints()->setColorScheme(Qt::ColorScheme::Dark);
        break;
    }
#endif
    if (choice == ThemeChoice::System) {
        m_application.setStyle(QStyleFactory::create(m_systemStyle));
        m_application.setPalette(QPalette());
    } else {
        // Platform styles paint their own colours; Fusion takes ours everywhere.
        m_application.setStyle(QStyleFactory::create(u"Fusion"_s));
        m_application.setPalette(choice == ThemeChoice::Dark ? darkPalette() : lightPalette());
    }
    QToolTip::setPalette(m_application.palette());
}

QPalette lightPalette()
{
    return paletteOf({.window = QColor(0xf3f3f3),
                      .base = QColor(0xffffff),
                      .alternate = QColor(0xf7f7f7),
                      .text = QColor(0x1b1b1b),
                      .button = QColor(0xececec),
                      .light = QColor(0xffffff),
                      .mid = QColor(0xb8b8b8),
                      .dark = QColor(0x9a9a9a),
                      .shadow = QColor(0x6a6a6a),
                      .highlight = QColor(0x1f62b8),
                      .link = QColor(0x0b57b8),
                      .visited = QColor(0x6a3fa0),
                      .tip = QColor(0xffffff),
                      .placeholder = QColor(0x6b6b6b),
                      .disabled = QColor(0x8c8c8c)});
}

QPalette darkPalette()
{
    return paletteOf({.window = QColor(0x2b2b2b),
                      .base = QColor(0x1e1e1e),
                      .alternate = QColor(0x252525),
                      .text = QColor(0xe6e6e6),
                      .button = QColor(0x383838),
                      .light = QColor(0x4c4c4c),
                      .mid = QColor(0x4a4a4a),
                      .dark = QColor(0x191919),
                      .shadow = QColor(0x0c0c0c),
                      .highlight = QColor(0x2f6fc4),
                      .link = QColor(0x6cb6ff),
                      .visited = QColor(0xc4a5f5),
                      .tip = QColor(0x383838),
                      .placeholder = QColor(0x9d9d9d),
                      .disabled = QColor(0x7d7d7d)});
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Base)) < luminance(palette.color(QPalette::Text));
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const auto [low, high] = std::minmax({luminance(one), luminance(other)});
    return (high + 0.05) / (low + 0.05);
}

QColor mixed(const QColor &one, const QColor &other, double amount)
{
    const auto part = [amount](float a, float b) {
        return float(a + (b - a) * amount);
    };
    return QColor::fromRgbF(part(one.redF(), other.redF()), part(one.greenF(), other.greenF()),
                            part(one.blueF(), other.blueF()));
}

QColor readableOn(const QColor &background, const QColor &wanted, double contrast)
{
    if (contrastRatio(background, wanted) >= contrast)
        return wanted;
    // Towards the end of the scale that is farther from the background; black and white always
    // reach 4.5 on one side.
    const QColor end = contrastRatio(background, Qt::white) >= contrastRatio(background, Qt::black)
        ? QColor(Qt::white)
        : QColor(Qt::black);
    double low = 0;
    double high = 1;
    for (int step = 0; step < 8; ++step) {
        const double middle = (low + high) / 2;
        (contrastRatio(background, mixed(wanted, end, middle)) >= contrast ? high : low) = middle;
    }
    return mixed(wanted, end, high);
}

} // namespace CommandRunner
