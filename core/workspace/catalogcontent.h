// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/discovery/discoveryservice.h"
#include "core/storage/commandstore.h"
#include "core/storage/folderstore.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace CommandRunner {

// What the database holds for the catalog, as of one moment.
struct CatalogSnapshot {
    QList<Folder> folders;
    QList<TrustEntry> trust;
    QList<Command> found;
    QList<Command> own;
    QList<DiscoveryProblem> problems;
    QStringList favourites;
    QHash<QString, CommandSettings> settings;
    QHash<QString, QList<Parameter>> readOptions; // by absolute id, as settings
    QHash<QString, QList<CommandPreset>> presets;
    MarksById marks;

    static Result<CatalogSnapshot> read(Database &database);
};

// The catalog's memory: what is known of each folder, and how news are taken in. A plain value, no
// signals.
class CatalogContent final
{
public:
    struct Changes {
        bool folders = false;  // which, or their trust
        bool commands = false; // commands, problems, favourites, settings or presets
        QStringList toScan;    // folders that are new or whose trust changed
        QStringList gone;      // folders that are not listed any more
    };

    // Of a folder in `scanning` our own, newer knowledge is kept.
    Changes apply(const CatalogSnapshot &snapshot, const QSet<QString> &scanning);
    // While tier 2 goes on: new commands appear, but what an earlier tier 2 found (parameters,
    // commands that only it sees) stays until finished. True when something changed.
    bool applyTier1(const DiscoveryResult &result);
    bool applyFinished(const DiscoveryResult &result);
    // Those of no folder; they are not kept in the database. True when something changed.
    bool setComputerCommands(const QList<Command> &commands);

    // Chains are run by a program of ours that is told where the data lies; without them they have
    // no words.
    void setDataPaths(const DataPaths &paths) { m_paths = paths; }

    const QList<Folder> &folders() const { return m_folders; }
    const QList<Command> &commands() const
    {
        return m_commands;
    } // sorted by folder, project, source, name
    QList<DiscoveryProblem> problems() const;
    const QSet<QString> &favourites() const { return m_favourites; }
    CommandSettings settings(const QString &absoluteId) const
    {
        return m_settings.value(absoluteId);
    }
    QList<Parameter> readOptions(const QString &absoluteId) const
    {
        return m_readOptions.value(absoluteId);
    }
    QList<CommandPreset> presets(const QString &absoluteId) const
    {
        return m_presets.value(absoluteId);
    }
    const MarksById &marks() const { return m_marks; }
    const QHash<QString, QList<CommandPreset>> &allPresets() const { return m_presets; }
    // As its source, or who made it, has it: without marks and options that were read.
    std::optional<Command> ownCommand(const QString &id) const;
    std::optional<Command> command(const QString &absoluteId) const;
    std::optional<Folder> folder(const QString &path) const;
    bool isTrusted(const QString &path) const;
    // Unsorted, of one folder; what is to be written back.
    QList<Command> commandsOf(const QString &folder) const
    {
        return m_found.value(folder).commands;
    }
    QList<DiscoveryProblem> problemsOf(const QString &folder) const
    {
        return m_found.value(folder).problems;
    }

private:
    struct Found {
        QList<Command> commands;
        QList<DiscoveryProblem> problems;
        bool operator==(const Found &) const = default;
    };
    void rebuild();

    std::optional<DataPaths> m_paths;
    QList<Folder> m_folders;
    QList<TrustEntry> m_trust;
    QHash<QString, Found> m_found; // by folder
    QList<Command> m_own;
    QList<Command> m_computer;
    QSet<QString> m_favourites;
    QHash<QString, CommandSettings> m_settings; // by absolute id
    QHash<QString, QList<Parameter>> m_readOptions;
    QHash<QString, QList<CommandPreset>> m_presets;
    MarksById m_marks;
    QList<Command> m_commands;         // all, with what was read of their options and marks, sorted
    QHash<QString, qsizetype> m_index; // absolute id -> m_commands
};

} // namespace CommandRunner
