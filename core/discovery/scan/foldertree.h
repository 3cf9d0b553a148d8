// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QSet>

#include <atomic>
#include <functional>

namespace CommandRunner {

// A file that some provider asked for.
struct SourceFile {
    QString path;         // relative to the scanned folder, "/" between the parts
    QString name;         // its last part
    QString folder;       // the rest; "" is the scanned folder itself
    quint32 wantedBy = 0; // as FolderTree::Wants returned
};

// One walk over a folder. It never enters what package managers and build tools make (node_modules,
// .venv, target, build, .git …), what .gitignore excludes, or a symbolic link to a folder, so that
// it ends whatever the links say.
class FolderTree final
{
public:
    struct Limits {
        int depth = 64;             // folders below the scanned one
        qint64 entries = 2'000'000; // files and folders looked at
        int namesReported = 20;     // problems about names that cannot be used
    };
    // Not 0: the file is kept. Called with a name and the folder that holds it.
    using Wants = std::function<quint32(const QString &name, const QString &folder)>;
    using Progress = std::function<void(qint64 entries, const QString &folder)>;

    static FolderTree walk(const QString &root, const Wants &wants,
                           const std::atomic_bool &cancelled, const Progress &progress = {});
    static FolderTree walk(const QString &root, const Wants &wants,
                           const std::atomic_bool &cancelled, const Progress &progress,
                           const Limits &limits);

    QString root() const { return m_root; }
    // Parents before children, each folder's files by the bytes of their names.
    const QList<SourceFile> &files() const { return m_files; }
    const QList<DiscoveryProblem> &problems() const { return m_problems; }
    qint64 entriesSeen() const { return m_entriesSeen; }
    bool isCancelled() const { return m_cancelled; }

    // The nearest folder at or above `folder` that holds a project's main file (package.json,
    // manage.py, Makefile, Cargo.toml …);
    // "" when there is none.
    QString projectFolder(const QString &folder) const;

    // Folders of this name are never entered.
    static bool isDependencyFolder(QStringView name);

private:
    class Walker;
    QString m_root;
    QList<SourceFile> m_files;
    QSet<QString> m_projectFolders;
    QList<DiscoveryProblem> m_problems;
    qint64 m_entriesSeen = 0;
    bool m_cancelled = false;
};

} // namespace CommandRunner
