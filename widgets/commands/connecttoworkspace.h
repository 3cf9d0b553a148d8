// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CommandRunner {

class CommandCatalog;
class CommandsPage;
class RunService;

// Joins the page to what it shows: commands, folders, trust, favourites, own commands from the
// catalog; the last runs of the selected command from the runs. Starting runs and failed() of the
// catalog stay with the window. The two outlive the page.
void connectToWorkspace(CommandsPage &page, CommandCatalog &catalog, RunService &runs);

} // namespace CommandRunner
