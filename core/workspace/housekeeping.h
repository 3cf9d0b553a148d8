// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/background.h"
#include "core/workspace/housekeepinground.h"

#include <QTimer>

#include <atomic>

namespace CommandRunner {

// Keeps the data folder in order while nobody needs the machine: rounds of runHousekeeping() in a
// thread that gives way to others, now and then, when `isIdle` says so. For programs with an event
// loop: the window, the background service. Questions about retention are answered in a second
// thread, so that they do not wait for a round. Lives in one thread, never blocks it, but for its
// end: that waits until the work under way has noticed (a backup cannot be stopped; it takes a
// second for some 100 MB).
class Housekeeping final : public QObject
{
    Q_OBJECT
public:
    static constexpr int firstMs = 5 * 60 * 1000; // after start(): starting has work enough
    static constexpr int everyMs = 15 * 60 * 1000;

    // The clock outlives us.
    Housekeeping(DataPaths paths, const Clock &clock, QObject *parent = nullptr);
    ~Housekeeping() override;

    void setIdleCheck(std::function<bool()> isIdle) { m_isIdle = std::move(isIdle); }
    // The runs that somebody looks at: their outputs stay until nobody does.
    void setSpared(std::function<QSet<QString>()> spared) { m_spared = std::move(spared); }
    void start(int first = firstMs, int every = everyMs);
    // Somebody needs the machine: a round that is under way ends soon, the next one goes on.
    void giveWay();

    // done: void(Result<RetentionRules>) and so on, in our thread, unless `context` died before.
    void rules(QObject *context, std::function<void(Result<RetentionRules>)> done);
    void setRules(const RetentionRules &rules, QObject *context,
                  std::function<void(Result<void>)> done);
    // What cleanUp() would do. A newer question takes the place of one that waits.
    void plan(const RetentionRules &rules, QObject *context,
              std::function<void(Result<RetentionPlan>)> done);
    void cleanUp(const RetentionRules &rules, QObject *context,
                 std::function<void(Result<Retention::Done>)> done);

Q_SIGNALS:
    void roundFinished(const CommandRunner::HousekeepingReport &report);

private:
    void beginRound();
    // Database work in `thread`, the answer in ours.
    template<class Value>
    void ask(BackgroundThread &thread, std::function<Result<Value>(Database &)> work,
             QObject *context, std::function<void(Result<Value>)> done);

    const DataPaths m_paths;
    const Clock &m_clock;
    std::function<bool()> m_isIdle;
    std::function<QSet<QString>()> m_spared;
    QTimer m_timer;
    bool m_roundUnderWay = false;
    std::shared_ptr<std::atomic_bool> m_roundWanted;
    const std::shared_ptr<std::atomic_bool> m_open = std::make_shared<std::atomic_bool>(true);
    const std::shared_ptr<std::atomic_int> m_latestPlan = std::make_shared<std::atomic_int>(0);
    Mailbox m_mailbox;
    BackgroundThread m_work; // both end before the mailbox
    BackgroundThread m_questions;
};

} // namespace CommandRunner
