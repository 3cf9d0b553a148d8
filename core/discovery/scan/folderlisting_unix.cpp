// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/folderlisting.h"

#include <cerrno>
#include <memory>
#include <optional>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace CommandRunner {

namespace {

// Most file systems tell the kind along with the name; nothing: neither file nor folder.
std::optional<bool> isFolder(int folder, const dirent &entry)
{
    if (entry.d_type == DT_DIR || entry.d_type == DT_REG)
        return entry.d_type == DT_DIR;
    if (entry.d_type != DT_LNK && entry.d_type != DT_UNKNOWN)
        return std::nullopt;
    struct stat status = {};
    if (entry.d_type == DT_UNKNOWN) {
        if (::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return std::nullopt;
        if (!S_ISLNK(status.st_mode))
            return S_ISDIR(status.st_mode) ? std::optional(true)
                : S_ISREG(status.st_mode)  ? std::optional(false)
                                           : std::nullopt;
    }
    // What a link to a folder leads to is found where it is, if it belongs to the scanned folder at
    // all.
    if (::fstatat(folder, entry.d_name, &status, 0) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return false;
}

} // namespace

std::vector<FolderEntry> listFolder(const std::filesystem::path &path, std::error_code &error,
                                    const std::function<bool()> &goOn)
{
    std::vector<FolderEntry> entries;
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::opendir(path.c_str()), ::closedir);
    if (!folder) {
        error.assign(errno, std::generic_category());
        return entries;
    }
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(folder.get());
        if (entry == nullptr) {
            if (errno != 0)
                error.assign(errno, std::generic_category());
            return entries;
        }
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        if (!goOn())
            return entries;
        if (const auto isOne = isFolder(::dirfd(folder.get()), *entry))
            entries.push_back({std::string(name), *isOne});
    }
}

} // namespace CommandRunner
