// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/discovery/formats/sourcetext.h"
#include "core/discovery/scan/commandoverride.h"
#include "core/discovery/scan/discoveryresult.h"
#include "core/discovery/scan/foldertree.h"

#include <QSet>

namespace CommandRunner {

// What findings were made from, beside the file they belong to: paths relative to the scanned
// folder.
struct Dependencies {
    QSet<QString> looked; // files and folders that were read or asked for, also in vain
    QSet<QString> listed; // folders whose entries were listed
    QStringList read;     // files whose content was taken, in that order
};

// What a provider may look at while one folder is scanned. Lives as long as the scan. Everything
// that it is asked for counts as something that the findings depend on.
class DiscoveryContext final
{
public:
    static constexpr qint64 largestFile = 8LL << 20; // bytes; larger files are problems

    DiscoveryContext(const FolderTree &tree, const DiscoveryOptions &options,
                     const std::atomic_bool &cancelled)
        : m_tree(tree),
          m_options(options),
          m_cancelled(cancelled)
    {}

    QString folder() const { return m_tree.root(); }
    const FolderTree &tree() const { return m_tree; }
    const DiscoveryOptions &options() const { return m_options; }
    const std::atomic_bool &cancelled() const { return m_cancelled; }
    QString absolutePath(const QString &relativePath) const;
    // The same of a folder whose entries are going to be listed.
    QString listedFolder(const QString &relativePath) const;
    // The whole file. Errors: those of readFile, with the relative path as subject.
    Result<QByteArray> read(const QString &relativePath) const;

    // Where it is noted from now on what was asked for; it outlives us, or recordTo(nullptr) comes.
    void recordTo(Dependencies *dependencies) { m_dependencies = dependencies; }

private:
    const FolderTree &m_tree;
    const DiscoveryOptions &m_options;
    const std::atomic_bool &m_cancelled;
    Dependencies *m_dependencies = nullptr;
};

// What one file gave.
struct Findings {
    QList<Command> commands;
    QList<DiscoveryProblem> problems; // `folder` and `source` are filled in by the caller
    QList<CommandOverride> overrides; // applied when all providers are done

    bool isEmpty() const { return commands.isEmpty() && problems.isEmpty() && overrides.isEmpty(); }
    void addProblem(const QString &file, int line, const QString &message, const QString &hint)
    {
        problems.append({{}, {}, file, line, message, hint});
    }
};

// One source of commands. A new one is one file pair and one line in providers.cpp. Objects live
// for one scan, so they may remember things between files; they are used by one thread.
class CommandProvider
{
public:
    virtual ~CommandProvider() = default;

    // Command::source and the first part of the ids.
    virtual QString source() const = 0;
    virtual bool wants(const QString &name, const QString &folder) const = 0;
    // Whether what a file gives depends on nothing that was kept from another file: then it alone
    // is looked at again when it changes, otherwise all files of this provider.
    virtual bool takesFilesAlone() const { return false; }

    // Tier 1: reads files and runs nothing. Commands come with file, line, name, project, argv,
    // working directory; the caller fills in source, folder and id (from `file`, unless the
    // provider set an id).
    virtual Findings discover(const SourceFile &file, const DiscoveryContext &context) = 0;

    // Tier 2: may run the project's own tools; only called for trusted folders. Improves what
    // discover() found for the same file.
    virtual bool canIntrospect(const SourceFile &file, const DiscoveryContext &context) const;
    virtual Findings introspect(const SourceFile &file, const Findings &known,
                                const DiscoveryContext &context);
};

// "scripts" and "x.sh" are "scripts/x.sh"; an empty folder adds nothing.
QString joinPath(const QString &folder, const QString &name);
// "a/b" of "a/b/c"; "" for a path of one part.
QString parentFolder(const QString &path);
// A problem for a file that could not be read; nothing when it merely vanished meanwhile.
void addReadProblem(Findings &findings, const QString &file, const Error &error);

} // namespace CommandRunner
