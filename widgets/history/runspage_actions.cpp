// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/messagebanner.h"
#include "widgets/history/rundetails.h"
#include "widgets/history/runsmodel.h"
#include "widgets/history/runspage.h"
#include "widgets/history/runstable.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr RunState failedStates[] = {RunState::Failed, RunState::TimedOut, RunState::FailedToStart};
// So many of one state are looked at when the failed of a filter are run again.
constexpr int mostFailed = 500;

bool isFailed(RunState state)
{
    return std::ranges::find(failedStates, state) != std::end(failedStates);
}

// One of each that would do the very same, the newest.
QList<RunRecord> distinct(const QList<RunRecord> &records)
{
    QList<RunRecord> list;
    for (const RunRecord &record : records) {
        const bool there = std::ranges::any_of(list, [&](const RunRecord &other) {
            return other.request.argv == record.request.argv
                && other.request.workingDirectory == record.request.workingDirectory
                && other.request.environment == record.request.environment;
        });
        if (!there)
            list.append(record);
    }
    return list;
}

} // namespace

QAction *RunsPage::addRunAction(const QString &id, const QString &text, const QString &icon,
                                const QString &description, const QKeySequence &shortcut)
{
    auto *action = new QAction(glyphIcon(icon), text, this);
    action->setObjectName(id);
    action->setShortcut(shortcut);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action->setStatusTip(description);
    action->setToolTip(keys.isEmpty()
                           ? description
                           : tr("%1 (%2)", "what it does, its keys").arg(description, keys));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(action);
    return action;
}

void RunsPage::createActions()
{
    m_find = addRunAction(u"runs.search"_s, tr("Search &Runs"), u"search"_s,
                          tr("Go to the search field of the runs"), QKeySequence::Find);
    addAction(m_find); // from everywhere in the page
    m_showDetails = addRunAction(u"runs.details"_s, tr("&Details"), u"details"_s,
                                 tr("Show everything that is known of the selected run"),
                                 QKeySequence(Qt::CTRL | Qt::Key_I));
    m_showDetails->setCheckable(true);
    m_showDetails->setChecked(true);
    addAction(m_showDetails);
    m_open = addRunAction(u"runs.open"_s, tr("&Open"), u"open"_s,
                          tr("Show the output of this run in a tab"));
    m_runAgain = addRunAction(u"runs.runAgain"_s, tr("Run &Again"), u"run-again"_s,
                              tr("Run the same command with the same arguments"));
    m_runAgainWithChanges = addRunAction(
        u"runs.runAgainWithChanges"_s, tr("Run Again with &Changes…"), u"run-again"_s,
        tr("Go to the command with the arguments of this run filled in"));
    m_runFailedAgain = addRunAction(
        u"runs.runFailedAgain"_s, tr("Run &Failed Again…"), u"run-again"_s,
        tr("Run again what failed of the selected runs, or of all that are listed"));
    m_stop = addRunAction(u"runs.stop"_s, tr("&Stop"), u"stop"_s,
                          tr("End this run and everything it started"));
    m_pin = addRunAction(u"runs.pin"_s, tr("&Pin"), u"pin"_s,
                         tr("Keep this run and its output, whatever else is removed"));
    m_pin->setCheckable(true);
    m_compare = addRunAction(u"runs.compare"_s, tr("Co&mpare"), u"compare"_s,
                             tr("Show what differs between the outputs of two selected runs"));
    m_compareWithLastSuccess = addRunAction(
        u"runs.compareWithLastSuccess"_s, tr("Compare with &Last Success"), u"compare"_s,
        tr("Show what differs from the last run of this command that succeeded"));
    m_compareWithLastSuccess->setIconText(tr("Compare")); // where there is little room
    m_copyId = addRunAction(u"runs.copyId"_s, tr("Copy &Id"), u"copy"_s,
                            tr("Copy the run's id, as the command line takes it"));
    m_copyLine = addRunAction(u"runs.copyLine"_s, tr("&Copy Command Line"), u"copy"_s,
                              tr("Copy program and arguments, quoted for a shell"),
                              QKeySequence::Copy);
}

