// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace CommandRunner {

// What the command line of `commandrunner` asks for.
struct DesktopOptions {
    QString dataFolder; // empty: the usual one
    QString addFolder;  // absolute; empty: none
    QString screenshot; // file to save a picture of the window to, then end; empty: no
    QString page;       // "commands" or "runs"; empty: as it was
    QString command;    // id to select; empty: the first (screenshot only)
    bool run = false;   // run it and wait for its end (screenshot only)
    QSize size;         // of the window; invalid: as it was
    std::optional<ThemeChoice> theme; // for this start only

    // Takes the arguments with the program's name first. The error is one English line that names
    // the wrong word.
    static std::expected<DesktopOptions, QString> parse(const QStringList &arguments);
    static QString help();
};

} // namespace CommandRunner
