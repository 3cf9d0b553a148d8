// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace CommandRunner {

inline constexpr auto applicationId = "org.commandrunner.CommandRunner";

// Where this user's data lives. A plain value: root folder and the names below it.
class DataPaths final
{
public:
    explicit DataPaths(QString root) : m_root(std::move(root)) {}

    // `override` (a --data-dir) wins over COMMANDRUNNER_DATA_DIR, which wins over QStandardPaths.
    // Creates the folder (mode 0700) and checks that it can be written.
    // Errors: PermissionDenied or Io, subject is the folder.
    static Result<DataPaths> open(const QString &override = {});
    // The folder that open() would use; nothing is created or checked.
    static QString location(const QString &override = {});

    QString root() const { return m_root; }
    QString database() const;                      // commandrunner.db
    QString settings() const;                      // settings.ini, the window's
    QString runs() const;                          // runs/
    QString runFolder(const QString &runId) const; // runs/<id>
    QString backups() const;                       // backups/, of the database
    QString secretNames() const;                   // secrets.json
    QString secretFile() const; // secrets.box, encrypted; only when it was allowed
    QString cache() const;      // cache/, may be removed at any time

private:
    QString m_root;
};

} // namespace CommandRunner
