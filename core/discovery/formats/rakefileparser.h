// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace CommandRunner {

struct RakeArgument {
    QString name;
    QString defaultValue; // of args.with_defaults(…); empty: none known
};

struct RakeTask {
    QString name; // with its namespaces: "db:migrate"
    int line = 0;
    QString description; // empty: rake itself does not list it
    QList<RakeArgument> arguments;
};

struct Rakefile {
    QList<RakeTask> tasks;
    QStringList imports;    // files of import, load and require_relative, as written
    int unfinishedLine = 0; // where a text begins that does not end; 0: none
};

// Reads a Rakefile as text, no Ruby is run: tasks whose names are written down, whatever the
// condition they stand in. Not what methods, loops and libraries define; "rake -AT" knows those.
Rakefile parseRakefile(const QString &source);

} // namespace CommandRunner
