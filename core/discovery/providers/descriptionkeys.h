// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/formats/datanode.h"
#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// The tables of a description file.
enum class DescriptionTable { File, Command, Override, Parameter, ParameterChange };

// The keys that a table may have.
QStringList descriptionKeys(DescriptionTable table);

// The table without members that are unknown or of a wrong type; each of those becomes a problem.
DataNode checkedTable(const DataNode &node, DescriptionTable table, const QString &file,
                      Findings &findings);

} // namespace CommandRunner
