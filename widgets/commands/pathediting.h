// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"

#include <functional>

class QEvent;
class QToolButton;
class QWidget;

// What fields of files and folders have in common: dropping, choosing, writing paths.
namespace CommandRunner {

bool isPath(const Parameter &parameter);

// A path as the person writes them here: relative to `folder` when `present` (what the field holds)
// is, else absolute.
QString pathInStyle(const QString &path, const QString &present, const QString &folder);

// Takes drops of files before the editor turns them into "file:///…" text.
bool takeFileDrop(QEvent *event, const std::function<void(const QStringList &paths)> &take);

// `take` gets absolute paths; it must live as long as `field`, the button's parent.
QToolButton *browseButton(const Parameter &parameter, const QString &folder, QWidget *field,
                          const std::function<void(const QStringList &paths)> &take);

} // namespace CommandRunner
