// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"

#include <QString>
#include <QStringList>

namespace CommandRunner {

// The word of a class in filters and markers: "SQL", "Progress", "Errors".
QString lineClassName(LineClass lineClass);
// The classes that a person may hide, in the order of the menu.
QList<LineClass> hideableClasses();
// "SQL, Progress"
QString lineClassNames(LineClasses classes);
// "312 lines hidden: SQL", the number as the locale writes it.
// `rules`: the words of the rules that hide some of them, too.
QString markerText(const OutputRow &marker, const QStringList &rules = {});
// The same with its triangle, as the row is painted.
QString markerRowText(const OutputRow &marker, const QStringList &rules = {});

// What stands where the run's limit took so many bytes out.
QString takenOutText(qint64 bytes);

} // namespace CommandRunner
