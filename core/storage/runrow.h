// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/runrecord.h"

#include <QList>

namespace CommandRunner {

// Between rows of the table runs and RunRecord. Lists and objects are kept as compact JSON, times
// as milliseconds since the epoch, unknown ones as NULL.
namespace RunRow {

inline constexpr auto columns = QLatin1StringView(
    "id, command_id, folder, name, argv, cwd, origin, request, state, created, started, ended, "
    "exit_code, signal, output_bytes, lines, lost_from, output_error, error, survivors, "
    "left_running, usage, "
    "context, priority, pinned, note, output_kept, disk_bytes");

// A query that selects `columns`.
Result<QList<RunRecord>> records(Database &database, const QString &sql,
                                 const QVariantList &values = {});

QString toText(const QJsonObject &object);
QString toText(const QStringList &list);
QVariant toMs(const QDateTime &time);

} // namespace RunRow

} // namespace CommandRunner
