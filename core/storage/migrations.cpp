// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Times are milliseconds since the epoch, UTC. What may be found by a query has a column, the rest
// is JSON.
Migration firstSchema()
{
    return {{
        // trust: NULL is "nobody said", then the nearest folder above decides.
        uR"(CREATE TABLE folders (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL UNIQUE,
            trust INTEGER CHECK (trust IN (0, 1)),
            listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
            added INTEGER NOT NULL
        ))"_s,
        // The last discovery; may be lost at any time.
        uR"(CREATE TABLE commands (
            folder TEXT NOT NULL REFERENCES folders (path) ON DELETE CASCADE,
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (folder, id)
        ) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE problems (
            folder TEXT NOT NULL REFERENCES folders (path) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (folder, position)
        ) WITHOUT ROWID)"_s,
        // What the user typed in; apart from the cache so that no scan can touch it.
        uR"(CREATE TABLE own_commands (
            id TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL
        ) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE favourites (
            absolute_id TEXT NOT NULL PRIMARY KEY
        ) WITHOUT ROWID)"_s,
        // What this database knows of itself, "runs-adopted" for one.
        uR"(CREATE TABLE facts (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID)"_s,
        // search: name, command, arguments and folder, case-folded as Unicode does, one a line.
        uR"(CREATE TABLE runs (
            id TEXT NOT NULL PRIMARY KEY,
            command_id TEXT NOT NULL,
            folder TEXT NOT NULL,
            name TEXT NOT NULL,
            argv TEXT NOT NULL,
            cwd TEXT NOT NULL,
            origin TEXT NOT NULL,
            request TEXT NOT NULL,
            state TEXT NOT NULL,
            created INTEGER NOT NULL,
            started INTEGER,
            ended INTEGER,
            exit_code INTEGER,
            signal INTEGER NOT NULL DEFAULT 0,
            output_bytes INTEGER NOT NULL DEFAULT 0,
            lines INTEGER NOT NULL DEFAULT 0,
            lost_from INTEGER,
            output_error TEXT NOT NULL DEFAULT '',
            error TEXT NOT NULL DEFAULT '',
            survivors TEXT NOT NULL DEFAULT '[]',
            search TEXT NOT NULL
        ))"_s,
        u"CREATE INDEX runs_newest ON runs (created, id)"_s,
        u"CREATE INDEX runs_of_command ON runs (command_id, folder, created, id)"_s,
        u"CREATE INDEX runs_of_state ON runs (state, created, id)"_s,
    }};
}

// How output is looked at.
Migration lensSchema()
{
    return {{
        uR"(CREATE TABLE rule_sets (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            json TEXT NOT NULL
        ))"_s,
        // Of a command: which rule sets are on, which classes are folded, its filters. Outlives the
        // list of commands, which is made anew by each scan.
        uR"(CREATE TABLE lens_choices (
            folder TEXT NOT NULL,
            command_id TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (folder, command_id)
        ) WITHOUT ROWID)"_s,
    }};
}

// How a person wants single commands to be run; outlives the list of commands, as favourites do.
Migration commandSettingsSchema()
{
    return {{
        uR"(CREATE TABLE command_settings (
            absolute_id TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL
        ) WITHOUT ROWID)"_s,
    }};
}

} // namespace

QList<Migration> schemaMigrations()
{
    return {firstSchema(), lensSchema(), commandSettingsSchema()};
}

} // namespace CommandRunner
