// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktopoptions.h"

#include <QCommandLineParser>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Finds the commands of this machine, runs them and keeps everything that ran."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {u"data-dir"_s, u"Keep commands, runs and settings in DIR (as COMMANDRUNNER_DATA_DIR)."_s,
         u"DIR"_s},
        {u"page"_s, u"Open this page: commands or runs."_s, u"PAGE"_s},
        {u"theme"_s, u"Colours for this start: system, light or dark."_s, u"THEME"_s},
        {u"size"_s, u"Size of the window, as 1366x768."_s, u"WxH"_s},
        {u"screenshot"_s, u"Save a picture of the window to FILE (PNG) and end."_s, u"FILE"_s},
        {u"command"_s, u"With --screenshot: select the command ID instead of the first."_s,
         u"ID"_s},
        {u"run"_s,
         u"With --screenshot: run the command and wait for its end, at most 20 seconds."_s},
    });
    parser.addPositionalArgument(u"folder"_s, u"A folder to add to the list."_s, u"[FOLDER]"_s);
}

QSize sizeFrom(const QString &text)
{
    const QStringList parts = text.split(u'x');
    if (parts.size() != 2)
        return {};
    const QSize size(parts.at(0).toInt(), parts.at(1).toInt());
    return size.width() >= 320 && size.height() >= 240 ? size : QSize();
}

} // namespace

std::expected<DesktopOptions, QString> DesktopOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments))
        return std::unexpected(parser.errorText());
    DesktopOptions options;
    options.dataFolder = parser.value(u"data-dir"_s);
    options.screenshot = parser.value(u"screenshot"_s);
    options.command = parser.value(u"command"_s);
    options.run = parser.isSet(u"run"_s);
    options.page = parser.value(u"page"_s);
    if (!QStringList{QString(), u"commands"_s, u"runs"_s}.contains(options.page))
        return std::unexpected(u"Unknown page '%1': it is commands or runs."_s.arg(options.page));
    if (parser.isSet(u"theme"_s)) {
        const QString theme = parser.value(u"theme"_s);
        options.theme = themeChoiceFromString(theme);
        if (toString(*options.theme) != theme)
            return std::unexpected(
                u"Unknown theme '%1': it is system, light or dark."_s.arg(theme));
    }
    if (parser.isSet(u"size"_s)) {
        options.size = sizeFrom(parser.value(u"size"_s));
        if (!options.size.isValid())
            return std::unexpected(
                u"'%1' is no size such as 1366x768."_s.arg(parser.value(u"size"_s)));
    }
    const QStringList positional = parser.positionalArguments();
    if (positional.size() > 1)
        return std::unexpected(u"More than one folder: '%1'."_s.arg(positional.at(1)));
    if (!positional.isEmpty()) {
        const QFileInfo folder(positional.first());
        if (!folder.isDir())
            return std::unexpected(u"There is no folder '%1'."_s.arg(positional.first()));
        options.addFolder = folder.canonicalFilePath();
    }
    return options;
}

QString DesktopOptions::help()
{
    QCommandLineParser parser;
    declare(parser);
    return parser.helpText();
}

} // namespace CommandRunner
