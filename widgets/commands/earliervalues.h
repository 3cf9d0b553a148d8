// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runrecord.h"

#include <functional>

class QWidget;

namespace CommandRunner {

// The different values that runs gave to a parameter, newest first (as the runs are), at most
// twenty. Each of several values counts for itself.
QStringList earlierValues(const QList<RunRecord> &runs, const QString &parameter);

// Offers them in a list below the editor; `use` gets the one that is chosen.
void offerValues(QWidget *editor, const QStringList &values,
                 const std::function<void(const QString &value)> &use);

} // namespace CommandRunner
