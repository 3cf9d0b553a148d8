// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QDialog>

#include <functional>

class QLineEdit;

namespace CommandRunner {

// The question before a command that is run only when its name was typed. Shown with open();
// deletes itself. confirmed() or rejected() follows.
class NameConfirmation final : public QDialog
{
    Q_OBJECT
public:
    // `line`: what is about to run.
    NameConfirmation(const Command &command, const QString &line, QWidget *parent);

Q_SIGNALS:
    void confirmed();

private:
    QLineEdit *m_name;
};

// Calls `run`: at once, or when the question that the command asks was answered so. `line`: what is
// about to run. Nothing is called when `window` is gone.
void confirmRun(const Command &command, const QString &line, QWidget *window,
                const std::function<void()> &run);

} // namespace CommandRunner
