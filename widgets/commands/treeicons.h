// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace CommandRunner {

// A star in the palette's text colours, drawn at any size.
QIcon favouriteIcon();

} // namespace CommandRunner
