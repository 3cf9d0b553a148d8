// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/facttext.h"

#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct FactText {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::RunFact)
};

struct Row {
    QLatin1StringView key;
    const char *name;
};

constexpr Row table[] = {
    {RunFactKey::command, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Command")},
    {RunFactKey::arguments, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Arguments")},
    {RunFactKey::folder, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Folder")},
    {RunFactKey::environment, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Environment")},
    {RunFactKey::terminal, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Terminal")},
    {RunFactKey::timeout, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Time limit")},
    {RunFactKey::state, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "State")},
    {RunFactKey::exitCode, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Exit code")},
    {RunFactKey::signal, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Signal")},
    {RunFactKey::duration, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Duration")},
    {RunFactKey::memory, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Memory at most")},
};

} // namespace

QString factName(const RunFact &fact)
{
    for (const Row &row : table) {
        if (row.key != fact.key)
            continue;
        const QString name = FactText::tr(row.name);
        return fact.name.isEmpty()
            ? name
            : FactText::tr("%1: %2", "kind of fact, variable").arg(name, fact.name);
    }
    return fact.name.isEmpty() ? fact.key : fact.name;
}

QString factValue(const RunFact &fact, const std::optional<QString> &value)
{
    if (!value)
        return fact.key == RunFactKey::environment ? FactText::tr("not set by the run")
                                                   : FactText::tr("none");
    if (fact.key == RunFactKey::duration || fact.key == RunFactKey::timeout)
        return durationText(value->toLongLong());
    if (fact.key == RunFactKey::memory)
        return sizeText(value->toLongLong());
    if (fact.key == RunFactKey::state) {
        if (const auto state = runStateFromString(*value))
            return runStateSymbol(*state) + u' ' + runStateWord(*state);
    }
    if (fact.key == RunFactKey::terminal)
        return *value == "yes"_L1 ? FactText::tr("yes") : FactText::tr("no");
    return value->isEmpty() ? FactText::tr("empty") : *value;
}

} // namespace CommandRunner
