// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/localterminal.h"

namespace CommandRunner {

// Runs in a terminal need Unix so far (childstreams_windows.cpp), so there is nobody to lend to.
class LocalTerminal::Private
{
};

std::optional<QString> askShown(const QString &)
{
    return {};
}

std::optional<QString> askHidden(const QString &)
{
    return {};
}

bool LocalTerminal::isThere()
{
    return false;
}

LocalTerminal::LocalTerminal(QObject *parent) : QObject(parent) {}

LocalTerminal::~LocalTerminal() = default;

TerminalSize LocalTerminal::size()
{
    return {};
}

} // namespace CommandRunner
