// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

namespace CommandRunner {

// Takes over what the header of a Raycast script command says ("# @raycast.title Open the board").
void readRaycastHeader(Command &command, const QString &text, Findings &findings);

// What a Python script says it needs, in a block "# /// script" (PEP 723).
struct InlineScriptMetadata {
    QStringList dependencies;
    QString requiresPython;
};
// Nullopt: there is no such block. One that is broken adds a problem and counts as empty.
std::optional<InlineScriptMetadata> readInlineMetadata(const QString &text, const QString &file,
                                                       Findings &findings);

// Has `command` started by uv, which installs what the script needs, where uv is found, and its
// description say what that is.
void useInlineMetadata(Command &command, const InlineScriptMetadata &metadata,
                       const DiscoveryContext &context);

} // namespace CommandRunner
