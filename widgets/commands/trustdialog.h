// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QDialog>

namespace CommandRunner {

// The question before the first run in a folder. Shown with open(); deletes itself. Exactly one of
// the signals or rejected() follows.
class TrustDialog final : public QDialog
{
    Q_OBJECT
public:
    TrustDialog(const Command &command, const QString &commandLine, QWidget *parent);

Q_SIGNALS:
    void trusted(); // the folder, from now on
    void runOnce();
};

} // namespace CommandRunner
