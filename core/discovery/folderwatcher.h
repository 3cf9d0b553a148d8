// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace CommandRunner {

// Tells what changes in folders, by asking the system (inotify on Linux; elsewhere nothing is
// noticed). What happens shortly after one another is told at once. All members may be called from
// any thread.
class FolderWatcher final
{
public:
    struct Changes {
        QString root;
        QStringList paths; // relative to it: files and folders that came, went or were written
        bool lost = false; // there was more than the system could tell
    };
    // Called in a thread of the watcher's own.
    using Callback = std::function<void(const Changes &)>;

    static constexpr int quietMs = 100;    // without a change, before changes are told
    static constexpr int longestMs = 1000; // that a change waits for others

    explicit FolderWatcher(Callback callback);
    ~FolderWatcher(); // no call is made any more when it returns
    FolderWatcher(const FolderWatcher &) = delete;
    FolderWatcher &operator=(const FolderWatcher &) = delete;

    // One folder (relative to `root`, an absolute path), not what is below it. Again is no harm.
    void add(const QString &root, const QString &folder);
    // All folders of a root.
    void remove(const QString &root);
    // Whether all that was added is watched. If not, the system's limit was reached, or it has no
    // way to watch.
    bool watchesAll(const QString &root) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

// Why not all of a root is watched, English, for a person who can change it; empty when that would
// not help.
QString watchLimitHint();

} // namespace CommandRunner
