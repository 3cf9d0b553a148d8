// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/trustdialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace CommandRunner {

TrustDialog::TrustDialog(const Command &command, const QString &commandLine, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Trust This Folder?"));

    auto *title = new QLabel(tr("Do you trust the code in this folder?"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    title->setFont(large);
    title->setWordWrap(true);

    auto *path = new QPlainTextEdit(command.folder, this);
    auto *line = new QPlainTextEdit(commandLine, this);
    path->setAccessibleName(tr("Folder"));
    line->setAccessibleName(tr("Command line"));
    for (QPlainTextEdit *text : {path, line}) {
        text->setReadOnly(true);
        text->setTabChangesFocus(true);
        text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        text->setWordWrapMode(QTextOption::WrapAnywhere);
        text->setFixedHeight(text->fontMetrics().lineSpacing() * 2 + 2 * text->frameWidth()
                             + int(2 * text->document()->documentMargin()));
    }
    auto *explanation = new QLabel(
        tr("“%1” is defined by files in this folder. When you run it, their code can do whatever "
           "you can do on this computer: read, "
           "change and delete your files and use the network.\n\nIf you do not know where they "
           "come from, cancel and read "
           "the tab “Definition” first.")
            .arg(command.name),
        this);
    explanation->setTextFormat(Qt::PlainText);
    explanation->setWordWrap(true);
    auto *difference = new QLabel(tr("Trusting the folder lets Command Runner also ask its tools "
                                     "(such as manage.py) for their "
                                     "commands and arguments. It can be taken back under Folders."),
                                  this);
    difference->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(this);
    auto *trust = buttons->addButton(tr("Trust Folder and Run"), QDialogButtonBox::AcceptRole);
    auto *once = buttons->addButton(tr("Run Once"), QDialogButtonBox::AcceptRole);
    once->setVisible(command.steps.isEmpty()); // steps start later, when nobody is asked
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    connect(trust, &QPushButton::clicked, this, [this] {
        Q_EMIT trusted();
        accept();
    });
    connect(once, &QPushButton::clicked, this, [this] {
        Q_EMIT runOnce();
        accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    // Somebody who presses Return without reading must not have trusted anything.
    for (QPushButton *button : {trust, once})
        button->setAutoDefault(false);
    cancel->setDefault(true);
    cancel->setFocus();

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(path);
    layout->addWidget(explanation);
    layout->addWidget(new QLabel(tr("This is about to run:"), this));
    layout->addWidget(line);
    layout->addWidget(difference);
    layout->addStretch();
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 96, sizeHint().height());
}

} // namespace CommandRunner
