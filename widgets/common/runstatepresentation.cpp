// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/runstatepresentation.h"

#include "widgets/common/theme.h"

#include <QCoreApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Row {
    RunState state;
    const char *word;
    char16_t symbol;
    SemanticColor color;
};

constexpr Row table[] = {
    {RunState::Queued, QT_TRANSLATE_NOOP("CommandRunner::RunState", "queued"), u'…',
     SemanticColor::Neutral},
    {RunState::Running, QT_TRANSLATE_NOOP("CommandRunner::RunState", "running"), u'⟳',
     SemanticColor::Active},
    {RunState::Succeeded, QT_TRANSLATE_NOOP("CommandRunner::RunState", "succeeded"), u'✓',
     SemanticColor::Good},
    {RunState::Failed, QT_TRANSLATE_NOOP("CommandRunner::RunState", "failed"), u'✕',
     SemanticColor::Bad},
    {RunState::Stopped, QT_TRANSLATE_NOOP("CommandRunner::RunState", "stopped"), u'■',
     SemanticColor::Neutral},
    {RunState::TimedOut, QT_TRANSLATE_NOOP("CommandRunner::RunState", "timed out"), u'◷',
     SemanticColor::Caution},
    {RunState::FailedToStart, QT_TRANSLATE_NOOP("CommandRunner::RunState", "failed to start"), u'⊘',
     SemanticColor::Bad},
    {RunState::Interrupted, QT_TRANSLATE_NOOP("CommandRunner::RunState", "interrupted"), u'⚡',
     SemanticColor::Caution},
};

const Row &rowOf(RunState state)
{
    for (const Row &row : table) {
        if (row.state == state)
            return row;
    }
    return table[0];
}

} // namespace

QString RunStatePresentation::text() const
{
    return symbol + u' ' + word;
}

QString runStateWord(RunState state)
{
    return QCoreApplication::translate("CommandRunner::RunState", rowOf(state).word);
}

QString runStateSymbol(RunState state)
{
    const QChar symbol(rowOf(state).symbol);
    // U+26A1 would be drawn as a colour emoji, deaf to our colour: ask for its text form.
    return state == RunState::Interrupted ? QString(symbol) + QChar(0xFE0E) : QString(symbol);
}

QColor semanticColor(SemanticColor meaning, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (meaning) {
    case SemanticColor::Active:
        return QColor(dark ? 0x6cb6ff : 0x0b57b8);
    case SemanticColor::Good:
        return QColor(dark ? 0x5fcf80 : 0x1a6b2d);
    case SemanticColor::Bad:
        return QColor(dark ? 0xff8a80 : 0xb3261e);
    case SemanticColor::Caution:
        return QColor(dark ? 0xffb066 : 0x8f4700);
    case SemanticColor::Neutral:
        break;
    }
    return QColor(dark ? 0xb8b8b8 : 0x595959);
}

RunStatePresentation runStatePresentation(RunState state, const QPalette &palette)
{
    return {runStateWord(state), runStateSymbol(state), semanticColor(rowOf(state).color, palette)};
}

} // namespace CommandRunner
