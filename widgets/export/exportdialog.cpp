// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/export/exportdialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace CommandRunner {

ExportDialog::ExportDialog(qsizetype runs, QWidget *parent)
    : QDialog(parent),
      m_zip(new QRadioButton(tr("As a &zip file"), this)),
      m_folder(new QRadioButton(tr("As a &folder"), this)),
      m_redact(new QCheckBox(tr("Take out what looks like a &secret"), this)),
      m_about(new QLabel(this))
{
    setWindowTitle(runs == 1 ? tr("Export Run") : tr("Export Runs"));
    auto *content = new QLabel(
        tr("%n run(s): the output, what was run and how it ended, and a page to read.", nullptr,
           int(runs)),
        this);
    content->setWordWrap(true);
    m_zip->setChecked(true);
    m_redact->setChecked(true);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setMinimumHeight(4 * fontMetrics().lineSpacing()); // so that nothing moves
    m_about->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Save)->setText(tr("&Export To…"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_redact, &QCheckBox::toggled, this, &ExportDialog::update);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(content);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_zip);
    layout->addWidget(m_folder);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_redact);
    layout->addWidget(m_about);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 58);
    update();
}

bool ExportDialog::isZip() const
{
    return m_zip->isChecked();
}

bool ExportDialog::isRedacted() const
{
    return m_redact->isChecked();
}

void ExportDialog::update()
{
    m_about->setText(
        m_redact->isChecked()
            ? tr("Passwords, tokens and keys, by their names and by their looks, in arguments, the "
                 "environment and the output. The report says what was found. Have a look before "
                 "you pass it on: nobody can know all of them.")
            : tr("Whoever gets this can read every password that the run was given or printed."));
    m_redact->setAccessibleDescription(m_about->text());
}

} // namespace CommandRunner
