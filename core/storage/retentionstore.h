// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/retentionpolicy.h"
#include "core/storage/runrecord.h"

#include <QSet>

#include <functional>

namespace CommandRunner {

// The rules, and the rows' side of following them. What goes is noted in a temporary table of the
// connection; everything is asked again when it is done.
//
// Cost: a limit by age or count reads the rows that go, or that it counts; one by size the rows
// that stay; the sums the rows that go. All of that is in the order of the table.
class RetentionStore final
{
public:
    explicit RetentionStore(Database &database) : m_database(database) {}

    Result<RetentionRules> rules() const;
    Result<void> setRules(const RetentionRules &rules);

    // Notes what the rules would remove, and sums it up. Runs with the ids in `spared` stay.
    // `wanted` is asked now and then; Busy when it says no.
    Result<RetentionPlan> plan(const RetentionRules &rules, const QDateTime &now,
                               const QSet<QString> &spared = {},
                               const std::function<bool()> &wanted = {});

    struct Doomed {
        QString id;
        bool whole = false; // else its output only
        qint64 bytes = 0;
        qint64 number = 0;
    };
    // Of what plan() noted and is still there, oldest first, behind the number.
    Result<QList<Doomed>> doomed(qint64 behindNumber, int most) const;
    // Each returns those that it was done for: not what was pinned, or is not finished (any more).
    Result<QSet<QString>> removeRuns(const QStringList &ids);
    Result<QSet<QString>> markOutputsRemoved(const QStringList &ids);

    // Runs whose output lies there as it was written, oldest first, behind the number.
    struct Plain {
        QString id;
        qint64 number = 0;
        qint64 bytes = 0;
        QDateTime ended; // invalid: it is not finished
    };
    Result<QList<Plain>> plainOutputs(qint64 behindNumber, int most) const;

private:
    Result<void> noteOld(const RetentionRules &rules, const QDateTime &now, bool whole);
    Result<void> noteBeyondCount(const QString &scope, const QVariantList &values, qint64 most);
    Result<void> noteBeyondSize(const QString &scope, const QVariantList &values, qint64 most,
                                const std::function<bool()> &wanted);
    Result<RetentionPlan> summary() const;
    Result<QSet<QString>> changed(const QString &statement, const QStringList &ids);

    Database &m_database;
};

} // namespace CommandRunner