void RunsPage::connectActions()
{
    connect(m_find, &QAction::triggered, this, &RunsPage::focusSearch);
    connect(m_showDetails, &QAction::toggled, this, [this](bool shown) {
        m_details->setVisible(shown);
        if (shown)
            showDetails(currentRunId());
        Q_EMIT stateChanged();
    });
    connect(m_open, &QAction::triggered, this, [this] {
        withCurrent([this](const RunRecord &record) { Q_EMIT openRequested(record); });
    });
    connect(m_runAgain, &QAction::triggered, this, [this] {
        withRecords(selectedRunIds(), [this](const QList<RunRecord> &records) {
            for (const RunRecord &record : records)
                Q_EMIT runAgainRequested(record);
        });
    });
    connect(m_runAgainWithChanges, &QAction::triggered, this, [this] {
        withCurrent([this](const RunRecord &record) {
            Q_EMIT runAgainWithChangesRequested(record);
        });
    });
    connect(m_runFailedAgain, &QAction::triggered, this, &RunsPage::runFailedAgain);
    connect(m_stop, &QAction::triggered, this, [this] {
        for (const QString &runId : selectedRunIds())
            Q_EMIT stopRequested(runId);
    });
    connect(m_pin, &QAction::triggered, this,
            [this](bool pinned) { setPinned(selectedRunIds(), pinned); });
    connect(m_compare, &QAction::triggered, this, [this] {
        withRecords(selectedRunIds(), [this](const QList<RunRecord> &records) {
            if (records.size() == 2) // newest first
                Q_EMIT compareRequested(records.last(), records.first());
        });
    });
    connect(m_compareWithLastSuccess, &QAction::triggered, this, [this] {
        withCurrent([this](const RunRecord &record) {
            Q_EMIT compareWithLastSuccessRequested(record);
        });
    });
    connect(m_copyId, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(selectedRunIds().join(u'\n')); });
    connect(m_copyLine, &QAction::triggered, this, [this] {
        QStringList lines;
        for (const QString &runId : selectedRunIds()) {
            if (const RunEntry *entry = m_model->entry(m_model->index(m_model->rowOf(runId), 0)))
                lines.append(entry->texts->commandLine);
        }
        if (!lines.isEmpty())
            QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
    connect(m_table, &QTableView::activated, m_open, &QAction::trigger);
    connect(m_table, &QWidget::customContextMenuRequested, this, &RunsPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_linked.clear();
        updateActions();
        showDetailsSoon();
    });
    connect(m_table, &RunsTable::columnsChanged, this, &RunsPage::stateChanged);
}

QList<QAction *> RunsPage::runActions() const
{
    return {m_open, m_runAgain, m_runAgainWithChanges,    m_runFailedAgain, m_stop,
            m_pin,  m_compare,  m_compareWithLastSuccess, m_copyLine,       m_copyId};
}

QString RunsPage::currentRunId() const
{
    const QModelIndex current = m_table->currentIndex();
    const RunEntry *entry = m_table->selectionModel()->isRowSelected(current.row())
        ? m_model->entry(current)
        : nullptr;
    if (entry)
        return entry->runId();
    const QStringList selected = selectedRunIds();
    return selected.isEmpty() ? QString() : selected.first();
}

QStringList RunsPage::selectedRunIds() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    QStringList ids;
    for (const int row : std::as_const(rows)) {
        if (const RunEntry *entry = m_model->entry(m_model->index(row, 0)))
            ids.append(entry->runId());
    }
    if (ids.isEmpty() && !m_linked.isEmpty())
        ids.append(m_linked);
    return ids;
}

