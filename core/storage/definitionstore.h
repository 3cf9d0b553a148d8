// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QDateTime>

#include <optional>

namespace CommandRunner {

// A file that says what a command does, as it was at one moment.
struct DefinitionFile {
    QString path; // absolute
    // Nothing: it was not there. Of a file that is too large to keep: its SHA-256.
    std::optional<QByteArray> content;
    bool tooLarge = false;

    bool operator==(const DefinitionFile &) const = default;
};

struct Definition {
    QList<DefinitionFile> files; // by path
    QDateTime taken;             // UTC
};

// What the files that define a command held when a person last ran it or looked at what changed.
class DefinitionStore final
{
public:
    explicit DefinitionStore(Database &database) : m_database(database) {}

    // Nothing: it was not run yet.
    Result<std::optional<Definition>> definition(const QString &absoluteId) const;
    // Replaces what is there.
    Result<void> save(const QString &absoluteId, const Definition &definition);

private:
    Database &m_database;
};

} // namespace CommandRunner
