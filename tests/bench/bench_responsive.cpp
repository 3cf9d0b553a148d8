// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How late the window's event loop is while children flood it.
#include "core/run/runfolder.h"
#include "core/run/runfollower.h"
#include "tests/bench/benchreport.h"
#include "tests/bench/benchruns.h"
#include "widgets/output/outputpane.h"

#include <QApplication>
#include <QEventLoop>
#include <QTabWidget>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

// Another thread posts an event every two milliseconds, whatever became of those before it; how
// long each takes to be handled is what a key press would have waited.
class Lateness final : public QObject
{
public:
    Lateness()
    {
        m_thread = std::thread([this] {
            Clock::time_point next = Clock::now();
            while (!m_stop) {
                QCoreApplication::postEvent(this, new Ping(Clock::now()));
                next += std::chrono::milliseconds(2);
                std::this_thread::sleep_until(next);
            }
        });
    }
    ~Lateness() override { stop(); }
    void stop()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    std::vector<double> milliseconds;

protected:
    void customEvent(QEvent *event) override
    {
        const auto late = Clock::now() - static_cast<Ping *>(event)->posted;
        milliseconds.push_back(std::chrono::duration<double, std::milli>(late).count());
    }

private:
    struct Ping final : QEvent {
        explicit Ping(Clock::time_point time) : QEvent(QEvent::User), posted(time) {}
        const Clock::time_point posted;
    };
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

constexpr double floodBytes = 3e9; // of all children together: a disk is not endless

// One open run, as a tab has it.
class Flood final
{
public:
    Flood(const Bench::Runs &runs, QTabWidget &tabs, int children)
        : m_runs(runs),
          m_folder(runs.launch(
              runs.request({u"flood-log"_s, QString::number(floodBytes / children, 'f', 0)}))),
          m_follower(m_folder)
    {
        auto *pane = new OutputPane;
        tabs.addTab(pane, u"run"_s);
        const RunFolder folder(m_folder);
        pane->open(folder.log(), folder.index(), false);
        QObject::connect(&m_follower, &RunFollower::outputGrew, pane, &OutputPane::grow);
        m_follower.start();
    }
    ~Flood()
    {
        QEventLoop loop;
        QObject::connect(&m_follower, &RunFollower::done, &loop, &QEventLoop::quit);
        m_follower.kill();
        if (!m_follower.isDone())
            loop.exec();
        m_runs.remove(m_folder);
    }

private:
    const Bench::Runs &m_runs;
    const QString m_folder;
    RunFollower m_follower;
};

std::vector<double> lateness(const Bench::Runs &runs, int children, int ms)
{
    QTabWidget tabs;
    tabs.resize(1000, 640);
    tabs.show();
    std::vector<std::unique_ptr<Flood>> floods;
    floods.reserve(size_t(children));
    for (int i = 0; i < children; ++i)
        floods.push_back(std::make_unique<Flood>(runs, tabs, children));
    QEventLoop loop;
    QTimer::singleShot(300, &loop, &QEventLoop::quit); // until they are all at it
    loop.exec();
    Lateness late;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
    late.stop();
    return late.milliseconds;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const Bench::Runs runs;
    std::vector<double> idle, one, oneMost, many, manyMost;
    for (int round = 0; round < Bench::rounds; ++round) {
        idle.push_back(Bench::percentile(lateness(runs, 0, 500), 99));
        const auto single = lateness(runs, 1, 1000);
        one.push_back(Bench::percentile(single, 99));
        oneMost.push_back(Bench::percentile(single, 100));
        const auto twenty = lateness(runs, 20, 1000);
        many.push_back(Bench::percentile(twenty, 99));
        manyMost.push_back(Bench::percentile(twenty, 100));
    }
    Bench::row(u"loop.one"_s, u"event loop late, one flooding child, p99"_s, Bench::median(one),
               u"ms"_s, Bench::Better::Less, 8);
    Bench::row(u"loop.oneMost"_s, u"event loop late, one flooding child, most"_s,
               Bench::median(oneMost), u"ms"_s, Bench::Better::Less, 16);
    Bench::row(u"loop.twenty"_s, u"event loop late, 20 flooding children, p99"_s,
               Bench::median(many), u"ms"_s, Bench::Better::Less, 16);
    Bench::info(u"loop.twentyMost"_s, u"event loop late, 20 flooding children, most"_s,
                Bench::median(manyMost), u"ms"_s);
    Bench::info(u"loop.idle"_s, u"event loop late, nothing runs, p99"_s, Bench::median(idle),
                u"ms"_s);
    return 0;
}
