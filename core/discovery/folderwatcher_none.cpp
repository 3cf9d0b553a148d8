// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/folderwatcher.h"

namespace CommandRunner {

// Whoever asks looks through the folders from time to time instead.
class FolderWatcher::Private final
{
};

FolderWatcher::FolderWatcher(Callback) {}

FolderWatcher::~FolderWatcher() = default;

void FolderWatcher::add(const QString &, const QString &) {}

void FolderWatcher::remove(const QString &) {}

bool FolderWatcher::watchesAll(const QString &) const
{
    return false;
}

QString watchLimitHint()
{
    return {};
}

} // namespace CommandRunner
