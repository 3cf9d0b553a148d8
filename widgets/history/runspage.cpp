// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runspage.h"

#include "core/command/shellwords.h"
#include "widgets/common/clearbutton.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/history/progressdelegate.h"
#include "widgets/history/runsmodel.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr RunState filterStates[] = {RunState::Running,     RunState::Succeeded,
                                     RunState::Failed,      RunState::Stopped,
                                     RunState::TimedOut,    RunState::FailedToStart,
                                     RunState::Interrupted, RunState::Queued};

void setUpTable(QTableView *table)
{
    table->setAccessibleName(RunsPage::tr("Runs"));
    table->setObjectName(u"runsTable"_s);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false); // Tab leaves the table, the arrows move in it
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    table->verticalHeader()->hide();
    const int line = table->fontMetrics().height();
    table->verticalHeader()->setDefaultSectionSize(line * 3 / 2);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    const int letter = table->fontMetrics().averageCharWidth();
    const int widths[RunsModel::ColumnCount] = {26, 22, 40, 17, 13, 11, 16};
    for (int column = 0; column < RunsModel::ColumnCount; ++column)
        header->resizeSection(column, widths[column] * letter);
    header->setSectionResizeMode(RunsModel::ArgumentsColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(6 * letter);
}

} // namespace

RunsPage::RunsPage(RunService &runs, const Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_runs(runs),
      m_model(new RunsModel(
          [&runs](const RunQuery &query, QObject *context,
                  std::function<void(Result<QList<RunRecord>>)> done) {
              runs.query(query, context, std::move(done));
          },
          clock, this)),
      m_search(new QLineEdit(this)),
      m_state(new QComboBox(this)),
      m_table(new QTableView(this)),
      m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Runs"));
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setPlaceholderText(tr("Search runs"));
    m_search->setToolTip(tr("Finds runs by command, arguments or folder"));
    addClearButton(m_search);
    m_search->addAction(glyphIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_state->setAccessibleName(tr("State"));
    m_state->setToolTip(tr("Shows only runs in this state"));
    m_state->addItem(tr("All states"));
    for (const RunState state : filterStates)
        m_state->addItem(runStatePresentation(state, palette()).text(), toString(state));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(RunsModel::StateColumn, new ProgressDelegate(m_table));
    setUpTable(m_table); // after the model: the columns are its
    m_stack->addWidget(m_table);
    m_stack->addWidget(createEmptyState());

    auto *filters = new QHBoxLayout;
    filters->addWidget(m_search, 1);
    filters->addWidget(m_state);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(filters);
    layout->addWidget(m_stack, 1);
    createActions();

    m_typing.setSingleShot(true);
    m_typing.setInterval(120);
    m_clock.setInterval(1000);
    connect(&m_typing, &QTimer::timeout, this, &RunsPage::applyFilter);
    connect(&m_clock, &QTimer::timeout, m_model, &RunsModel::tick);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        applyFilter();
        m_table->setFocus();
    });
    connect(m_state, &QComboBox::currentIndexChanged, this, &RunsPage::applyFilter);
    connect(m_model, &RunsModel::answered, this, &RunsPage::updateEmptyState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &RunsPage::updateEmptyState);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &RunsPage::updateEmptyState);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RunsPage::updateActions);
    connect(m_model, &RunsModel::failed, this, &RunsPage::failed);
    connect(&runs, &RunService::runStarted, m_model, &RunsModel::update);
    connect(&runs, &RunService::runChanged, m_model, &RunsModel::update);
    connect(&runs, &RunService::runsChanged, m_model, &RunsModel::refresh);
    connect(m_table, &QTableView::activated, m_open, &QAction::trigger);
    connect(m_table, &QWidget::customContextMenuRequested, this, &RunsPage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RunsPage::updateActions);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            &RunsPage::stateChanged);
    updateActions();
}

void RunsPage::setProgress(const QString &runId, std::optional<double> share)
{
    m_model->setProgress(runId, share);
}

