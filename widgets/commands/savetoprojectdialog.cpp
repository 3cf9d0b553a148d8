// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/savetoprojectdialog.h"

#include "core/base/background.h"
#include "core/discovery/providers/descriptionwriter.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/common/errortext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

SaveToProjectDialog::SaveToProjectDialog(const Command &command, const QStringList &folders,
                                         QWidget *parent)
    : QDialog(parent),
      m_command(command),
      m_folder(new QComboBox(this)),
      m_preview(new QPlainTextEdit(this)),
      m_keep(new QCheckBox(tr("&Keep my own command, too"), this)),
      m_problem(new MessageLabel(MessageLabel::Kind::Problem, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Save “%1” to a Project").arg(command.name));
    m_folder->setAccessibleName(tr("Project"));
    m_folder->addItems(folders);
    for (int i = 0; i < folders.size(); ++i) {
        if (command.workingDirectory == folders.at(i)
            || command.workingDirectory.startsWith(folders.at(i) + u'/'))
            m_folder->setCurrentIndex(i);
    }
    m_preview->setAccessibleName(tr("What is added"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    m_preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &SaveToProjectDialog::save);
    connect(m_folder, &QComboBox::currentTextChanged, this, &SaveToProjectDialog::show);
    auto *hint = new MessageLabel(MessageLabel::Kind::Hint, this);
    hint->setMessage(
        tr("This is added at the end of the project’s %1. What stands there stays as it "
           "is.")
            .arg(QLatin1String(descriptionFileName)));
    auto *form = new QFormLayout(this);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Project"), m_folder);
    form->addRow(hint);
    form->addRow(m_preview);
    form->addRow(m_keep);
    form->addRow(m_problem);
    form->addRow(buttons);
    show(m_folder->currentText());
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().lineSpacing() * 24);
}

void SaveToProjectDialog::show(const QString &folder)
{
    m_preview->setPlainText(QString::fromUtf8(describedCommand(m_command, folder)));
    m_save->setEnabled(!folder.isEmpty());
    m_problem->setMessage(folder.isEmpty() ? tr("Add the project’s folder first.") : QString());
}

void SaveToProjectDialog::save()
{
    m_save->setEnabled(false);
    inBackground(
        this,
        [command = m_command, folder = m_folder->currentText()] {
            return saveToProject(command, folder);
        },
        [this](const Result<void> &result) { finish(result); });
}

void SaveToProjectDialog::finish(const Result<void> &result)
{
    m_save->setEnabled(true);
    if (!result) {
        m_problem->setMessage(errorText(result.error()) + u' ' + errorDetail(result.error()));
        return;
    }
    Q_EMIT saved(m_folder->currentText(), m_keep->isChecked());
    accept();
}

} // namespace CommandRunner
