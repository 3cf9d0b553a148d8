// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/command/commandmarks.h"
#include "core/command/commandpreset.h"
#include "core/command/commandsettings.h"
#include "core/storage/database.h"

#include <QHash>

namespace CommandRunner {

// The last discovery of every folder, and the commands that the user typed in (source "own").
class CommandStore final
{
public:
    explicit CommandStore(Database &database) : m_database(database) {}

    Result<QList<Command>> commands() const; // all folders (each in the order given), then own ones
    Result<QList<DiscoveryProblem>> problems() const;
    // NotFound when the folder is not listed (any more). Own commands stay. Writes nothing when
    // nothing changed. Of two commands with one id the first is kept.
    Result<void> replaceFolder(const QString &folder, const QList<Command> &commands,
                               const QList<DiscoveryProblem> &problems);

    Result<QList<Command>> ownCommands() const;   // by id
    Result<void> saveOwn(const Command &command); // inserts or updates by id; InvalidFormat without
                                                  // one
    Result<void> removeOwn(const QString &id);    // NotFound

    Result<QStringList> favourites() const; // absolute ids, sorted
    Result<void> setFavourite(const QString &absoluteId, bool favourite);

    Result<QHash<QString, CommandSettings>> settings() const; // by absolute id; others have
                                                              // defaults
    Result<void> saveSettings(const QString &absoluteId, const CommandSettings &settings);

    Result<MarksById> marks() const; // by absolute id or placeKey(); others have none
    Result<void> saveMarks(const MarksById &changes); // all or none; others stay

    // By absolute id: the parameters that were read from the help of the command's program.
    Result<QHash<QString, QList<Parameter>>> readOptions() const;
    Result<void> saveReadOptions(const QString &absoluteId,
                                 const QList<Parameter> &parameters); // none: forgotten

    Result<QHash<QString, QList<CommandPreset>>> presets() const; // by absolute id; each by name
    Result<void> savePreset(const QString &absoluteId,
                            const CommandPreset &preset); // replaces;
                                                          // InvalidFormat
                                                          // without a
                                                          // name
    // Each NotFound; renaming to a name that is taken: AlreadyExists.
    Result<void> renamePreset(const QString &absoluteId, const QString &name,
                              const QString &newName);
    Result<void> removePreset(const QString &absoluteId, const QString &name);

private:
    Database &m_database;
};

} // namespace CommandRunner
