// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace CommandRunner {

// One command of a chain, with the values it is given.
struct ChainStep {
    QString command; // an absoluteId(), or an id of the folder that defines the chain
    ArgumentValues values;

    bool operator==(const ChainStep &) const = default;
};

// Something that can be run: where it was found, what it is called, how it is started.
struct Command {
    QString id;   // "source:relative/file:name"; the same wherever the project lies; unique within
                  // `folder`
    QString name; // what a person types or reads: "greet", "build", "deploy.sh"
    QString source;  // provider: "django", "npm", "make", "just", "script", "own"
    QString folder;  // absolute path of the scanned folder that holds it; empty for own commands
                     // without one
    QString project; // what the list groups by: the project's folder, relative to `folder` ("" is
                     // the folder itself)
    QString file;    // where it is defined, relative to `folder`; absolute when outside it
    int line = 0;    // 1-based line in `file`; 0: unknown
    QStringList definitionFiles; // that it was read from beside `file`, written as that one is
    QString description;         // one line or more, plain text
    QStringList argv;         // program and fixed arguments; parameters and free arguments follow
    QString workingDirectory; // absolute
    QMap<QString, QString> environment; // set for the child in addition to its inherited
                                        // environment
    QList<Parameter> parameters;
    bool endOfOptions = false;       // a "--" may stand before positionals (argparse, getopt)
    QStringList freeArgumentsPrefix; // stands once before free arguments: {"--"} for npm run
    bool hidden = false;         // private in its source ("_name" of just): listed only on request
    QString confirmation;        // asked before each run, when not empty
    qint64 timeoutMs = 0;        // unless the person's settings say otherwise; 0: none
    bool terminal = false;       // needs a terminal
    bool confirmsByName = false; // `confirmation` is given by typing the command's name
    QString icon;                // a name of ours (see glyphicon.h); empty: its source's
    QStringList tags;
    // A chain has no argv of its own; it runs other commands, one after the other or all at once.
    QList<ChainStep> steps;
    bool stepsInParallel = false;
    bool goesOnAfterFailure = false; // otherwise no further step is started, and in parallel the
                                     // others are stopped

    bool operator==(const Command &) const = default;

    // "folder/id": names one command of this machine.
    QString absoluteId() const;

    // The object of the command line's contract, without `trusted`, with our own keys for the
    // cache.
    QJsonObject toJson() const;
    static Command fromJson(const QJsonObject &json);

    static QString makeId(const QString &source, const QString &relativeFile, const QString &name);
};

// A file or a tool that could not be read; it never hides the others.
struct DiscoveryProblem {
    QString folder;
    QString source;
    QString file; // relative to folder
    int line = 0;
    QString message; // English, from the parser, the tool or the system
    QString hint;    // what to do about it, English; may be empty

    bool operator==(const DiscoveryProblem &) const = default;
    QJsonObject toJson() const;
    static DiscoveryProblem fromJson(const QJsonObject &json);
};

} // namespace CommandRunner
