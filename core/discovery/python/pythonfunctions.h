// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/python/pythonreader.h"

namespace CommandRunner {

struct PythonArgument {
    QString name;
    bool hasDefault = false;
    PythonValue defaultValue;
    PythonValue annotation; // a Name, where it is that simple
};

// A function at the top level of a module, as far as reading tells.
struct PythonFunction {
    QString name;
    int line = 0; // of "def"
    QString docstring;
    QList<PythonValue> decorators;   // Name or Call, outermost first
    QList<PythonArgument> arguments; // without *args and **kwargs

    // The decorator whose last name is this one ("task" of @invoke.task(…)); Unknown when none is.
    PythonValue decorator(QLatin1StringView wanted) const;
};

QList<PythonFunction> topLevelFunctions(const PythonReader &reader);

// True for "import MODULE…" and "from MODULE… import …" at any place.
bool importsModule(const PythonReader &reader, QLatin1StringView module);

} // namespace CommandRunner
