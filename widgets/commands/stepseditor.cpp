// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/stepseditor.h"

#include "widgets/commands/chaintext.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/parameterform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

StepsEditor::StepsEditor(QWidget *parent)
    : QWidget(parent),
      m_list(new QListWidget(this)),
      m_order(new QComboBox(this)),
      m_goOn(new QCheckBox(tr("&Go on after a failure"), this))
{
    m_list->setAccessibleName(tr("Steps"));
    m_list->setMinimumHeight(m_list->fontMetrics().lineSpacing() * 7);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->installEventFilter(this);
    m_order->setAccessibleName(tr("Order"));
    m_order->addItems({tr("One after the other"), tr("All at once")});
    makeButtons();

    auto *buttons = new QVBoxLayout;
    for (QPushButton *button : {m_add, m_remove, m_up, m_down, m_values})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list, 1);
    middle->addLayout(buttons);
    auto *below = new QHBoxLayout;
    below->addWidget(m_order);
    below->addWidget(m_goOn);
    below->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(middle);
    layout->addLayout(below);
    setFocusProxy(m_list);

    connect(m_list, &QListWidget::currentRowChanged, this, [this] { showSteps(-1); });
    connect(m_list, &QListWidget::itemActivated, this, &StepsEditor::editValues);
    connect(m_order, &QComboBox::activated, this, &StepsEditor::edited);
    connect(m_goOn, &QCheckBox::clicked, this, &StepsEditor::edited);
    showSteps(0);
}

void StepsEditor::makeButtons()
{
    const auto make = [this](const QString &text, void (StepsEditor::*act)()) {
        auto *button = new QPushButton(text, this);
        button->setAutoDefault(false);
        if (act)
            connect(button, &QPushButton::clicked, this, act);
        return button;
    };
    m_add = make(tr("&Add Step…"), &StepsEditor::addStep);
    m_remove = make(tr("&Remove"), &StepsEditor::removeStep);
    m_up = make(tr("Move &Up"), nullptr);
    m_down = make(tr("Move &Down"), nullptr);
    m_values = make(tr("&Values…"), &StepsEditor::editValues);
    m_add->setToolTip(tr("Add a command behind the selected step (Insert)"));
    m_remove->setToolTip(tr("Take the step out (Delete)"));
    m_up->setToolTip(tr("Earlier (Alt+Up)"));
    m_down->setToolTip(tr("Later (Alt+Down)"));
    m_values->setToolTip(tr("What the step’s arguments are (Return)"));
    connect(m_up, &QPushButton::clicked, this, [this] { moveStep(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveStep(1); });
}

void StepsEditor::setCommands(const QList<Command> &commands)
{
    m_commands = commands;
    showSteps(m_list->currentRow());
}

void StepsEditor::setChain(const Command &chain)
{
    m_steps = chain.steps;
    m_order->setCurrentIndex(chain.stepsInParallel ? 1 : 0);
    m_goOn->setChecked(chain.goesOnAfterFailure);
    showSteps(0);
}

void StepsEditor::fill(Command &command) const
{
    command.steps = m_steps;
    command.stepsInParallel = m_order->currentIndex() == 1;
    command.goesOnAfterFailure = m_goOn->isChecked();
}

const Command *StepsEditor::commandOf(const ChainStep &step) const
{
    const auto found = std::ranges::find(m_commands, step.command, &Command::absoluteId);
    return found == m_commands.cend() ? nullptr : &*found;
}

// current below 0: the list is as it was, only what can be done changed.
void StepsEditor::showSteps(int current)
{
    if (current >= 0) {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (const ChainStep &step : std::as_const(m_steps)) {
            const Command *command = commandOf(step);
            QString text = command ? command->name : tr("%1 (not found)").arg(step.command);
            if (!step.values.isEmpty())
                text += u"  —  "_s + stepValuesText(step.values);
            auto *item = new QListWidgetItem(u"%1. "_s.arg(m_list->count() + 1) + text, m_list);
            item->setToolTip(step.command);
        }
        m_list->setCurrentRow(std::min(current, int(m_steps.size()) - 1));
    }
    const int row = m_list->currentRow();
    const Command *command = row >= 0 ? commandOf(m_steps.at(row)) : nullptr;
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_steps.size());
    m_values->setEnabled(command && !command->parameters.isEmpty());
}

