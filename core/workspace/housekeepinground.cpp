// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/housekeepinground.h"

#include "core/run/runcompression.h"
#include "core/storage/runstore.h"
#include "core/workspace/backups.h"
#include "core/workspace/vacuum.h"

#include <QLockFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;
constexpr qint64 jumpMs = 7 * dayMs;
constexpr qint64 leastBytes = 4096; // a block of the disk: nothing is won below
constexpr int batchSize = 64;

Result<qint64> numberFact(Database &database, const QString &name, qint64 otherwise)
{
    const auto value = database.value(u"SELECT value FROM facts WHERE name = ?"_s, {name});
    if (!value)
        return std::unexpected(value.error());
    bool known = false;
    const qint64 number = value->toString().toLongLong(&known);
    return known ? number : otherwise;
}

Result<void> setFact(Database &database, const QString &name, qint64 value)
{
    if (auto done = database.execute(u"INSERT OR REPLACE INTO facts VALUES (?, ?)"_s,
                                     {name, QString::number(value)});
        !done)
        return std::unexpected(done.error());
    return {};
}

class Round final
{
public:
    Round(Database &database, const DataPaths &paths, const Clock &clock,
          const HousekeepingOptions &options, HousekeepingReport &report)
        : m_database(database),
          m_paths(paths),
          m_clock(clock),
          m_options(options),
          m_report(report)
    {}

    void run()
    {
        const Retention retention(m_database, m_paths, m_clock);
        note(retention.recover());
        if (isWanted())
            note(backUp());
        const auto rules = RetentionStore(m_database).rules();
        if (!rules) {
            m_report.errors.append(rules.error());
            return;
        }
        if (isWanted())
            note(remove(retention, *rules));
        if (isWanted() && rules->compress)
            note(compress());
        if (isWanted())
            note(vacuum());
        m_report.done = isWanted();
    }

private:
    bool isWanted() const { return !m_options.wanted || m_options.wanted(); }

    void note(const Result<void> &result)
    {
        if (!result)
            m_report.errors.append(result.error());
    }

    Result<void> backUp()
    {
        const Backups backups(m_paths, m_clock);
        if (!backups.isDailyDue())
            return {};
        const auto made = backups.makeDaily();
        if (!made)
            return std::unexpected(made.error());
        m_report.backup = *made;
        return {};
    }

    Result<void> remove(const Retention &retention, const RetentionRules &rules)
    {
        const auto plausible = isClockPlausible();
        if (!plausible)
            return std::unexpected(plausible.error());
        if (!*plausible || rules.keepAll())
            return {};
        Retention::Options options;
        options.wanted = m_options.wanted;
        options.spared = m_options.spared;
        const auto done = retention.apply(rules, options);
        if (!done)
            return std::unexpected(done.error());
        m_report.removed = *done;
        return {};
    }

    Result<bool> isClockPlausible()
    {
        const auto seenName = u"housekeeping-seen"_s;
        const auto afterName = u"retention-after"_s;
        const qint64 now = m_clock.now().toMSecsSinceEpoch();
        const auto seen = numberFact(m_database, seenName, now);
        const auto after = numberFact(m_database, afterName, 0);
        if (!seen || !after)
            return std::unexpected(seen ? after.error() : seen.error());
        const bool jumped = qAbs(now - *seen) > jumpMs;
        if (jumped) {
            if (auto set = setFact(m_database, afterName, now + dayMs); !set)
                return std::unexpected(set.error());
        }
        if (auto set = setFact(m_database, seenName, now); !set)
            return std::unexpected(set.error());
        // A day that lies farther off was said by a clock that was wrong.
        return !jumped && (now >= *after || *after - now > dayMs);
    }

    // Remembers how far all was looked at: of millions of runs most are too small to compress.
    Result<void> compress()
    {
        const auto markName = u"compressed-to"_s;
        const auto from = numberFact(m_database, markName, -1);
        if (!from)
            return std::unexpected(from.error());
        const RetentionStore store(m_database);
        qint64 mark = *from;
        qint64 number = mark;
        bool allDone = true; // up to `number`
        while (isWanted()) {
            const auto batch = store.plainOutputs(number, batchSize);
            if (!batch)
                return std::unexpected(batch.error());
            if (batch->isEmpty())
                break;
            if (auto done = compress(*batch, allDone, mark); !done)
                return done;
            number = batch->last().number;
            if (mark != *from) {
                if (auto set = setFact(m_database, markName, mark); !set)
                    return set;
            }
        }
        return {};
    }

    Result<void> compress(const QList<RetentionStore::Plain> &batch, bool &allDone, qint64 &mark)
    {
        struct Compressed {
            QString id;
            qint64 diskBytes = 0;
        };
        QList<Compressed> compressed;
        const QDateTime before = m_clock.now().addMSecs(-m_options.compressAfterMs);
        for (const RetentionStore::Plain &run : batch) {
            const bool old = run.ended.isValid() && run.ended < before
                && !m_options.spared.contains(run.id);
            if (old && run.bytes >= leastBytes) {
                const auto use = compressOutput(RunFolder(m_paths.runFolder(run.id)),
                                                m_options.wanted);
                if (!isWanted())
                    break; // perhaps it is half done
                if (!use && use.error().code != ErrorCode::Busy)
                    m_report.errors.append(use.error());
                if (use && use->compressedFiles > 0) {
                    compressed.append({run.id, use->diskBytes});
                    m_report.compressedSaved += use->contentBytes - use->diskBytes;
                }
            }
            allDone = allDone && old;
            if (allDone)
                mark = run.number;
        }
        // Together, since every change makes windows look again.
        Transaction transaction(m_database);
        if (auto begun = transaction.begin(); !begun)
            return begun;
        RunStore runs(m_database);
        for (const Compressed &run : std::as_const(compressed)) {
            const auto set = runs.setOutputKept(run.id, OutputKept::Compressed, run.diskBytes);
            if (!set && set.error().code != ErrorCode::NotFound)
                return set;
        }
        m_report.compressed += int(compressed.size());
        return transaction.commit();
    }

    Result<void> vacuum()
    {
        const auto given = vacuumIfWorthIt(m_database, m_options.wanted);
        if (!given)
            return std::unexpected(given.error());
        m_report.vacuumed = *given;
        return {};
    }

    Database &m_database;
    const DataPaths &m_paths;
    const Clock &m_clock;
    const HousekeepingOptions &m_options;
    HousekeepingReport &m_report;
};

} // namespace

Result<HousekeepingReport> runHousekeeping(const DataPaths &paths, const Clock &clock,
                                           const HousekeepingOptions &options)
{
    HousekeepingReport report;
    QLockFile lock(paths.root() + u"/housekeeping.lock"_s);
    lock.setStaleLockTime(0); // a round may take long; a dead process's lock is stale at once
    if (!lock.tryLock(0))
        return report;
    auto database = Database::open(paths.database());
    if (!database)
        return std::unexpected(database.error());
    Round(**database, paths, clock, options, report).run();
    return report;
}

} // namespace CommandRunner
