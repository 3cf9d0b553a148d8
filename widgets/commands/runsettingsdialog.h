// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/command/commandsettings.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QSpinBox;

namespace CommandRunner {

class AmountField;

// How one command is run from now on: when it is ended, what it may take. What the dialog does not
// ask for (the terminal) stays as it was.
class RunSettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    RunSettingsDialog(const Command &command, const CommandSettings &settings,
                      QWidget *parent = nullptr);

    CommandSettings settings() const;

Q_SIGNALS:
    void saved(const CommandRunner::CommandSettings &settings);

private:
    // One for each part; a new part is one of these, a line in fill() and one in settings().
    void addTimes(QFormLayout *form);
    void addLimits(QFormLayout *form);
    void addButtons(QFormLayout *form);
    void fill(const CommandSettings &settings);

    CommandSettings m_settings; // as they were
    AmountField *m_timeout;
    QSpinBox *m_grace;
    AmountField *m_memory;
    AmountField *m_cpuTime;
    QComboBox *m_priority;
    QSpinBox *m_processes;
};

// "ends after 10 min · memory up to 512.0 MB"; empty where nothing is set.
QString runSettingsText(const CommandSettings &settings);

} // namespace CommandRunner
