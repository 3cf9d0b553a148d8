// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/aboutdialog.h"

#include "widgets/icons/glyphicon.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QSysInfo>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const QString &dataFolder, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("About Command Runner"));
    auto *icon = new QLabel(this);
    icon->setPixmap(applicationIcon().pixmap(
        2 * style()->pixelMetric(QStyle::PM_LargeIconSize, nullptr, this)));
    icon->setAlignment(Qt::AlignTop);

    auto *title = new QLabel(tr("Command Runner %1").arg(QCoreApplication::applicationVersion()),
                             this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    title->setFont(large);

    auto *text = new QLabel(this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setText(QStringList{
        tr("Finds the commands of this machine, runs them and keeps everything that ran."),
        tr("Qt %1, built with Qt %2, on %3")
            .arg(QString::fromLatin1(qVersion()), u"" QT_VERSION_STR ""_s,
                 QSysInfo::prettyProductName()),
        tr("Data folder: %1").arg(QDir::toNativeSeparators(dataFolder)),
        tr("Copyright 2026 Command Runner contributors"),
        tr("This program is free software: you can redistribute it and change it under the terms "
           "of the GNU General Public License, "
           "version 3 or later. It comes with absolutely no warranty."),
    }
                      .join(u"\n\n"_s));
    text->setAccessibleName(text->text());
    text->setMinimumWidth(fontMetrics().averageCharWidth() * 60);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *words = new QVBoxLayout;
    words->addWidget(title);
    words->addWidget(text, 1);
    auto *top = new QHBoxLayout;
    top->addWidget(icon, 0, Qt::AlignTop);
    top->addSpacing(fontMetrics().averageCharWidth());
    top->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top, 1);
    layout->addWidget(buttons);
}

} // namespace CommandRunner
