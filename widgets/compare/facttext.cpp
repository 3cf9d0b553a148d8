// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/facttext.h"

#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"

#include <QCoreApplication>

#include <algorithm>

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
    {RunFactKey::revision, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Git revision")},
    {RunFactKey::branch, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Git branch")},
    {RunFactKey::changes, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Uncommitted changes")},
    {RunFactKey::version,
     QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Version of the interpreter")},
    {RunFactKey::interpreter, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Interpreter")},
    {RunFactKey::program, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Program")},
    {RunFactKey::machine, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "Machine")},
    {RunFactKey::system, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "System")},
    {RunFactKey::user, QT_TRANSLATE_NOOP("CommandRunner::RunFact", "User")},
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
    if (fact.key == RunFactKey::terminal || fact.key == RunFactKey::changes)
        return *value == "yes"_L1 ? FactText::tr("yes") : FactText::tr("no");
    return value->isEmpty() ? FactText::tr("empty") : *value;
}

QString withoutCommonBeginning(const QString &text, const QString &other)
{
    constexpr qsizetype shortest = 16; // less is not worth it
    const auto end = std::mismatch(text.begin(), text.end(), other.begin(), other.end()).first;
    const QStringView common = QStringView(text).first(end - text.begin());
    const qsizetype word = common.lastIndexOf(u' ');
    const qsizetype before = word <= 0 ? -1 : common.lastIndexOf(u' ', word - 1);
    return before < shortest ? text : u"… "_s + text.sliced(before + 1);
}

} // namespace CommandRunner
