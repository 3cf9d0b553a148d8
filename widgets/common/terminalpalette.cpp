// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/terminalpalette.h"

#include "widgets/common/theme.h"

#include <utility>

namespace CommandRunner {

namespace {

// black red green yellow blue magenta cyan white, then the bright ones.
constexpr std::array<QRgb, 16> onLight = {0xff1b1b1b, 0xffb3261e, 0xff1a6b2d, 0xff805500,
                                          0xff0b57b8, 0xff8a2f94, 0xff006a73, 0xff5f5f5f,
                                          0xff4d4d4d, 0xffc62828, 0xff227a36, 0xff8f5f00,
                                          0xff1766cc, 0xff9c3fa6, 0xff007882, 0xff6b6b6b};
constexpr std::array<QRgb, 16> onDark = {0xff8a8a8a, 0xffff7b72, 0xff5fcf80, 0xffe3b341,
                                         0xff6cb6ff, 0xffd79bee, 0xff56d4dd, 0xffd0d0d0,
                                         0xffa0a0a0, 0xffff9a93, 0xff7ee2a0, 0xfff2cc60,
                                         0xff91caff, 0xffe5b8f5, 0xff7ee6ee, 0xffffffff};
// As backgrounds the colours of every terminal are kept: the text on them is made readable instead.
constexpr std::array<QRgb, 16> behind = {0xff000000, 0xffcd3131, 0xff0dbc79, 0xffe5c010,
                                         0xff2472c8, 0xffbc3fbc, 0xff11a8cd, 0xffe5e5e5,
                                         0xff666666, 0xfff14c4c, 0xff23d18b, 0xfff5f543,
                                         0xff3b8eea, 0xffd670d6, 0xff29b8db, 0xffffffff};

} // namespace

TerminalPalette::TerminalPalette(const QPalette &palette)
    : m_text(palette.color(QPalette::Text)),
      m_base(palette.color(QPalette::Base))
{
    const auto &first = isDark(palette) ? onDark : onLight;
    std::copy(first.begin(), first.end(), m_indexed.begin());
    // xterm's cube of 6 × 6 × 6 and its 24 greys.
    for (int i = 0; i < 216; ++i) {
        const auto level = [](int step) {
            return step == 0 ? 0 : 55 + 40 * step;
        };
        m_indexed.at(size_t{16} + size_t(i)) = qRgb(level(i / 36), level(i / 6 % 6), level(i % 6));
    }
    for (int i = 0; i < 24; ++i)
        m_indexed.at(size_t{232} + size_t(i)) = qRgb(8 + 10 * i, 8 + 10 * i, 8 + 10 * i);
}

QColor TerminalPalette::resolve(const TerminalColor &color) const
{
    switch (color.kind) {
    case TerminalColor::Kind::Indexed:
        return QColor(m_indexed[color.value & 0xff]);
    case TerminalColor::Kind::Rgb:
        return QColor(QRgb(0xff000000 | color.value));
    case TerminalColor::Kind::Default:
        break;
    }
    return {};
}

TerminalPalette::Colors TerminalPalette::colors(const TerminalStyle &style) const
{
    const auto bits = [](const TerminalColor &color) {
        return quint64(color.value & 0xffffff) | quint64(color.kind) << 24;
    };
    const quint64 key = bits(style.foreground) | bits(style.background) << 26
        | quint64(style.inverse) << 52 | quint64(style.faint) << 53 | quint64(style.conceal) << 54;
    const auto known = m_found.constFind(key);
    if (known != m_found.constEnd())
        return *known;
    constexpr qsizetype enough = 4096; // a picture in true colours
    if (m_found.size() >= enough)
        m_found.clear();
    return *m_found.insert(key, find(style));
}

TerminalPalette::Colors TerminalPalette::find(const TerminalStyle &style) const
{
    TerminalColor front = style.foreground;
    TerminalColor back = style.background;
    if (style.inverse)
        std::swap(front, back);

    QColor foreground = resolve(front);
    QColor background = back.kind == TerminalColor::Kind::Indexed && back.value < 16
        ? QColor(behind[back.value])
        : resolve(back);
    if (style.inverse) {
        if (!background.isValid())
            background = m_text;
        if (!foreground.isValid())
            foreground = m_base;
    }
    if (!foreground.isValid())
        foreground = m_text;
    const QColor behindText = background.isValid() ? background : m_base;
    if (style.conceal)
        return {behindText, background};
    if (style.faint)
        foreground = mixed(foreground, behindText, 0.4);
    return {readableOn(behindText, foreground), background};
}

} // namespace CommandRunner
