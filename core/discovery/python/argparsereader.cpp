// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/python/argparsereader.h"

#include "core/discovery/python/argparsewalk.h"

namespace CommandRunner {

std::optional<ArgparseParser> readScriptParser(const PythonReader &reader)
{
    ArgparseWalk walk(reader);
    walk.walkScript();
    return walk.scriptParser();
}

QList<ArgparseArgument> readArguments(const PythonReader &reader, qsizetype begin, qsizetype end,
                                      const QString &parser)
{
    ArgparseWalk walk(reader);
    return walk.walkBlock(begin, end, parser);
}

} // namespace CommandRunner
