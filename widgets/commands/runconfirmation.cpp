// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/runconfirmation.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace CommandRunner {

namespace {

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

NameConfirmation::NameConfirmation(const Command &command, const QString &line, QWidget *parent)
    : QDialog(parent),
      m_name(new QLineEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Run “%1”?").arg(command.name));

    auto *question = plainLabel(command.confirmation.isEmpty()
                                    ? tr("“%1” may do what cannot be undone.").arg(command.name)
                                    : command.confirmation,
                                this);
    QFont bold = question->font();
    bold.setBold(true);
    question->setFont(bold);
    auto *words = plainLabel(line, this);
    words->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *asked = plainLabel(tr("To run it, type its name: %1").arg(command.name), this);
    asked->setBuddy(m_name);
    m_name->setAccessibleName(tr("Name of the command"));
    m_name->setAccessibleDescription(asked->text());

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *run = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
    run->setEnabled(false);
    // Return runs only what was typed in full; until then it does nothing.
    run->setDefault(true);
    buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT confirmed();
        accept();
    });
    connect(m_name, &QLineEdit::textChanged, this, [run, name = command.name](const QString &text) {
        run->setEnabled(text.trimmed() == name.trimmed());
    });

    auto *layout = new QVBoxLayout(this);
    for (QWidget *widget : {static_cast<QWidget *>(question), static_cast<QWidget *>(words),
                            static_cast<QWidget *>(asked), static_cast<QWidget *>(m_name)})
        layout->addWidget(widget);
    layout->addStretch();
    layout->addWidget(buttons);
    m_name->setFocus();
    const int width = fontMetrics().averageCharWidth() * 70;
    resize(width, layout->totalHeightForWidth(width));
}

void confirmRun(const Command &command, const QString &line, QWidget *window,
                const std::function<void()> &run)
{
    if (command.confirmsByName) {
        auto *dialog = new NameConfirmation(command, line, window);
        QObject::connect(dialog, &NameConfirmation::confirmed, window, run);
        dialog->open();
        return;
    }
    if (command.confirmation.isEmpty()) {
        run();
        return;
    }
    auto *question = new QMessageBox(QMessageBox::Question,
                                     NameConfirmation::tr("Run “%1”?").arg(command.name),
                                     command.confirmation, QMessageBox::Cancel, window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(line);
    auto *yes = question->addButton(NameConfirmation::tr("Run “%1”").arg(command.name),
                                    QMessageBox::AcceptRole);
    question->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(yes, &QPushButton::clicked, window, run);
    question->open();
}

} // namespace CommandRunner
