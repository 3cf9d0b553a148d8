// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/retentionpanel.h"

#include "core/workspace/housekeeping.h"
#include "widgets/common/errortext.h"
#include "widgets/common/format.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sizeUnit = 1'000'000'000; // as sizeText() counts
constexpr int previewAfterMs = 250;

QString dayText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().date(), QLocale::LongFormat);
}

} // namespace

RetentionPanel::RetentionPanel(Housekeeping &housekeeping, QWidget *parent)
    : QWidget(parent),
      m_housekeeping(housekeeping)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(fontMetrics().averageCharWidth() * 2, 0, 0, fontMetrics().height());
    m_runDays = addLimit(form, tr("Keep &runs:"), 36500, 30, tr(" days"), tr("For ever"));
    m_runCount = addLimit(form, tr("At &most:"), 100'000'000, 1000, tr(" runs"),
                          tr("Any number of runs"));
    m_outputDays = addLimit(form, tr("Keep out&puts:"), 36500, 30, tr(" days"),
                            tr("As long as their runs"));
    m_outputSize = addLimit(form, tr("All outputs &together:"), 1'000'000, 1, tr(" GB"),
                            tr("Any size"));
    m_compress = new QCheckBox(tr("&Compress outputs when nothing runs"), this);
    m_compress->setToolTip(tr("They stay readable and searchable as before."));
    connect(m_compress, &QCheckBox::toggled, this, &RetentionPanel::changed);
    form->addRow(QString(), m_compress);

    auto *row = new QHBoxLayout;
    m_preview = new QLabel(this);
    m_preview->setObjectName(u"retentionPreview"_s);
    m_preview->setWordWrap(true);
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setMinimumHeight(3 * fontMetrics().lineSpacing()); // so that nothing moves
    m_preview->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_cleanUp = new QPushButton(tr("Clean &Up Now…"), this);
    m_cleanUp->setAutoDefault(false);
    m_cleanUp->setToolTip(tr("Remove at once what would be removed when nothing runs"));
    connect(m_cleanUp, &QPushButton::clicked, this, &RetentionPanel::ask);
    row->addWidget(m_preview, 1);
    row->addWidget(m_cleanUp, 0, Qt::AlignTop);
    form->addRow(row);

    m_soon.setSingleShot(true);
    m_soon.setInterval(previewAfterMs);
    connect(&m_soon, &QTimer::timeout, this, &RetentionPanel::preview);
    setEnabled(false);
    m_housekeeping.rules(this, [this](const Result<RetentionRules> &rules) {
        if (!rules) {
            m_preview->setText(errorText(rules.error()));
            return;
        }
        m_rules = *rules;
        show(*rules);
        setEnabled(true);
        preview();
    });
}

QSpinBox *RetentionPanel::addLimit(QFormLayout *form, const QString &label, int maximum, int step,
                                   const QString &suffix, const QString &none)
{
    auto *spin = new QSpinBox(this);
    spin->setRange(0, maximum);
    spin->setSingleStep(step);
    spin->setSuffix(suffix);
    spin->setSpecialValueText(none);
    spin->setGroupSeparatorShown(true);
    spin->setAccelerated(true);
    spin->setKeyboardTracking(false); // the 3 of 30 must not hold, not even for a moment
    connect(spin, &QSpinBox::valueChanged, this, &RetentionPanel::changed);
    form->addRow(label, spin);
    return spin;
}

void RetentionPanel::show(const RetentionRules &rules)
{
    m_showing = true;
    m_runDays->setValue(rules.all.runDays);
    m_runCount->setValue(int(qMin<qint64>(rules.all.runCount, m_runCount->maximum())));
    m_outputDays->setValue(rules.all.outputDays);
    const qint64 units = (rules.all.outputBytes + sizeUnit - 1) / sizeUnit;
    m_outputSize->setValue(int(qMin<qint64>(units, m_outputSize->maximum())));
    m_compress->setChecked(rules.compress);
    m_showing = false;
}

RetentionRules RetentionPanel::shownRules() const
{
    RetentionRules rules = m_rules;
    rules.all.runDays = m_runDays->value();
    rules.all.runCount = m_runCount->value();
    rules.all.outputDays = m_outputDays->value();
    rules.all.outputBytes = m_outputSize->value() * sizeUnit;
    rules.compress = m_compress->isChecked();
    return rules;
}

void RetentionPanel::changed()
{
    if (m_showing)
        return;
    m_housekeeping.setRules(shownRules(), this, [this](const Result<void> &done) {
        if (!done)
            m_preview->setText(errorText(done.error()));
    });
    m_cleanUp->setEnabled(false);
    m_soon.start();
}

void RetentionPanel::preview()
{
    m_preview->setText(tr("Looking what that would remove…"));
    m_housekeeping.plan(shownRules(), this, [this](const Result<RetentionPlan> &plan) {
        m_plan = plan.value_or(RetentionPlan());
        m_cleanUp->setEnabled(!m_plan.isEmpty());
        m_preview->setText(plan ? planInWords(*plan) : errorText(plan.error()));
    });
}

QString RetentionPanel::planInWords(const RetentionPlan &plan)
{
    if (plan.isEmpty())
        return tr("This would remove nothing.");
    QStringList parts;
    if (plan.runs.runs > 0)
        parts.append(tr("Would remove %n run(s) (%1), the oldest from %2.", nullptr,
                        int(qMin<qint64>(plan.runs.runs, std::numeric_limits<int>::max())))
                         .arg(sizeText(plan.runs.bytes), dayText(plan.runs.oldest)));
    if (plan.outputs.runs > 0)
        parts.append(tr("Would remove the outputs of %n run(s) that stay listed (%1), the oldest "
                        "from %2.",
                        nullptr,
                        int(qMin<qint64>(plan.outputs.runs, std::numeric_limits<int>::max())))
                         .arg(sizeText(plan.outputs.bytes), dayText(plan.outputs.oldest)));
    parts.append(tr("Pinned runs stay."));
    return parts.join(u' ');
}

void RetentionPanel::ask()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Clean Up"), planInWords(m_plan),
                                QMessageBox::Cancel, this);
    box->setInformativeText(tr("What is removed cannot be brought back."));
    const auto *remove = box->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::buttonClicked, this, [this, remove](QAbstractButton *clicked) {
        if (clicked == remove)
            cleanUp();
    });
    box->open();
}

void RetentionPanel::cleanUp()
{
    m_cleanUp->setEnabled(false);
    m_preview->setText(tr("Removing…"));
    m_housekeeping.cleanUp(shownRules(), this, [this](const Result<Retention::Done> &done) {
        if (!done) {
            m_cleanUp->setEnabled(true);
            m_preview->setText(errorText(done.error()));
            return;
        }
        m_plan = {};
        const qint64 all = done->runs + done->outputs;
        m_preview->setText(tr("Removed %1 of %n run(s) or of their outputs.", nullptr,
                              int(qMin<qint64>(all, std::numeric_limits<int>::max())))
                               .arg(sizeText(done->bytes)));
    });
}

void RetentionPanel::restoreDefaults()
{
    RetentionRules rules = m_rules;
    rules.all = {};
    rules.compress = true;
    show(rules);
    changed();
}

} // namespace CommandRunner
