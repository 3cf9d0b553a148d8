// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/clearbutton.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

namespace CommandRunner {

void addClearButton(QLineEdit *field)
{
    field->setClearButtonEnabled(true);
    for (auto *button : field->findChildren<QToolButton *>()) {
        const QString name = QCoreApplication::translate("ClearButton", "Clear");
        button->setAccessibleName(name);
        button->setToolTip(name);
    }
}

} // namespace CommandRunner
