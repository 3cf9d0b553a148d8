// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>

namespace CommandRunner {

// Stands in place of everything when the window cannot work at all: what happened, to which thing,
// what to do.
class ProblemPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemPage(const Error &error, QWidget *parent = nullptr);

    // "The history was written by a newer version…", for programs without a window, too.
    static QString text(const Error &error);
    static QString advice(const Error &error);

Q_SIGNALS:
    void quitRequested();
};

} // namespace CommandRunner
