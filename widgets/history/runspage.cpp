// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runspage.h"

#include "widgets/common/messagebanner.h"
#include "widgets/history/outputhitsview.h"
#include "widgets/history/rundetails.h"
#include "widgets/history/runsfilterbar.h"
#include "widgets/history/runsmodel.h"
#include "widgets/history/runstable.h"
#include "widgets/history/runstatisticscache.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int slowMs = 300;
constexpr int recountMs = 400;
constexpr int detailsMs = 60;
// Of those that fit a filter: counting must not keep the database from others.
constexpr qint64 mostCounted = 20'000;
// Column widths of another number of columns say nothing.
constexpr auto columnsKey = "columns2"_L1;

} // namespace

RunsPage::RunsPage(RunService &runs, const Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_runs(runs),
      m_time(clock),
      m_model(new RunsModel(
          [&runs](const RunQuery &query, QObject *context,
                  std::function<void(Result<QList<RunRecord>>)> done) {
              runs.query(query, context, std::move(done));
          },
          clock, this)),
      m_statistics(new RunStatisticsCache(
          [&runs](const RunSeries &series, QObject *context,
                  std::function<void(Result<RunStatistics>)> done) {
              runs.statistics(series, context, std::move(done));
          },
          this)),
      m_filters(new RunsFilterBar(clock, this)),
      m_banner(new MessageBanner(this)),
      m_asking(new QProgressBar(this)),
      m_table(new RunsTable(m_model, this)),
      m_stack(new QStackedWidget(this)),
      m_hits(new OutputHitsView(runs, clock, this)),
      m_splitter(new QSplitter(this)),
      m_listPane(new QWidget(this))
{
    setAccessibleName(tr("Runs"));
    m_model->setStatistics(m_statistics);
    m_model->setCounter([&runs](const RunQuery &query, QObject *context,
                                std::function<void(Result<qint64>)> done) {
        runs.count(query, mostCounted, context, std::move(done));
    });
    createActions();
    createLayout();
    connectParts();
    connectRuns();
    connectActions();
    updateActions();
    showDetails({});
}

RunsPage::~RunsPage()
{
    m_details->saveNote();
    // They speak while they die, after our members.
    for (QObject *speaker : std::initializer_list<QObject *>{m_filters, m_details, m_model, m_table,
                                                             m_table->selectionModel()})
        speaker->disconnect(this);
}

void RunsPage::createLayout()
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(createEmptyState());
    m_asking->setRange(0, 1); // a busy bar has no room for words in every style
    m_asking->setValue(0);
    m_asking->setFormat(tr("Searching the runs…"));
    m_asking->setAccessibleName(m_asking->format());
    m_asking->hide();
    auto *detailsButton = new QToolButton(this);
    detailsButton->setDefaultAction(m_showDetails);
    detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    detailsButton->setFocusPolicy(Qt::StrongFocus);
    m_filters->firstRow()->addWidget(detailsButton);

    auto *list = new QVBoxLayout(m_listPane);
    list->addWidget(m_filters);
    list->addWidget(m_asking);
    auto *lists = new QSplitter(Qt::Vertical, m_listPane);
    lists->addWidget(m_stack);
    lists->addWidget(m_hits);
    lists->setStretchFactor(0, 1);
    lists->setStretchFactor(1, 1);
    lists->setChildrenCollapsible(false);
    m_hits->hide();
    list->addWidget(lists, 1);
    m_details = new RunDetails(m_time, {m_open, m_runAgain, m_compareWithLastSuccess}, this);
    m_splitter->addWidget(m_listPane);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setChildrenCollapsible(false);
    const int letter = fontMetrics().averageCharWidth();
    m_splitter->setSizes({130 * letter, 52 * letter});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_splitter, 1);
}

QWidget *RunsPage::createEmptyState()
{
    auto *empty = new QWidget(m_stack);
    m_emptyText = new QLabel(empty);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyButton = new QPushButton(empty);
    m_emptyButton->setObjectName(u"runsEmptyButton"_s);
    connect(m_emptyButton, &QPushButton::clicked, this, [this] {
        if (m_model->isFiltered())
            m_filters->clear();
        else
            Q_EMIT commandsRequested();
    });
    auto *layout = new QVBoxLayout(empty);
    layout->addStretch(1);
    layout->addWidget(m_emptyText);
    layout->addWidget(m_emptyButton, 0, Qt::AlignCenter);
    layout->addStretch(2);
    return empty;
}

