// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace CommandRunner {

// One step of the schema, done in one transaction. Statements stand one by one: SQL is never split
// at ';'. Foreign keys are not enforced while it runs, so that it may rebuild a table.
struct Migration {
    QStringList statements;
};

// The n-th entry leads from user_version n to n + 1. An entry that was released is never changed:
// add one.
QList<Migration> schemaMigrations();

// "CmRn": tells our file from another program's.
inline constexpr qint64 databaseApplicationId = 0x436d526e;

} // namespace CommandRunner