void RunsPage::updateActions()
{
    int count = 0;
    bool anyRunning = false;
    bool allPinned = true;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        const RunEntry *entry = m_model->entry(index);
        if (!entry)
            continue;
        ++count;
        anyRunning = anyRunning || !isFinal(entry->state);
        allPinned = allPinned && entry->pinned;
    }
    if (count == 0 && !m_linked.isEmpty())
        count = 1; // an older one, which has ended
    for (QAction *action : runActions())
        action->setEnabled(count > 0);
    m_stop->setEnabled(anyRunning);
    m_runAgainWithChanges->setEnabled(count == 1);
    m_compareWithLastSuccess->setEnabled(count == 1);
    m_compare->setEnabled(count == 2);
    m_pin->setChecked(m_linked.isEmpty() && count > 0 && allPinned);
    m_runFailedAgain->setEnabled(m_model->runCount() > 0);
    Q_EMIT currentRunChanged();
}

void RunsPage::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_runAgain, m_runAgainWithChanges, m_runFailedAgain, m_stop});
    menu->addSeparator();
    menu->addActions({m_compareWithLastSuccess, m_compare, m_pin});
    menu->addSeparator();
    menu->addActions({m_copyLine, m_copyId});
    menu->addSeparator();
    menu->addAction(m_showDetails);
    m_table->fillColumnsMenu(menu->addMenu(tr("Col&umns")));
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

// The answers come in the order asked.
void RunsPage::withRecords(const QStringList &runIds,
                           const std::function<void(const QList<RunRecord> &)> &then)
{
    auto records = std::make_shared<QList<RunRecord>>();
    for (const QString &runId : runIds) {
        const bool last = runId == runIds.last();
        m_runs.record(runId, this, [this, records, last, then](const Result<RunRecord> &record) {
            if (record)
                records->append(*record);
            else
                m_banner->showError(record.error());
            if (last && !records->isEmpty())
                then(*records);
        });
    }
}

void RunsPage::withCurrent(std::function<void(const RunRecord &)> then)
{
    if (const QString runId = currentRunId(); !runId.isEmpty())
        withRecords({runId}, [then = std::move(then)](const QList<RunRecord> &records) {
            then(records.first());
        });
}

void RunsPage::runFailedAgain()
{
    const QStringList selected = selectedRunIds();
    if (selected.size() > 1) {
        withRecords(selected, [this](const QList<RunRecord> &records) {
            QList<RunRecord> failed = records;
            failed.removeIf([](const RunRecord &record) { return !isFailed(record.state); });
            askToRun(failed);
        });
        return;
    }
    // All that fit the filter: as many questions as there are ways to fail.
    auto failed = std::make_shared<QList<RunRecord>>();
    const RunQuery filter = m_model->filter();
    for (const RunState state : failedStates) {
        RunQuery query = filter;
        query.state = state;
        query.limit = filter.state && filter.state != state ? 1 : mostFailed;
        const bool wanted = !filter.state || filter.state == state;
        const bool last = state == std::end(failedStates)[-1];
        m_runs.query(query, this,
                     [this, failed, wanted, last](const Result<QList<RunRecord>> &records) {
                         if (!records)
                             m_banner->showError(records.error());
                         else if (wanted)
                             failed->append(*records);
                         if (last)
                             askToRun(*failed);
                     });
    }
}

void RunsPage::askToRun(const QList<RunRecord> &failed)
{
    const QList<RunRecord> again = distinct(failed);
    if (again.isEmpty()) {
        m_banner->showMessage(MessageBanner::Kind::Information, tr("None of these runs failed."));
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Run Failed Again"),
                                tr("Run %Ln failed commands again?", nullptr, int(again.size())),
                                QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    if (again.size() < failed.size())
        box->setInformativeText(tr("%Ln runs failed; what ran several times with the same "
                                   "arguments runs once.",
                                   nullptr, int(failed.size())));
    const QPushButton *runThem = box->addButton(tr("Run Again"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::buttonClicked, this,
            [this, again, runThem](const QAbstractButton *button) {
                if (button != runThem)
                    return;
                for (const RunRecord &record : again)
                    Q_EMIT runAgainRequested(record);
            });
    box->open();
}

} // namespace CommandRunner