void RunsPage::connectParts()
{
    m_clock.setInterval(1000);
    for (QTimer *timer : {&m_slow, &m_recount, &m_detailsSoon})
        timer->setSingleShot(true);
    m_slow.setInterval(slowMs);
    m_recount.setInterval(recountMs);
    m_detailsSoon.setInterval(detailsMs);
    QPushButton *again = m_banner->addButton(tr("Try Again"));
    connect(again, &QPushButton::clicked, this, [this] {
        m_banner->dismiss();
        refresh();
    });
    connect(&m_clock, &QTimer::timeout, m_model, &RunsModel::tick);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_filters->query() != m_model->filter()) // another day has begun
            applyFilter();
    });
    connect(&m_slow, &QTimer::timeout, m_asking, &QWidget::show);
    connect(&m_recount, &QTimer::timeout, this, &RunsPage::askCount);
    connect(&m_detailsSoon, &QTimer::timeout, this, [this] { showDetails(currentRunId()); });
    connect(m_filters, &RunsFilterBar::changed, this, &RunsPage::applyFilter);
    connect(m_filters, &RunsFilterBar::listRequested, m_table,
            [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_filters, &RunsFilterBar::inOutputsChanged, this, &RunsPage::searchOutputs);
    connect(m_hits, &OutputHitsView::failed, m_banner, &MessageBanner::showError);
    connect(m_hits, &OutputHitsView::openRequested, this,
            [this](const RunRecord &record, qint64 line) {
                if (line < 0)
                    Q_EMIT openRequested(record);
                else
                    Q_EMIT openAtLineRequested(record, line);
            });
    connect(m_model, &RunsModel::answered, this, &RunsPage::noteAnswer);
    connect(m_model, &RunsModel::failed, this, &RunsPage::noteProblem);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &RunsPage::updateCount);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &RunsPage::updateCount);
    connect(m_details, &RunDetails::runRequested, this, &RunsPage::showRun);
    connect(m_details, &RunDetails::noteChanged, this, &RunsPage::saveNote);
    connect(m_details, &RunDetails::pinToggled, this,
            [this](const QString &runId, bool pinned) { setPinned({runId}, pinned); });
    connect(m_splitter, &QSplitter::splitterMoved, this, &RunsPage::stateChanged);
}

void RunsPage::connectRuns()
{
    connect(&m_runs, &RunService::runStarted, m_model, &RunsModel::update);
    connect(&m_runs, &RunService::runStarted, this, [this](const RunRecord &record) {
        if (m_choicesAsked)
            m_filters->addChoice(record.series());
    });
    connect(&m_runs, &RunService::runChanged, this, [this](const RunRecord &record) {
        m_model->update(record);
        updateActions();
        if (record.id() == m_detailsOf)
            showDetailsSoon();
    });
    connect(&m_runs, &RunService::runsChanged, this, [this] {
        m_statistics->outdateAll();
        refresh();
    });
}

void RunsPage::focusSearch()
{
    m_filters->focusSearch();
}

void RunsPage::refresh()
{
    m_model->setFilter(m_filters->query()); // today may be another day
    m_model->refresh();
    m_slow.start();
}

void RunsPage::applyFilter()
{
    m_model->setFilter(m_filters->query());
    if (m_model->isAsking())
        m_slow.start();
    searchOutputs();
}

// Of the runs that the other filters leave.
void RunsPage::searchOutputs()
{
    OutputsQuery query;
    query.runs = m_filters->query();
    if (m_filters->inOutputs())
        query.text.text = query.runs.text;
    query.runs.text.clear();
    m_hits->setVisible(!query.text.isEmpty());
    m_hits->searchSoon(query);
    Q_EMIT stateChanged();
}

void RunsPage::noteAnswer()
{
    m_slow.stop();
    m_asking->hide();
    if (std::exchange(m_listFailed, false))
        m_banner->dismiss();
    updateEmptyState();
    m_count = -1;
    updateCount();
    if (!m_choicesAsked)
        askChoices();
    // Where the keyboard goes when the list gets it.
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 1)
        m_table->selectionModel()->setCurrentIndex(m_model->index(1, 0),
                                                   QItemSelectionModel::NoUpdate);
}

void RunsPage::noteProblem(const Error &error)
{
    m_slow.stop();
    m_asking->hide();
    m_listFailed = true;
    m_banner->showError(error);
}

void RunsPage::updateCount()
{
    if (!m_model->isLoaded())
        return;
    if (m_model->hasMore()) {
        m_recount.start();
    } else {
        m_count = m_model->runCount();
        m_countIsCut = false;
    }
    showCount();
}

void RunsPage::showCount()
{
    if (m_count < 0)
        m_filters->setCountText(u"…"_s);
    else if (m_countIsCut)
        m_filters->setCountText(tr("more than %Ln runs", "how many fit", int(m_count)));
    else
        m_filters->setCountText(tr("%Ln runs", "how many fit", int(m_count)));
}

