// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/folderlisting.h"

namespace CommandRunner {

std::vector<FolderEntry> listFolder(const std::filesystem::path &path, std::error_code &error,
                                    const std::function<bool()> &goOn)
{
    std::vector<FolderEntry> entries;
    std::filesystem::directory_iterator it(path, error);
    const std::filesystem::directory_iterator end;
    while (!error && it != end) {
        if (!goOn())
            return entries;
        std::error_code unknown;
        const bool link = it->is_symlink(unknown);
        const bool folder = it->is_directory(unknown);
        if ((folder && !link) || (!folder && it->is_regular_file(unknown))) {
            const std::u8string name = it->path().filename().u8string();
            entries.push_back({std::string(name.begin(), name.end()), folder});
        }
        it.increment(error);
    }
    return entries;
}

} // namespace CommandRunner