void StepsEditor::changed(int current)
{
    showSteps(std::max(0, current));
    Q_EMIT edited();
}

void StepsEditor::addStep()
{
    auto *chooser = new CommandChooser(m_commands, this);
    connect(chooser, &CommandChooser::chosen, this, [this](const Command &command) {
        const int row = m_list->currentRow() + 1;
        m_steps.insert(row, {command.absoluteId(), {}});
        changed(row);
    });
    chooser->open();
}

void StepsEditor::removeStep()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_steps.removeAt(row);
    changed(row);
}

void StepsEditor::moveStep(int by)
{
    const int row = m_list->currentRow();
    if (row < 0 || row + by < 0 || row + by >= m_steps.size())
        return;
    m_steps.swapItemsAt(row, row + by);
    changed(row + by);
}

void StepsEditor::editValues()
{
    const int row = m_list->currentRow();
    const Command *command = row >= 0 ? commandOf(m_steps.at(row)) : nullptr;
    if (!command || command->parameters.isEmpty())
        return;
    auto *dialog = new StepValuesDialog(*command, m_steps.at(row).values, this);
    connect(dialog, &StepValuesDialog::saved, this, [this, row](const ArgumentValues &values) {
        m_steps[row].values = values;
        changed(row);
    });
    dialog->open();
}

bool StepsEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers() & Qt::AltModifier;
    if (key->key() == Qt::Key_Insert)
        addStep();
    else if (key->key() == Qt::Key_Delete)
        removeStep();
    else if (alt && key->key() == Qt::Key_Up)
        moveStep(-1);
    else if (alt && key->key() == Qt::Key_Down)
        moveStep(1);
    else if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
        editValues(); // the dialog's button is not meant
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

CommandChooser::CommandChooser(const QList<Command> &commands, QWidget *parent)
    : QDialog(parent),
      m_list(new CommandList(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add Step"));
    m_list->setContent(commands, {}, {});
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    add->setDefault(true);
    add->setEnabled(m_list->currentCommand());
    connect(buttons, &QDialogButtonBox::accepted, this, &CommandChooser::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &CommandList::activated, this, &CommandChooser::choose);
    connect(m_list, &CommandList::currentChanged, add,
            [this, add] { add->setEnabled(m_list->currentCommand()); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 80, metrics.lineSpacing() * 26);
    m_list->focusSearch();
}

void CommandChooser::choose()
{
    const Command *command = m_list->currentCommand();
    if (!command)
        return;
    Q_EMIT chosen(*command);
    accept();
}

StepValuesDialog::StepValuesDialog(const Command &command, const ArgumentValues &values,
                                   QWidget *parent)
    : QDialog(parent),
      m_form(new ParameterForm)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Values of “%1”").arg(command.name));
    // A chain is kept in clear: the step takes what is stored for the command.
    Command shown = command;
    shown.parameters.removeIf([](const Parameter &parameter) {
        return parameter.type == ParameterType::Secret;
    });
    m_form->setCommand(shown);
    m_form->setValues(values);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(m_form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT saved(m_form->values());
        accept();
    });
    connect(m_form, &ParameterForm::edited, this,
            [this, shown] { m_form->showProblems(checkArguments(shown, m_form->values())); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area, 1);
    layout->addWidget(buttons);
    const QFontMetrics metrics = fontMetrics();
    resize(metrics.averageCharWidth() * 90,
           std::min(m_form->sizeHint().height() + metrics.lineSpacing() * 5,
                    metrics.lineSpacing() * 32));
    m_form->focusFirstField();
}

} // namespace CommandRunner
