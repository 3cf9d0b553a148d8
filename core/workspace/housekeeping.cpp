// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/housekeeping.h"

#include "core/base/logging.h"
#include "core/base/threadpriority.h"

#include <QPointer>

namespace CommandRunner {

Housekeeping::Housekeeping(DataPaths paths, const Clock &clock, QObject *parent)
    : QObject(parent),
      m_paths(std::move(paths)),
      m_clock(clock)
{
    m_timer.setSingleShot(true);
}

Housekeeping::~Housekeeping()
{
    *m_open = false;
    giveWay();
}

void Housekeeping::start(int first, int every)
{
    connect(&m_timer, &QTimer::timeout, this, [this, every] {
        beginRound();
        m_timer.start(every);
    });
    m_timer.start(first);
}

void Housekeeping::giveWay()
{
    if (m_roundWanted)
        *m_roundWanted = false;
}

void Housekeeping::beginRound()
{
    if (m_roundUnderWay || (m_isIdle && !m_isIdle()))
        return;
    m_roundUnderWay = true;
    m_roundWanted = std::make_shared<std::atomic_bool>(true);
    HousekeepingOptions options;
    options.wanted = [wanted = m_roundWanted] {
        return wanted->load();
    };
    if (m_spared)
        options.spared = m_spared();
    m_work.run([this, options, paths = m_paths, &clock = m_clock] {
        giveWayToOthers();
        const auto report = std::make_shared<Result<HousekeepingReport>>(
            runHousekeeping(paths, clock, options));
        m_mailbox.post([this, report] {
            m_roundUnderWay = false;
            if (!*report) {
                qCWarning(logWorkspace).noquote() << "housekeeping:" << report->error().toString();
                return;
            }
            for (const Error &error : std::as_const((*report)->errors))
                qCWarning(logWorkspace).noquote() << "housekeeping:" << error.toString();
            Q_EMIT roundFinished(**report);
        });
    });
}

template<class Value>
void Housekeeping::ask(BackgroundThread &thread, std::function<Result<Value>(Database &)> work,
                       QObject *context, std::function<void(Result<Value>)> done)
{
    thread.run([this, file = m_paths.database(), work = std::move(work),
                wanted = QPointer<QObject>(context), done = std::move(done)]() mutable {
        auto database = Database::open(file);
        auto answer = std::make_shared<Result<Value>>(
            database ? work(**database) : Result<Value>(std::unexpected(database.error())));
        m_mailbox.post([wanted = std::move(wanted), done = std::move(done), answer] {
            if (wanted)
                done(std::move(*answer));
        });
    });
}

void Housekeeping::rules(QObject *context, std::function<void(Result<RetentionRules>)> done)
{
    ask<RetentionRules>(
        m_questions, [](Database &database) { return RetentionStore(database).rules(); }, context,
        std::move(done));
}

void Housekeeping::setRules(const RetentionRules &rules, QObject *context,
                            std::function<void(Result<void>)> done)
{
    ask<void>(
        m_questions,
        [rules](Database &database) { return RetentionStore(database).setRules(rules); }, context,
        std::move(done));
}

void Housekeeping::plan(const RetentionRules &rules, QObject *context,
                        std::function<void(Result<RetentionPlan>)> done)
{
    const int number = ++*m_latestPlan;
    Retention::Options options;
    if (m_spared)
        options.spared = m_spared();
    options.wanted = [number, latest = m_latestPlan, open = m_open] {
        return open->load() && latest->load() == number;
    };
    ask<RetentionPlan>(
        m_questions,
        [rules, options, paths = m_paths, &clock = m_clock](Database &database) {
            if (!options.wanted())
                return Result<RetentionPlan>(fail(ErrorCode::Busy, paths.database(),
                                                  QStringLiteral("asked anew")));
            return Retention(database, paths, clock).plan(rules, options);
        },
        context,
        [number, latest = m_latestPlan, done = std::move(done)](Result<RetentionPlan> plan) {
            if (latest->load() == number)
                done(std::move(plan));
        });
}

void Housekeeping::cleanUp(const RetentionRules &rules, QObject *context,
                           std::function<void(Result<Retention::Done>)> done)
{
    giveWay(); // a round would make it wait
    Retention::Options options;
    if (m_spared)
        options.spared = m_spared();
    options.wanted = [open = m_open] {
        return open->load();
    };
    ask<Retention::Done>(
        m_work,
        [rules, options, paths = m_paths, &clock = m_clock](Database &database) {
            return Retention(database, paths, clock).apply(rules, options);
        },
        context, std::move(done));
}

} // namespace CommandRunner
