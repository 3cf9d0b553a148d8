// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace CommandRunner {

// Where and with what a run was started: what may be different the next time. All of it is as of
// the start; empty: not known.
struct RunContext {
    QString machine; // its name in the network
    QString system;  // "Debian GNU/Linux 12 (bookworm), Linux 6.1.0"
    QString user;
    QString program;            // the file that was started
    QString interpreter;        // the program that reads it, when it is a script or an interpreter
    QString interpreterVersion; // as it says it itself: "Python 3.11.2"
    QString gitRevision;        // of the working directory: the full name of the commit
    QString gitBranch;          // empty: detached
    std::optional<bool> gitDirty; // whether tracked or untracked files differ from the commit

    bool operator==(const RunContext &) const = default;
    bool isEmpty() const { return *this == RunContext(); }
    QJsonObject toJson() const; // without what is not known
    static RunContext fromJson(const QJsonObject &json);
};

} // namespace CommandRunner
