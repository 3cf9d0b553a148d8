// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QStringView>

#include <functional>

namespace CommandRunner {

// An icon of resources/icons by its name without ending ("run", "folder-add"), painted in the
// palette's colour of the moment, so that it follows a change between light and dark. A null icon
// when there is none of that name.
QIcon glyphIcon(QStringView name);
// The same in a colour of its own, asked for at each painting; selected and disabled icons still
// take the palette's.
QIcon glyphIcon(QStringView name, std::function<QColor()> colour);

// The application's own icon, in its own colours.
QIcon applicationIcon();

} // namespace CommandRunner
