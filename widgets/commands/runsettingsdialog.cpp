// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/runsettingsdialog.h"

#include "widgets/commands/amountfield.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/common/format.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondMs = 1000;

QList<AmountField::Unit> timeUnits(qint64 second)
{
    return {{RunSettingsDialog::tr("seconds"), second},
            {RunSettingsDialog::tr("minutes"), 60 * second},
            {RunSettingsDialog::tr("hours"), 3600 * second}};
}

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QLabel *hint(const QString &text, QWidget *parent)
{
    auto *label = new MessageLabel(MessageLabel::Kind::Hint, parent);
    label->setMessage(text);
    return label;
}

} // namespace

RunSettingsDialog::RunSettingsDialog(const Command &command, const CommandSettings &settings,
                                     QWidget *parent)
    : QDialog(parent),
      m_settings(settings)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Run Settings of “%1”").arg(command.name));
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addTimes(form);
    addLimits(form);
    addButtons(form);
    fill(settings);
    const int width = fontMetrics().averageCharWidth() * 70;
    resize(width, form->totalHeightForWidth(width));
}

void RunSettingsDialog::addTimes(QFormLayout *form)
{
    form->addRow(heading(tr("Time"), this));
    m_timeout = new AmountField(tr("End it after"), tr("never"), timeUnits(secondMs), 1, this);
    form->addRow(tr("&End it after"), m_timeout);
    m_grace = new QSpinBox(this);
    m_grace->setRange(-1, 3600);
    m_grace->setSuffix(tr(" s"));
    m_grace->setSpecialValueText(tr("as in the settings"));
    m_grace->setAccessibleName(tr("Kill after Stop"));
    form->addRow(tr("&Kill after Stop"), m_grace);
    form->addRow(hint(tr("When it is to end, it is asked to first. What has not ended by then is "
                         "killed, with everything it started."),
                      this));
}

void RunSettingsDialog::addLimits(QFormLayout *form)
{
    form->addRow(heading(tr("Limits"), this));
    m_memory = new AmountField(tr("Memory"), tr("no limit"),
                               {{tr("MB"), 1'000'000}, {tr("GB"), 1'000'000'000}}, 0, this);
    form->addRow(tr("&Memory"), m_memory);
    m_cpuTime = new AmountField(tr("Processor time"), tr("no limit"), timeUnits(1), 1, this);
    form->addRow(tr("Pr&ocessor time"), m_cpuTime);
    m_processes = new QSpinBox(this);
    m_processes->setRange(0, 100'000);
    m_processes->setSpecialValueText(tr("no limit"));
    m_processes->setAccessibleName(tr("Processes"));
    form->addRow(tr("&Processes"), m_processes);
    m_priority = new QComboBox(this);
    m_priority->setAccessibleName(tr("Priority"));
    m_priority->addItem(tr("Normal"), 0);
    m_priority->addItem(tr("Lower"), 5);
    m_priority->addItem(tr("Low"), 10);
    m_priority->addItem(tr("Lowest: only when nothing else wants the processor"),
                        RunLimits::lowestPriority);
    form->addRow(tr("P&riority"), m_priority);
    form->addRow(hint(tr("Memory and processor time count for each process of a run; where the "
                         "system has control groups, memory counts for all of them together. A run "
                         "with more processes than this is ended."),
                      this));
}

void RunSettingsDialog::addButtons(QFormLayout *form)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel
                                             | QDialogButtonBox::RestoreDefaults,
                                         this);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT saved(settings());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton *defaults = buttons->button(QDialogButtonBox::RestoreDefaults);
    defaults->setToolTip(tr("No limits, as other commands are run"));
    connect(defaults, &QPushButton::clicked, this, [this] { fill({}); });
    form->addRow(hint(tr("Remembered for this command: for runs from this window and for "
                         "“commandrunner-cli run”."),
                      this));
    form->addRow(buttons);
}

void RunSettingsDialog::fill(const CommandSettings &settings)
{
    m_timeout->setAmount(settings.timeoutMs);
    // Rounded up: what somebody set below a second must not become a kill at once.
    m_grace->setValue(settings.graceMs < 0 ? -1 : int((settings.graceMs + 999) / secondMs));
    m_memory->setAmount(settings.limits.memoryBytes);
    m_cpuTime->setAmount(settings.limits.cpuSeconds);
    m_processes->setValue(settings.limits.processes);
    const int niceness = settings.limits.niceness;
    if (m_priority->findData(niceness) < 0)
        m_priority->addItem(tr("Nice %1").arg(niceness), niceness);
    m_priority->setCurrentIndex(m_priority->findData(niceness));
}

CommandSettings RunSettingsDialog::settings() const
{
    CommandSettings settings = m_settings;
    settings.timeoutMs = m_timeout->amount();
    settings.graceMs = m_grace->value() < 0 ? -1 : m_grace->value() * secondMs;
    settings.limits.memoryBytes = m_memory->amount();
    settings.limits.cpuSeconds = m_cpuTime->amount();
    settings.limits.processes = m_processes->value();
    settings.limits.niceness = m_priority->currentData().toInt();
    return settings;
}

QString runSettingsText(const CommandSettings &settings)
{
    const RunLimits &limits = settings.limits;
    QStringList parts;
    if (settings.timeoutMs > 0)
        parts.append(RunSettingsDialog::tr("ends after %1").arg(durationText(settings.timeoutMs)));
    if (limits.memoryBytes > 0)
        parts.append(RunSettingsDialog::tr("memory up to %1").arg(sizeText(limits.memoryBytes)));
    if (limits.cpuSeconds > 0)
        parts.append(RunSettingsDialog::tr("processor time up to %1")
                         .arg(durationText(limits.cpuSeconds * secondMs)));
    if (limits.processes > 0)
        parts.append(RunSettingsDialog::tr("at most %n processes", nullptr, limits.processes));
    if (limits.niceness > 0)
        parts.append(RunSettingsDialog::tr("lower priority"));
    return parts.join(u" · "_s);
}

} // namespace CommandRunner
