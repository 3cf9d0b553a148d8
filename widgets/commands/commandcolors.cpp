// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandcolors.h"

#include "widgets/common/theme.h"
#include "widgets/icons/glyphicon.h"

#include <QCoreApplication>
#include <QGuiApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct CommandColors {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::CommandColors)
};

} // namespace

QString commandColorName(CommandColor color)
{
    switch (color) {
    case CommandColor::None:
        return CommandColors::tr("No Colour");
    case CommandColor::Red:
        return CommandColors::tr("Red");
    case CommandColor::Orange:
        return CommandColors::tr("Orange");
    case CommandColor::Yellow:
        return CommandColors::tr("Yellow");
    case CommandColor::Green:
        return CommandColors::tr("Green");
    case CommandColor::Teal:
        return CommandColors::tr("Teal");
    case CommandColor::Blue:
        return CommandColors::tr("Blue");
    case CommandColor::Purple:
        return CommandColors::tr("Purple");
    case CommandColor::Grey:
        return CommandColors::tr("Grey");
    }
    return {};
}

QColor commandColor(CommandColor color, const QPalette &palette)
{
    static constexpr QRgb colors[]{0,          0xffd64550, 0xffd9761a, 0xffc9a227, 0xff3f9e4d,
                                   0xff14918f, 0xff2f7de1, 0xff9254c8, 0xff7d8590};
    if (color == CommandColor::None)
        return {};
    return readableOn(palette.color(QPalette::Base), QColor::fromRgb(colors[int(color)]));
}

QIcon commandColorIcon(CommandColor color)
{
    if (color == CommandColor::None)
        return {};
    return glyphIcon(u"color"_s,
                     [color] { return commandColor(color, QGuiApplication::palette()); });
}

} // namespace CommandRunner
