// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

namespace CommandRunner {

// Fills an empty history with ended runs, one a minute, of 40 commands in 7 folders; every
// `runsForText` of them share their arguments. Rows only: they have no folders. The arguments hold
// --batch and a number of six hexadecimal digits that says which text it is.
inline Result<void> fillWithRuns(Database &database, int count, int runsForText = 10)
{
    using namespace Qt::StringLiterals;
    constexpr qint64 firstMs = 1'700'000'000'000;
    const int texts = (count + runsForText - 1) / runsForText;
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const QList<QPair<QString, QVariantList>> steps{
        {u"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1) "
         "INSERT INTO texts (id, text) SELECT i + 1, 'import_' || (i % 40) || char(10) || "
         "'django:shop/manage.py:import_' || (i % 40) || char(10) || 'python manage.py import_' || "
         "(i % 40) || ' --batch ' || printf('%06x', i) || char(10) || '/home/ann/shop' || (i % 7) "
         "FROM n"_s,
         {texts}},
        {u"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1) "
         "INSERT INTO runs (number, id, command_id, folder, name, argv, cwd, origin, request, "
         "state, created, started, ended, exit_code, output_bytes, lines, text_id) "
         "SELECT (? + i * 60000) * 1024, 'run-' || printf('%08d', i), "
         "'django:shop/manage.py:import_' || (i / ? % 40), '/home/ann/shop' || (i / ? % 7), "
         "'import_' || (i / ? % 40), '[\"python\",\"manage.py\"]', '/home/ann/shop' || (i / ? % "
         "7), "
         "'person', '{\"version\":1,\"argv\":[\"python\",\"manage.py\",\"import_' || (i / ? % 40) "
         "|| "
         "'\",\"--batch\",\"' || printf('%06x', i / ?) || '\"],\"runId\":\"run-' || "
         "printf('%08d', i) || '\",\"name\":\"import_' || (i / ? % 40) || '\"}', "
         "CASE WHEN i % 17 = 0 THEN 'failed' ELSE 'succeeded' END, ? + i * 60000, ? + i * 60000, "
         "? + i * 60000 + i % 5000, i % 17 = 0, 100, 10, i / ? + 1 FROM n"_s,
         {count, firstMs, runsForText, runsForText, runsForText, runsForText, runsForText,
          runsForText, runsForText, firstMs, firstMs, firstMs, runsForText}},
    };
    for (const auto &[sql, values] : steps) {
        if (auto done = database.execute(sql, values); !done)
            return std::unexpected(done.error());
    }
    return transaction.commit();
}

} // namespace CommandRunner
