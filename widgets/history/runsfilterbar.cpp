// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runsfilterbar.h"

#include "widgets/common/clearbutton.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/runwords.h"
#include "widgets/icons/glyphicon.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingMs = 80;

constexpr RunState filterStates[] = {RunState::Running,     RunState::Succeeded,
                                     RunState::Failed,      RunState::Stopped,
                                     RunState::TimedOut,    RunState::FailedToStart,
                                     RunState::Interrupted, RunState::Queued};

QStringList toList(const RunSeries &series)
{
    return {series.commandId, series.folder, series.name};
}

QString projectName(const QString &folder)
{
    const QString name = QFileInfo(folder).fileName();
    return name.isEmpty() ? folder : name;
}

QString choiceText(const RunSeries &series)
{
    return series.folder.isEmpty() ? series.name
                                   : RunsFilterBar::tr("%1 — %2", "command, project")
                                         .arg(series.name, projectName(series.folder));
}

// Also when it is not in the list (yet): what was remembered.
void choose(QComboBox *box, const QVariant &data, const QString &text)
{
    int at = data.isValid() ? box->findData(data) : 0;
    if (at < 0) {
        box->addItem(text, data);
        at = box->count() - 1;
    }
    box->setCurrentIndex(at);
}

} // namespace

RunsFilterBar::RunsFilterBar(const Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_clock(clock),
      m_search(new QLineEdit(this)),
      m_inOutputs(new QCheckBox(tr("Also in &outputs"), this)),
      m_firstRow(new QHBoxLayout),
      m_count(new QLabel(this))
{
    m_search->setAccessibleName(tr("Search runs"));
    m_search->setPlaceholderText(tr("Search runs"));
    m_search->setToolTip(tr("Finds runs by command, arguments, folder or note. Words in any order; "
                            "\"words between quotes\" belong together"));
    addClearButton(m_search);
    m_search->addAction(glyphIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_inOutputs->setToolTip(tr("Look for what is typed in the outputs of all runs, too"));
    m_count->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_firstRow->addWidget(m_search, 1);
    m_firstRow->addWidget(m_count);
    m_firstRow->addWidget(m_inOutputs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_firstRow);
    layout->addWidget(createChoices());
    fillFixed();
    m_command->lineEdit()->setCursorPosition(0);
    showTime();

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &RunsFilterBar::noteChange);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        noteChange();
        Q_EMIT listRequested();
    });
    connect(m_inOutputs, &QCheckBox::toggled, this, &RunsFilterBar::inOutputsChanged);
    noteChange();
}

RunsFilterBar::~RunsFilterBar()
{
    m_command->lineEdit()->disconnect(this); // it loses the keyboard while we die
}

QWidget *RunsFilterBar::createChoices()
{
    auto *choices = new QWidget(this);
    auto *row = new QHBoxLayout(choices);
    row->setContentsMargins({});
    m_state = addCombo(row, tr("State"), tr("Shows only runs in this state"));
    m_command = addCombo(row, tr("Command"),
                         tr("Shows only runs of this command; type to find it"));
    m_project = addCombo(row, tr("Project"), tr("Shows only runs of this project's commands"));
    m_origin = addCombo(row, tr("Origin"), tr("Shows only runs that these asked for"));
    m_time = addCombo(row, tr("Time"), tr("Shows only runs of these days"));
    m_pinned = new QCheckBox(tr("Pinne&d"), choices);
    m_pinned->setToolTip(tr("Shows only runs that are pinned"));
    m_clear = new QToolButton(choices);
    m_clear->setText(tr("Clear Filters"));
    m_clear->setToolTip(tr("Shows all runs again"));
    m_clear->setFocusPolicy(Qt::StrongFocus);
    m_clear->hide();
    row->addWidget(m_pinned);
    row->addWidget(m_clear);
    row->addStretch(1);

    m_command->setEditable(true);
    m_command->setInsertPolicy(QComboBox::NoInsert);
    m_command->lineEdit()->setAccessibleName(tr("Command"));
    m_command->completer()->setFilterMode(Qt::MatchContains);
    m_command->completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_command, &QComboBox::currentIndexChanged, this, [this] {
        m_command->lineEdit()->setCursorPosition(0); // its beginning says more than its end
    });
    connect(m_command->lineEdit(), &QLineEdit::editingFinished, this,
            &RunsFilterBar::settleCommand);
    connect(m_time, &QComboBox::activated, this, &RunsFilterBar::chooseTime);
    for (QComboBox *box : {m_state, m_command, m_project, m_origin})
        connect(box, &QComboBox::activated, this, &RunsFilterBar::noteChange);
    connect(m_pinned, &QCheckBox::clicked, this, &RunsFilterBar::noteChange);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        const bool hadKeyboard = m_clear->hasFocus();
        clear();
        if (hadKeyboard) // it hides
            m_search->setFocus();
    });
    return choices;
}

