// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"
#include "core/discovery/formats/datanode.h"

#include <expected>

namespace CommandRunner {

// Puts in what ${…} stands for in tasks.json and launch.json, as marks for vsCodeArgv(): what is
// known only when the command starts (a person's input, the environment), and paths, since the name
// of a folder must never become part of a shell line's syntax.
class VsCodeVariables final
{
public:
    // `inputs` has to outlive this; `python` is the project's interpreter.
    VsCodeVariables(const QString &workspaceFolder, const QString &python, const DataNode &inputs);

    // Error: the variable that only an editor knows, as it is written.
    std::expected<QString, QString> expand(const QString &text);
    // The inputs that were met, in that order: mark 0, 1 …
    const QList<Parameter> &parameters() const { return m_parameters; }

    static bool hasMark(const QString &text);
    // The text with what is known of it now, for places that no shell reads; marks of what is known
    // only when the command starts stay.
    static QString withLiterals(const QString &text);

private:
    std::expected<QString, QString> valueOf(const QString &variable);
    std::expected<QString, QString> inputMark(const QString &id, const QString &variable);
    QString mark(const Parameter &parameter);

    const QString m_workspaceFolder;
    const QString m_python;
    const DataNode &m_inputs;
    QList<Parameter> m_parameters;
};

struct VsCodeWord {
    enum class Quoting {
        None,   // shell text
        Strong, // literally as it is
        Weak,   // within double quotes: variables are put in
        Escape, // blanks and quotes are literal
    };
    QString text; // with marks
    Quoting quoting = Quoting::None;
};

// How a shell is started with a line.
struct VsCodeShell {
    QStringList start;   // {"bash", "-c"}
    bool posix = true;   // words behind the line are $0, $1 …
    bool chosen = false; // by the file: no line may do without it
};

// What VS Code takes when nothing is configured.
VsCodeShell defaultVsCodeShell();
// options.shell
VsCodeShell vsCodeShellOf(const QString &program, const QStringList &arguments);

struct VsCodeLine {
    QList<VsCodeWord> words;
    QMap<QString, QString> environment; // with marks: what the shell has to set
    QList<Parameter> parameters;        // VsCodeVariables::parameters()
    QString name;                       // of the command
};

// The argument vector, behind which the parameters follow as positionals. A shell is taken only
// where the line needs one: for what is shell text, and to put parameters in the middle; they are
// its positional parameters, never text of the line. Error: why it cannot be done.
std::expected<QStringList, QString> vsCodeArgv(const VsCodeLine &line, const VsCodeShell &shell);

} // namespace CommandRunner
