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

// A history of millions of runs. `number` is the time of creation in ms × 1024, plus a count: so
// rows lie in the order in which they are shown, and no index has to say it. What is searched is
// the text of a run; runs of the same command with the same arguments share one, so that an
// index over parts of words stays small. disk_bytes: what the output takes when that is not
// output_bytes.
Migration historySchema()
{
    return {{
        uR"(CREATE TABLE texts (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE,
            uses INTEGER NOT NULL DEFAULT 0
        ))"_s,
        u"CREATE VIRTUAL TABLE text_index USING fts5 "
        "(text, content = 'texts', content_rowid = 'id', tokenize = 'trigram')"_s,
        u"CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN "
        "INSERT INTO text_index (rowid, text) VALUES (NEW.id, NEW.text); END"_s,
        u"CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN "
        "INSERT INTO text_index (text_index, rowid, text) VALUES ('delete', OLD.id, OLD.text); "
        "END"_s,
        uR"(CREATE TABLE runs_with_number (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            command_id TEXT NOT NULL,
            folder TEXT NOT NULL,
            name TEXT NOT NULL,
            argv TEXT NOT NULL,
            cwd TEXT NOT NULL,
            origin TEXT NOT NULL,
            request TEXT NOT NULL,
            state TEXT NOT NULL,
            priority INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            started INTEGER,
            ended INTEGER,
            exit_code INTEGER,
            signal INTEGER NOT NULL DEFAULT 0,
            output_bytes INTEGER NOT NULL DEFAULT 0,
            disk_bytes INTEGER,
            output_kept TEXT NOT NULL DEFAULT 'plain'
                CHECK (output_kept IN ('plain', 'compressed', 'removed')),
            lines INTEGER NOT NULL DEFAULT 0,
            lost_from INTEGER,
            output_error TEXT NOT NULL DEFAULT '',
            error TEXT NOT NULL DEFAULT '',
            survivors TEXT NOT NULL DEFAULT '[]',
            left_running TEXT NOT NULL DEFAULT '[]',
            usage TEXT NOT NULL DEFAULT '{}',
            context TEXT NOT NULL DEFAULT '{}',
            pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
            note TEXT NOT NULL DEFAULT '',
            text_id INTEGER NOT NULL REFERENCES texts (id)
        ))"_s,
        u"INSERT INTO texts (text) SELECT DISTINCT search FROM runs"_s,
        uR"(INSERT INTO runs_with_number (number, id, command_id, folder, name, argv, cwd, origin,
            request, state, created, started, ended, exit_code, signal, output_bytes, lines,
            lost_from, output_error, error, survivors, text_id)
            SELECT created * 1024 + (row_number() OVER (PARTITION BY created ORDER BY id) - 1),
            id, command_id, folder, name, argv, cwd, origin, request, state, created, started,
            ended, exit_code, signal, output_bytes, lines, lost_from, output_error, error,
            survivors, (SELECT texts.id FROM texts WHERE texts.text = runs.search) FROM runs)"_s,
        u"CREATE INDEX runs_of_text ON runs_with_number (text_id, number)"_s,
        u"UPDATE texts SET uses = "
        "(SELECT count(*) FROM runs_with_number WHERE text_id = texts.id)"_s,
        u"DROP TABLE runs"_s,
        u"ALTER TABLE runs_with_number RENAME TO runs"_s,
        u"CREATE INDEX runs_of_state ON runs (state, number)"_s,
        u"CREATE INDEX runs_of_folder ON runs (folder, number)"_s,
        u"CREATE INDEX runs_of_command ON runs (command_id, folder, name, number)"_s,
        u"CREATE INDEX runs_of_outcome ON runs (command_id, folder, name, state, number)"_s,
        u"CREATE INDEX runs_of_others ON runs (origin, number) WHERE origin <> 'person'"_s,
        u"CREATE INDEX runs_pinned ON runs (number) WHERE pinned"_s,
        u"CREATE INDEX runs_plain ON runs (number) WHERE output_kept = 'plain'"_s,
        u"CREATE TRIGGER runs_added AFTER INSERT ON runs BEGIN "
        "UPDATE texts SET uses = uses + 1 WHERE id = NEW.text_id; END"_s,
        u"CREATE TRIGGER runs_retold AFTER UPDATE OF text_id ON runs "
        "WHEN OLD.text_id <> NEW.text_id BEGIN "
        "UPDATE texts SET uses = uses + 1 WHERE id = NEW.text_id; "
        "UPDATE texts SET uses = uses - 1 WHERE id = OLD.text_id; "
        "DELETE FROM texts WHERE id = OLD.text_id AND uses <= 0; END"_s,
        u"CREATE TRIGGER runs_removed AFTER DELETE ON runs BEGIN "
        "UPDATE texts SET uses = uses - 1 WHERE id = OLD.text_id; "
        "DELETE FROM texts WHERE id = OLD.text_id AND uses <= 0; END"_s,
    }};
}

// Who is about to start a run (until its host was started), and which runs were asked to end so
// that another can take their place.
Migration queueSchema()
{
    return {{
        uR"(CREATE TABLE run_claims (
            run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
            pid INTEGER NOT NULL,
            start_time TEXT NOT NULL
        ) WITHOUT ROWID)"_s,
        uR"(CREATE TABLE run_stops (
            run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
            told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
        ) WITHOUT ROWID)"_s,
        u"CREATE INDEX runs_queued ON runs (priority DESC, number) WHERE state = 'queued'"_s,
    }};
}

// What the files that define a command held when a person last ran it; outlives the list of
// commands. Contents are compressed by qCompress().
Migration definitionsSchema()
{
    return {{
        uR"(CREATE TABLE definitions (
            absolute_id TEXT NOT NULL,
            path TEXT NOT NULL,
            content BLOB,
            too_large INTEGER NOT NULL DEFAULT 0 CHECK (too_large IN (0, 1)),
            taken INTEGER NOT NULL,
            PRIMARY KEY (absolute_id, path)
        ) WITHOUT ROWID)"_s,
    }};
}

// What a command's program said of its options when it was asked; outlives the list of commands.
Migration readOptionsSchema()
{
    return {{
        uR"(CREATE TABLE read_options (
            absolute_id TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL
        ) WITHOUT ROWID)"_s,
    }};
}

// Values that a person keeps under a name; outlive the list of commands, as favourites do.
Migration presetsSchema()
{
    return {{
        uR"(CREATE TABLE command_presets (
            absolute_id TEXT NOT NULL,
            name TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (absolute_id, name)
        ) WITHOUT ROWID)"_s,
    }};
}

// Tags, colours, what is hidden: of commands and of places; outlive the list of commands.
Migration marksSchema()
{
    return {{
        uR"(CREATE TABLE command_marks (
            absolute_id TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL
        ) WITHOUT ROWID)"_s,
    }};
}

} // namespace

QList<Migration> schemaMigrations()
{
    return {firstSchema(),       lensSchema(),    commandSettingsSchema(),
            historySchema(),     queueSchema(),   definitionsSchema(),
            readOptionsSchema(), presetsSchema(), marksSchema()};
}

} // namespace CommandRunner
