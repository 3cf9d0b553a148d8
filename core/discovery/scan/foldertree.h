// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/discovery/scan/gitignore.h"

#include <QHash>
#include <QSet>

#include <atomic>
#include <functional>
#include <vector>

namespace CommandRunner {

// A file that some provider asked for.
struct SourceFile {
    QString path;         // relative to the scanned folder, "/" between the parts
    QString name;         // its last part
    QString folder;       // the rest; "" is the scanned folder itself
    quint32 wantedBy = 0; // as FolderTree::Wants returned

    bool operator==(const SourceFile &) const = default;
};

// One walk over a folder. It never enters what package managers and build tools make (node_modules,
// .venv, target, build, .git …), what .gitignore excludes, or a symbolic link to a folder, so that
// it ends whatever the links say. Afterwards parts of it can be looked at again.
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
    // Called before a folder is listed: whoever watches it from then on misses nothing.
    using Entering = std::function<void(const QString &folder)>;
    struct Hooks {
        Wants wants;
        Progress progress; // may be empty
        Entering entering; // may be empty
        Limits limits = {};
    };

    static FolderTree walk(const QString &root, const Wants &wants,
                           const std::atomic_bool &cancelled, const Progress &progress = {});
    static FolderTree walk(const QString &root, const Wants &wants,
                           const std::atomic_bool &cancelled, const Progress &progress,
                           const Limits &limits);
    static FolderTree walk(const QString &root, const Hooks &hooks,
                           const std::atomic_bool &cancelled);

    struct Difference {
        QList<SourceFile> files; // that are there now and were not before, or the other way round
        bool projects = false;   // folders became or are no longer a project's
        bool problems = false;   // of folders, or of names in them
    };
    // Lists the folders again that hold `paths` (relative, files or folders, which may be gone).
    // Cancelled, the tree is good for nothing but being walked anew.
    Difference update(const QStringList &paths, const Hooks &hooks,
                      const std::atomic_bool &cancelled);

    QString root() const { return m_root; }
    // Parents before children, each folder's files by the bytes of their names.
    const QList<SourceFile> &files() const { return m_files; }
    const QList<DiscoveryProblem> &problems() const { return m_problems; }
    qint64 entriesSeen() const { return m_entriesSeen; }
    bool isCancelled() const { return m_cancelled; }
    // Those whose files are listed.
    bool hasFolder(const QString &folder) const;
    // Those, and what a tool made: it may not be any more when its marker goes.
    bool knowsFolder(const QString &folder) const { return m_folders.contains(folder); }
    bool hasFile(const QString &path) const;

    // The nearest folder at or above `folder` that holds a project's main file (package.json,
    // manage.py, Makefile, Cargo.toml …);
    // "" when there is none.
    QString projectFolder(const QString &folder) const;

    // Folders of this name are never entered.
    static bool isDependencyFolder(QStringView name);
    // That of a JetBrains IDE, whose files are taken although nothing else below ".idea" is.
    static bool isRunConfigurationFolder(QStringView folder);
    // Whether a file or folder of this name says something about the tree itself: makes its folder
    // a project's or a generated one, or holds rules of what is ignored.
    static bool isMarker(QStringView name);

private:
    struct Folder {
        QList<SourceFile> files;
        QStringList subfolders; // that were entered: names
        GitIgnore ignoreRules;  // of its own .gitignore
        QList<DiscoveryProblem> problems;
        QList<DiscoveryProblem> nameProblems; // as many as are reported of `namesSkipped`
        int namesSkipped = 0;
        qint64 entries = 0;
        bool project = false;
        bool generated = false; // made by a tool: nothing else is known of it
    };
    // A .gitignore or exclude file above the root, with the way from it down to the root, which
    // ends in "/".
    struct RulesAbove {
        QString way;
        GitIgnore rules;
    };
    class Walker;

    static bool isProjectMarker(QStringView name);
    static bool isGeneratedMarker(QStringView name);
    // With which the paths below a folder begin.
    static QString prefixOf(const QString &folder);

    void addTo(Difference &difference, const QString &folder) const; // all at and below it
    void drop(const QString &folder, Difference &difference);
    void collect(const Limits &limits); // files and problems, from m_folders
    void collect(const QString &folder, const Limits &limits, int &namesSkipped);

    QString m_root;
    std::vector<RulesAbove> m_rulesAbove; // outermost first
    QHash<QString, Folder> m_folders;
    QList<SourceFile> m_files;
    QList<DiscoveryProblem> m_ownProblems; // of the root as a whole
    QList<DiscoveryProblem> m_problems;
    qint64 m_entriesSeen = 0;
    bool m_cancelled = false;
};

} // namespace CommandRunner
