// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/computercommands.h"

#include <QDir>

namespace CommandRunner {

// None of the three kinds exists there.
ComputerPlaces placesOfThisComputer(const QString &)
{
    ComputerPlaces places;
    places.home = QDir::homePath();
    return places;
}

} // namespace CommandRunner
