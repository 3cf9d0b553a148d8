// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/paths.h"
#include "core/discovery/discoveryservice.h"
#include "core/storage/commandstore.h"
#include "core/storage/databaseworker.h"
#include "core/storage/folderstore.h"
#include "core/workspace/definitionreview.h"

#include <QSet>

#include <functional>

namespace CommandRunner {

// All commands the window knows: the last result from the database at once, then refreshed by
// discovery and written back. Lives in the GUI thread, never blocks.
class CommandCatalog final : public QObject
{
    Q_OBJECT
public:
    // All outlive us.
    CommandCatalog(DatabaseWorker &worker, DiscoveryService &discovery, const Clock &clock,
                   DiscoveryOptions options, QObject *parent = nullptr);
    ~CommandCatalog() override;

    void setDataPaths(const DataPaths &paths); // before load(): chains are run with them
    void load(); // loaded() or failed() follows: the database, then refreshAll()
    void refreshAll();
    void refresh(const QString &folder);
    // Folders whose changes are not noticed by themselves: for when a person comes back to the
    // window. Not more often than every 30 s; without this call every 5 minutes.
    void refreshUnwatched();
    // loginPath, cacheFolder, djangoBuiltins, tier; trust comes from the folders. Scans again when
    // they differ.
    void setOptions(const DiscoveryOptions &options);
    DiscoveryOptions options() const;
    // Whether the commands of this computer (core/computer) are among the others; not at first.
    // They are looked for now and with every refreshAll().
    void showComputer(bool shown);

    QList<Folder> folders() const;
    QList<Command> commands() const; // sorted by folder, project, source, name
    QList<DiscoveryProblem> problems() const;
    QSet<QString> favourites() const; // absolute ids
    CommandSettings settings(const QString &absoluteId) const;
    // What was read from the help of its program; command() has it among the parameters.
    QList<Parameter> readOptions(const QString &absoluteId) const;
    QList<CommandPreset> presets(const QString &absoluteId) const; // by name
    QHash<QString, QList<CommandPreset>> allPresets() const;       // by absolute id
    MarksById marks() const; // commands() have their tags, and whether they are hidden
    std::optional<Command> command(const QString &absoluteId) const;
    // As FolderStore::isTrusted(), for an absolute path whose links are resolved (as those of
    // folders and commands are).
    bool isTrusted(const QString &path) const;
    bool isLoaded() const;
    bool isScanning() const;

    // What follows is done by the database first and shown then; failed() tells when it could not.
    // Errors: those of FolderStore and CommandStore.
    void addFolder(const QString &path);    // foldersChanged() or failed() follows; scanned at once
    void ensureFolder(const QString &path); // the same, and one that is listed already is no error
    void removeFolder(const QString &path);
    void setTrusted(const QString &path, bool trusted); // rescans with tier 2
    void saveOwn(const Command &command);
    void removeOwn(const QString &id);
    void setFavourite(const QString &absoluteId, bool favourite);
    void saveSettings(const QString &absoluteId, const CommandSettings &settings);
    void saveMarks(const MarksById &changes);
    void savePreset(const QString &absoluteId, const CommandPreset &preset);
    void renamePreset(const QString &absoluteId, const QString &name, const QString &newName);
    void removePreset(const QString &absoluteId, const QString &name);
    void saveReadOptions(const QString &absoluteId,
                         const QList<Parameter> &parameters); // none: forgets them

    // What changed in the files that define a command since a person ran it or had looked.
    void compareDefinition(const Command &command, QObject *context,
                           std::function<void(const Result<DefinitionComparison> &)> done);
    void keepDefinition(const Command &command); // as it is now; failed() when that did not work

Q_SIGNALS:
    void loaded();
    void foldersChanged();
    void commandsChanged(); // commands, problems, favourites, settings, marks or presets
    void scanProgress(const CommandRunner::DiscoveryProgress &progress);
    void scanningChanged(bool scanning);
    void failed(const CommandRunner::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

// Ids nearest to `wanted` by edit distance, best first, at most `count`; for "unknown id" messages.
QStringList nearestIds(const QString &wanted, const QList<Command> &commands, int count = 3);

} // namespace CommandRunner
