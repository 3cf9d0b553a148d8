// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/output/outputview.h"

namespace CommandRunner {

// A copy under way: which lines remain, what was gathered.
struct OutputView::CopyJob {
    TextPosition from;
    TextPosition to;
    CopyOptions options;
    qint64 nextLine = 0;
    qint64 lines = 0;
    QString text;
    QString html;
};

} // namespace CommandRunner