QComboBox *RunsFilterBar::addCombo(QBoxLayout *row, const QString &name, const QString &toolTip)
{
    auto *box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setToolTip(toolTip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(5); // a narrow window; else they take what there is
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setMaximumWidth(24 * fontMetrics().averageCharWidth());
    box->setMaxVisibleItems(20);
    row->addWidget(box, 4);
    return box;
}

void RunsFilterBar::fillFixed()
{
    m_state->addItem(tr("All states"));
    for (const RunState state : filterStates)
        m_state->addItem(runStatePresentation(state, palette()).text(), toString(state));
    m_command->addItem(tr("All commands"));
    m_project->addItem(tr("All projects"));
    m_origin->addItem(tr("All origins"));
    for (const RunOrigin origin :
         {RunOrigin::Person, RunOrigin::Schedule, RunOrigin::Agent, RunOrigin::Api})
        m_origin->addItem(originWord(origin), toString(origin));
    using Kind = TimeRange::Kind;
    for (const Kind kind :
         {Kind::Any, Kind::Today, Kind::Last7Days, Kind::Last30Days, Kind::ThisMonth, Kind::Custom})
        m_time->addItem(TimeRange::kindText(kind));
}

void RunsFilterBar::setChoices(const RunChoices &choices)
{
    const QVariant command = this->command();
    const QString commandText = m_command->currentText();
    const QVariant project = m_project->currentData();
    const QString projectText = m_project->currentText();
    const QString typed = m_command->lineEdit()->text();
    const bool typing = m_command->lineEdit()->hasFocus();
    while (m_command->count() > 1)
        m_command->removeItem(m_command->count() - 1);
    for (const RunSeries &series : choices.series)
        m_command->addItem(choiceText(series), toList(series));
    while (m_project->count() > 1)
        m_project->removeItem(m_project->count() - 1);
    for (const QString &folder : choices.folders) {
        m_project->addItem(projectName(folder), folder);
        m_project->setItemData(m_project->count() - 1, QDir::toNativeSeparators(folder),
                               Qt::ToolTipRole);
    }
    choose(m_command, command, commandText);
    choose(m_project, project, projectText);
    if (typing)
        m_command->setEditText(typed);
}

void RunsFilterBar::addChoice(const RunSeries &series)
{
    if (m_command->findData(toList(series)) < 0)
        m_command->addItem(choiceText(series), toList(series));
    if (!series.folder.isEmpty() && m_project->findData(series.folder) < 0)
        m_project->addItem(projectName(series.folder), series.folder);
}

void RunsFilterBar::setCommand(const RunSeries &series)
{
    choose(m_command, toList(series), choiceText(series));
    noteChange();
}

// What was typed names one of the list, or is taken back.
void RunsFilterBar::settleCommand()
{
    const QString typed = m_command->lineEdit()->text().trimmed();
    const int found = typed.isEmpty() ? 0 : m_command->findText(typed, Qt::MatchFixedString);
    const int before = m_command->currentIndex();
    m_command->setCurrentIndex(found >= 0 ? found : qMax(0, before));
    m_command->setEditText(m_command->itemText(m_command->currentIndex()));
    m_command->lineEdit()->setCursorPosition(0);
    noteChange();
}

void RunsFilterBar::chooseTime()
{
    const auto kind = TimeRange::Kind(m_time->currentIndex());
    if (kind != TimeRange::Kind::Custom) {
        m_range = {};
        m_range.kind = kind;
        showTime();
        noteChange();
        return;
    }
    showTime(); // as it was, until there is an answer
    auto *dialog = new TimeRangeDialog(m_range, m_clock.now().toLocalTime().date(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_range = dialog->range();
        showTime();
        noteChange();
    });
    dialog->open();
}

void RunsFilterBar::showTime()
{
    const int custom = int(TimeRange::Kind::Custom);
    const bool isCustom = m_range.kind == TimeRange::Kind::Custom;
    m_time->setItemText(custom,
                        isCustom ? m_range.text() : TimeRange::kindText(TimeRange::Kind::Custom));
    m_time->setCurrentIndex(int(m_range.kind));
    m_time->setToolTip(isCustom ? m_range.text() : tr("Shows only runs of these days"));
}

QVariant RunsFilterBar::command() const
{
    return m_command->currentData();
}

RunQuery RunsFilterBar::query() const
{
    RunQuery query;
    query.limit = 0;
    query.text = m_search->text().trimmed();
    query.state = runStateFromString(m_state->currentData().toString());
    if (const QStringList series = command().toStringList(); series.size() == 3)
        query.series = RunSeries{series.at(0), series.at(1), series.at(2)};
    query.folder = m_project->currentData().toString();
    query.origin = runOriginFromString(m_origin->currentData().toString());
    m_range.apply(query, m_clock.now().toLocalTime().date());
    query.pinnedOnly = m_pinned->isChecked();
    return query;
}

QString RunsFilterBar::text() const
{
    return m_search->text().trimmed();
}

bool RunsFilterBar::isAnySet() const
{
    RunQuery none;
    none.limit = 0;
    return query() != none;
}

bool RunsFilterBar::inOutputs() const
{
    return m_inOutputs->isChecked();
}

void RunsFilterBar::setCountText(const QString &text)
{
    m_count->setText(text);
}

QString RunsFilterBar::countText() const
{
    return m_count->text();
}

void RunsFilterBar::clear()
{
    m_search->clear();
    for (QComboBox *box : {m_state, m_command, m_project, m_origin})
        box->setCurrentIndex(0);
    m_pinned->setChecked(false);
    m_range = {};
    showTime();
    noteChange();
}

void RunsFilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void RunsFilterBar::noteChange()
{
    m_typing.stop();
    m_clear->setVisible(isAnySet());
    Q_EMIT changed();
}

bool RunsFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        Q_EMIT listRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QVariantMap RunsFilterBar::saveState() const
{
    return {{u"search"_s, m_search->text()},
            {u"state"_s, m_state->currentData()},
            {u"command"_s, command()},
            {u"project"_s, m_project->currentData()},
            {u"origin"_s, m_origin->currentData()},
            {u"time"_s, m_range.toString()},
            {u"pinned"_s, m_pinned->isChecked()},
            {u"inOutputs"_s, m_inOutputs->isChecked()}};
}

void RunsFilterBar::restoreState(const QVariantMap &state)
{
    m_search->setText(state.value(u"search"_s).toString());
    m_state->setCurrentIndex(qMax(0, m_state->findData(state.value(u"state"_s).toString())));
    m_origin->setCurrentIndex(qMax(0, m_origin->findData(state.value(u"origin"_s).toString())));
    const QStringList series = state.value(u"command"_s).toStringList();
    if (series.size() == 3)
        choose(m_command, series, choiceText({series.at(0), series.at(1), series.at(2)}));
    if (const QString project = state.value(u"project"_s).toString(); !project.isEmpty())
        choose(m_project, project, projectName(project));
    m_range = TimeRange::fromString(state.value(u"time"_s).toString());
    showTime();
    m_pinned->setChecked(state.value(u"pinned"_s).toBool());
    m_inOutputs->setChecked(state.value(u"inOutputs"_s).toBool());
    noteChange();
}

} // namespace CommandRunner
