// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/outputssearch.h"

#include "core/run/runfolder.h"
#include "core/storage/lensstore.h"
#include "core/workspace/lenslibrary.h"
#include "core/workspace/outputssearchjob.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace CommandRunner {

namespace {

constexpr int pageRuns = 500;

struct Page {
    QList<RunRecord> records;
    QList<OutputEncoding> encodings; // as was chosen for the command of each
};

Result<Page> pageOf(Database &database, const RunQuery &query)
{
    auto records = RunStore(database).runs(query);
    if (!records)
        return std::unexpected(records.error());
    Page page{*std::move(records), {}};
    QHash<std::pair<QString, QString>, OutputEncoding> known;
    const LensStore store(database);
    for (const RunRecord &record : std::as_const(page.records)) {
        const std::pair command(record.request.folder, lensCommandId(record.request));
        auto encoding = known.constFind(command);
        if (encoding == known.constEnd()) {
            auto chosen = OutputEncoding::Automatic;
            const auto choice = store.choice(command.first, command.second);
            if (choice && *choice) // unreadable choices are none
                chosen = LensChoice::fromJson(**choice).encoding;
            encoding = known.insert(command, chosen);
        }
        page.encodings.append(*encoding);
    }
    return page;
}

} // namespace

OutputsSearch::OutputsSearch(DatabaseWorker &worker, FolderOf folderOf, QObject *parent)
    : QObject(parent),
      m_worker(worker),
      m_folderOf(std::move(folderOf))
{}

OutputsSearch::~OutputsSearch()
{
    if (m_current)
        m_current->stop(); // first all are told, then all are waited for
    m_current.reset();
    m_retired.clear();
}

void OutputsSearch::start(const OutputsQuery &query)
{
    cancel();
    m_progress = {};
    m_error.reset();
    // The pointer is compared only: calls of a search that was cancelled may still be under way.
    auto known = std::make_shared<Job *>(nullptr);
    m_current = std::make_shared<Job>(
        query, [this, known] { m_mailbox.post([this, known] { deliver(*known); }); },
        [this] { m_mailbox.post([this] { retire(); }); });
    *known = m_current.get();
    if (query.text.isEmpty() || problemOf(query.text) || query.hits <= 0)
        m_current->setListed();
    else
        list(m_current, query.runs.before);
}

// A page of rows; the next one follows when it is there.
void OutputsSearch::list(const std::shared_ptr<Job> &job, const QString &before)
{
    RunQuery query = job->query().runs;
    const int left = query.limit > 0 ? query.limit - job->listedRuns() : pageRuns;
    query.limit = std::min(left, pageRuns);
    query.before = before;
    if (query.limit <= 0) {
        job->setListed();
        return;
    }
    m_worker.submit(
        this, [query](Database &database) { return pageOf(database, query); },
        [this, weak = std::weak_ptr(job), wanted = query.limit](Result<Page> page) {
            const std::shared_ptr<Job> listed = weak.lock();
            if (!listed || listed != m_current)
                return;
            if (!page) {
                m_error = page.error();
                finish(End::Failed);
                return;
            }
            QList<Job::Run> runs;
            for (qsizetype i = 0; i < page->records.size(); ++i) {
                const RunRecord &record = page->records.at(i);
                if (isFinal(record.state) && record.outcome.outputBytes <= 0)
                    continue;
                const RunFolder folder(m_folderOf(record.id()));
                runs.append({record.id(),
                             record.outcome.outputBytes,
                             {folder.log(), folder.index(), page->encodings.at(i)}});
            }
            listed->add(runs);
            listed->countListed(int(page->records.size()));
            if (page->records.size() < wanted)
                listed->setListed();
            else
                list(listed, page->records.constLast().id());
        });
}

void OutputsSearch::cancel()
{
    if (m_current)
        finish(End::Cancelled);
}

void OutputsSearch::finish(End end)
{
    m_current->stop();
    m_retired.push_back(std::exchange(m_current, nullptr));
    retire();
    Q_EMIT finished(end);
}

// Threads that have ended take no time to join.
void OutputsSearch::retire()
{
    std::erase_if(m_retired, [](const std::shared_ptr<Job> &job) { return job->hasEnded(); });
}

void OutputsSearch::deliver(Job *job)
{
    if (!job || job != m_current.get())
        return;
    const std::shared_ptr<Job> current = m_current; // who hears us may cancel
    const Job::Delivery delivery = job->take();
    m_progress = delivery.progress;
    if (!delivery.hits.isEmpty())
        Q_EMIT found(delivery.hits);
    if (current == m_current && !delivery.runs.isEmpty())
        Q_EMIT runsSearched(delivery.runs);
    if (current == m_current)
        Q_EMIT progressed(m_progress);
    if (current == m_current && (delivery.limited || delivery.complete))
        finish(delivery.limited ? End::Limited : End::Complete);
}

} // namespace CommandRunner