QWidget *RunsPage::createEmptyState()
{
    auto *empty = new QWidget(m_stack);
    m_emptyText = new QLabel(empty);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyButton = new QPushButton(empty);
    connect(m_emptyButton, &QPushButton::clicked, this, [this] {
        if (!m_model->isFiltered()) {
            Q_EMIT commandsRequested();
            return;
        }
        m_search->clear();
        m_state->setCurrentIndex(0);
        applyFilter();
    });
    auto *layout = new QVBoxLayout(empty);
    layout->addStretch(1);
    layout->addWidget(m_emptyText);
    layout->addWidget(m_emptyButton, 0, Qt::AlignCenter);
    layout->addStretch(2);
    return empty;
}

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
    connect(m_find, &QAction::triggered, this, &RunsPage::focusSearch);
    m_open = addRunAction(u"runs.open"_s, tr("&Open"), u"open"_s,
                          tr("Show the output of this run in a tab"), {});
    m_runAgain = addRunAction(u"runs.runAgain"_s, tr("Run &Again"), u"run-again"_s,
                              tr("Run the same command with the same arguments"), {});
    m_stop = addRunAction(u"runs.stop"_s, tr("&Stop"), u"stop"_s,
                          tr("End this run and everything it started"), {});
    m_copyId = addRunAction(u"runs.copyId"_s, tr("Copy &Id"), u"copy"_s,
                            tr("Copy the run's id, as the command line takes it"), {});
    m_copyLine = addRunAction(u"runs.copyLine"_s, tr("&Copy Command Line"), u"copy"_s,
                              tr("Copy program and arguments, quoted for a shell"),
                              QKeySequence::Copy);
    connect(m_open, &QAction::triggered, this, [this] {
        if (const auto run = currentRun())
            Q_EMIT openRequested(*run);
    });
    connect(m_runAgain, &QAction::triggered, this, [this] {
        if (const auto run = currentRun())
            Q_EMIT runAgainRequested(*run);
    });
    connect(m_stop, &QAction::triggered, this, [this] {
        if (const auto run = currentRun())
            Q_EMIT stopRequested(run->id());
    });
    connect(m_copyId, &QAction::triggered, this, [this] {
        if (const auto run = currentRun())
            QGuiApplication::clipboard()->setText(run->id());
    });
    connect(m_copyLine, &QAction::triggered, this, [this] {
        if (const auto run = currentRun())
            QGuiApplication::clipboard()->setText(joinShellWords(run->request.argv));
    });
}

QList<QAction *> RunsPage::runActions() const
{
    return {m_open, m_runAgain, m_stop, m_copyId, m_copyLine};
}

std::optional<RunRecord> RunsPage::currentRun() const
{
    const RunRecord *record = m_model->record(m_table->currentIndex());
    if (!record)
        return {};
    return *record;
}

void RunsPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void RunsPage::refresh()
{
    m_model->refresh();
}

void RunsPage::applyFilter()
{
    m_typing.stop();
    m_model->setFilter(m_search->text().trimmed(),
                       runStateFromString(m_state->currentData().toString()));
    Q_EMIT stateChanged();
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

void RunsPage::updateActions()
{
    const RunRecord *record = m_model->record(m_table->currentIndex());
    for (QAction *action : runActions())
        action->setEnabled(record != nullptr);
    m_stop->setEnabled(record && !isFinal(record->state));
    Q_EMIT currentRunChanged();
}

void RunsPage::showMenu(const QPoint &position)
{
    if (!currentRun())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_open, m_runAgain, m_stop});
    menu->addSeparator();
    menu->addActions({m_copyLine, m_copyId});
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

QVariantMap RunsPage::saveState() const
{
    return {{u"search"_s, m_search->text()},
            {u"state"_s, m_state->currentData()},
            {u"header"_s, m_table->horizontalHeader()->saveState()}};
}

void RunsPage::restoreState(const QVariantMap &state)
{
    m_search->setText(state.value(u"search"_s).toString());
    m_state->setCurrentIndex(qMax(0, m_state->findData(state.value(u"state"_s).toString())));
    m_table->horizontalHeader()->restoreState(state.value(u"header"_s).toByteArray());
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
}

} // namespace CommandRunner
