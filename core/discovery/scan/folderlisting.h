// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <vector>

namespace CommandRunner {

struct FolderEntry {
    std::string name; // UTF-8 where the system has no other idea
    bool folder = false;
};

// The files and folders in a folder, in no order: also what links lead to when that is a file.
// `goOn` is asked before each entry that there is, of whatever kind; nothing more is listed once it
// says no.
std::vector<FolderEntry> listFolder(const std::filesystem::path &path, std::error_code &error,
                                    const std::function<bool()> &goOn);

} // namespace CommandRunner