// Later than rows, which are looked at first.
void RunsPage::askCount()
{
    if (!m_model->hasMore())
        return;
    const int question = ++m_countQuestion;
    const qint64 most = m_model->isFiltered() ? mostCounted : 0;
    m_runs.count(m_model->filter(), most, this,
                 [this, question, most](const Result<qint64> &count) {
                     if (question != m_countQuestion || !count || !m_model->hasMore())
                         return;
                     m_count = *count;
                     m_countIsCut = most > 0 && *count >= most;
                     showCount();
                 });
}

void RunsPage::askChoices()
{
    m_choicesAsked = true;
    m_runs.choices(this, [this](const Result<RunChoices> &choices) {
        if (choices)
            m_filters->setChoices(*choices);
    });
}

void RunsPage::updateEmptyState()
{
    const bool empty = m_model->isLoaded() && m_model->rowCount() == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    if (empty && m_model->isFiltered()) {
        m_emptyText->setText(tr("No run fits this search."));
        m_emptyButton->setText(tr("Show All Runs"));
        m_emptyButton->setIcon({});
    } else if (empty) {
        m_emptyText->setText(tr("Nothing has run yet. Choose a command and run it: every run and "
                                "its output is kept here."));
        m_emptyButton->setText(tr("Go to Commands"));
        m_emptyButton->setIcon(glyphIcon(u"commands"_s));
    }
    updateActions();
}

void RunsPage::showDetailsSoon()
{
    if (m_showDetails->isChecked())
        m_detailsSoon.start();
}

void RunsPage::showDetails(const QString &runId)
{
    const QStringList selected = selectedRunIds();
    if (runId.isEmpty() || selected.size() > 1) {
        m_detailsOf.clear();
        m_details->clear(selected.size() > 1
                             ? tr("%Ln runs are selected.", nullptr, int(selected.size()))
                             : tr("Select a run to see its details."));
        return;
    }
    m_detailsOf = runId;
    m_runs.record(runId, this, [this, runId](const Result<RunRecord> &record) {
        if (runId != m_detailsOf)
            return;
        if (!record) {
            m_details->clear(tr("This run has been removed from the history."));
            return;
        }
        m_runs.statistics(record->series(), this,
                          [this, record = *record](const Result<RunStatistics> &statistics) {
                              if (record.id() != m_detailsOf)
                                  return;
                              m_details->showRun(
                                  record, statistics ? std::optional(*statistics) : std::nullopt);
                          });
    });
}

void RunsPage::showRun(const QString &runId)
{
    const int row = m_model->rowOf(runId);
    if (row >= 0) {
        m_table->selectionModel()->setCurrentIndex(m_model->index(row, 0),
                                                   QItemSelectionModel::ClearAndSelect
                                                       | QItemSelectionModel::Rows);
        m_table->scrollTo(m_model->index(row, 0));
        return;
    }
    m_table->clearSelection();
    m_detailsSoon.stop();
    m_linked = runId;
    updateActions();
    showDetails(runId);
}

void RunsPage::saveNote(const QString &runId, const QString &note)
{
    m_runs.setNote(runId, note, this, [this](const Result<void> &done) {
        if (!done)
            m_banner->showError(done.error());
    });
}

void RunsPage::setPinned(const QStringList &runIds, bool pinned)
{
    m_runs.setPinned(runIds, pinned, this, [this](const Result<void> &done) {
        if (!done)
            m_banner->showError(done.error());
    });
}

QList<QWidget *> RunsPage::panes() const
{
    return {m_banner, m_filters, m_stack, m_hits, m_details};
}

void RunsPage::setProgress(const QString &runId, std::optional<double> share)
{
    m_model->setProgress(runId, share);
}

QVariantMap RunsPage::saveState() const
{
    QVariantMap state = m_filters->saveState();
    state.insert(columnsKey, m_table->horizontalHeader()->saveState());
    state.insert(u"splitter"_s, m_splitter->saveState());
    state.insert(u"details"_s, m_showDetails->isChecked());
    return state;
}

void RunsPage::restoreState(const QVariantMap &state)
{
    m_filters->restoreState(state);
    m_table->horizontalHeader()->restoreState(state.value(columnsKey).toByteArray());
    m_splitter->restoreState(state.value(u"splitter"_s).toByteArray());
    m_showDetails->setChecked(state.value(u"details"_s, true).toBool());
    applyFilter();
}

void RunsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock.start();
    m_model->tick();
}

void RunsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock.stop();
    m_details->saveNote();
}

} // namespace CommandRunner
