// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/howitruns.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parameterform.h"
#include "widgets/commands/presetcontrol.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>

// What the page does with values that are kept: presets, earlier ones, the clipboard.
namespace CommandRunner {

QLayout *CommandPage::makePresets(QWidget *parent)
{
    m_presets = new PresetControl(parent);
    m_presetsLabel = new QLabel(tr("Pr&eset"), parent);
    m_presetsLabel->setBuddy(m_presets);
    connect(m_presets, &PresetControl::valuesChosen, this,
            [this](const ArgumentValues &values, const QString &freeArguments) {
                if (!m_command)
                    return;
                // Secrets are kept nowhere, so those that were typed stay.
                ArgumentValues all = values;
                const ArgumentValues typed = m_form->values();
                for (const Parameter &parameter : std::as_const(m_command->parameters)) {
                    if (parameter.type == ParameterType::Secret && typed.contains(parameter.name))
                        all.insert(parameter.name, typed.value(parameter.name));
                }
                setValues(all, freeArguments);
            });
    connect(m_presets, &PresetControl::saveRequested, this, [this](const CommandPreset &preset) {
        if (m_command)
            Q_EMIT presetSaveRequested(m_command->absoluteId(), preset);
    });
    connect(m_presets, &PresetControl::renameRequested, this,
            [this](const QString &name, const QString &newName) {
                if (m_command)
                    Q_EMIT presetRenameRequested(m_command->absoluteId(), name, newName);
            });
    connect(m_presets, &PresetControl::removeRequested, this, [this](const QString &name) {
        if (m_command)
            Q_EMIT presetRemoveRequested(m_command->absoluteId(), name);
    });
    auto *row = new QHBoxLayout;
    row->addWidget(m_presetsLabel);
    row->addWidget(m_presets);
    row->addStretch(1);
    return row;
}

void CommandPage::setPresets(const QList<CommandPreset> &presets)
{
    m_presets->setPresets(presets);
}

bool CommandPage::choosePreset(const QString &name)
{
    return m_presets->choose(name);
}

void CommandPage::offerEarlierValues(const QString &absoluteId, const QString &parameter,
                                     const QStringList &values)
{
    if (!m_command || m_command->absoluteId() != absoluteId)
        return;
    if (ParameterField *field = m_form->field(parameter))
        field->offerEarlierValues(values);
}

void CommandPage::copyCommandLine(ShellSyntax shell) const
{
    m_preview->copy(shell);
}

void CommandPage::setCopyActions(const QList<QAction *> &actions)
{
    m_preview->setCopyActions(actions);
}

void CommandPage::focusHowItRuns()
{
    m_tabs->setCurrentIndex(0);
    m_howItRuns->focusFirst();
    m_scroll->ensureWidgetVisible(m_howItRuns);
}

void CommandPage::focusRun()
{
    if (canRun())
        m_run->setFocus(Qt::TabFocusReason);
    else if (m_command)
        focusProblem();
}

} // namespace CommandRunner
