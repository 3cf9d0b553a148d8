// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QStringList>

namespace CommandRunner {

// A place in a file, for an editor.
struct FilePlace {
    QString path;   // absolute
    int line = 0;   // 1-based; 0: not told
    int column = 0; // likewise
};

// A program with a window that opens files at a line.
struct Editor {
    QString id;            // its program's name; "own" for a person's own command
    QString name;          // as people know it
    QStringList arguments; // program first; {file}, {line} and {column} are filled in
};

inline constexpr auto ownEditorId = "own";

// Those that we know the arguments of, in the order of the setting's list.
const QList<Editor> &knownEditors();
// Of them, the installed ones. Looks at the disk: for a worker.
QList<Editor> installedEditors();

// A person's own command: words as in a shell, none is run. Errors: InvalidFormat when it is empty,
// a quote is open, or {file} is missing.
Result<Editor> ownEditor(const QString &command);

// The one to use: what the setting names, else $VISUAL when that is one of the known, which have a
// window. NotFound: neither; the desktop decides then. Looks at the disk only for $VISUAL's sake.
Result<Editor> chosenEditor(const QString &id, const QString &ownCommand, const QString &visual);

// Fills the place in. Each word stays one word, whatever the file is called; without a line it is
// the first.
QStringList editorCommand(const Editor &editor, const FilePlace &place);

} // namespace CommandRunner
