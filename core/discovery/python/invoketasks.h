// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/parameter.h"
#include "core/discovery/python/pythonfunctions.h"

#include <functional>
#include <memory>
#include <optional>

namespace CommandRunner {

struct InvokeTask {
    QString name; // with the collections before it: "docs.build"
    QString file; // relative, where the function is
    int line = 0;
    QString description;
    QList<Parameter> parameters;
};

// A module of tasks that was read: its path and its source.
struct InvokeModule {
    QString file;
    QString source;
};
// Finds the module that `fromFile` imports by a plain name.
using InvokeImporter =
    std::function<std::optional<InvokeModule>(const QString &fromFile, const QString &name)>;

// The tasks that "invoke --list" would show for this module.
QList<InvokeTask> readInvokeTasks(const InvokeModule &module, const InvokeImporter &importer);

// What a task takes: its function's arguments after the context, by invoke's rules.
QList<Parameter> invokeParameters(const PythonReader &reader, const PythonFunction &function);

} // namespace CommandRunner
