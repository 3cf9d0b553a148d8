// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/clearbutton.h"

#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

// Not Qt's own, whose picture comes from a file that takes an image plugin to read.
void addClearButton(QLineEdit *field)
{
    auto *clear = new QAction(glyphIcon(u"close"_s),
                              QCoreApplication::translate("ClearButton", "Clear"), field);
    field->addAction(clear, QLineEdit::TrailingPosition);
    clear->setVisible(!field->text().isEmpty()); // the button hears of changes alone
    QObject::connect(clear, &QAction::triggered, field, &QLineEdit::clear);
    QObject::connect(field, &QLineEdit::textChanged, clear,
                     [clear](const QString &text) { clear->setVisible(!text.isEmpty()); });
    for (auto *button : field->findChildren<QToolButton *>())
        button->setAccessibleName(clear->text());
}

} // namespace CommandRunner
