// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/command/command.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace CommandRunner {

struct RunRequest;

// A secret that a run is given. Everywhere else a mark stands in its place, secretMark(name): in
// the request's words, environment, input and values, so in the row, in request.json, and in
// whatever is made of these. Only the host puts the value there, in memory.
struct RunSecret {
    // Shorter values are not looked for in output: they would be found in words that mean nothing.
    static constexpr qsizetype leastMasked = 4;

    QString name;        // of the secret store, else of the parameter; distinct within a run
    bool stored = false; // the secret store has it under this name: it can be fetched anew
    QString value;       // never in JSON

    bool operator==(const RunSecret &) const = default;
};

// "‹secret NAME›"
QString secretMark(const QString &name);
// The name in a text that is a mark and nothing else; empty otherwise.
QString nameInSecretMark(const QString &text);

// Puts marks in the place of the values of the command's secret parameters and tells the secrets. A
// value that is a mark already names a secret of the store; its value is to be fetched. What the
// command line is built from is `words`: there a mark begins with a dash when its value does, since
// that decides how it is joined to its flag; dropMarkDashes() takes it away from what was built.
struct SealedValues {
    ArgumentValues values;
    ArgumentValues words;
    QList<RunSecret> secrets;
};
SealedValues sealSecrets(const Command &command, const ArgumentValues &values);
QStringList dropMarkDashes(QStringList argv, const QList<RunSecret> &secrets);

// Fills the request from the command and what its form holds: words, environment, input, values and
// secrets, everything that depends on a value.
void fillRequest(RunRequest &request, const Command &command, const ArgumentValues &values,
                 const QStringList &freeWords);

// The host's side: the values in the place of their marks, everywhere.
void revealSecrets(RunRequest &request);

// What goes through the pipe to the host. Errors: InvalidFormat.
QByteArray secretValuesToJson(const QList<RunSecret> &secrets);
Result<void> takeSecretValues(QList<RunSecret> &secrets, const QByteArray &json);

} // namespace CommandRunner
