// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/readingpreferences.h"

#include "widgets/output/syntaxlibrary.h"

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array timeWords{"off"_L1, "absolute"_L1, "since-start"_L1, "since-previous"_L1};
constexpr auto wrapKey = "wrap"_L1;
constexpr auto timesKey = "times"_L1;
constexpr auto zoomKey = "zoom"_L1;
constexpr auto guessKey = "guessSyntax"_L1;
constexpr auto editorKey = "editor"_L1;
constexpr auto terminalKey = "terminal"_L1;
constexpr auto ownEditorKey = "ownEditor"_L1;
} // namespace

void ReadingPreferences::setWrapping(bool wrapping)
{
    if (std::exchange(m_wrapping, wrapping) != wrapping)
        Q_EMIT changed();
}

void ReadingPreferences::setTimeColumn(TimeColumn column)
{
    if (std::exchange(m_timeColumn, column) != column)
        Q_EMIT changed();
}

void ReadingPreferences::setZoomSteps(int steps)
{
    if (std::exchange(m_zoomSteps, steps) != steps)
        Q_EMIT changed();
}

void ReadingPreferences::setSyntaxGuessed(bool guessed)
{
    if (std::exchange(m_syntaxGuessed, guessed) != guessed)
        Q_EMIT changed();
}

SyntaxLibrary &ReadingPreferences::syntaxes()
{
    if (!m_syntaxes)
        m_syntaxes = new SyntaxLibrary(this);
    return *m_syntaxes;
}

void ReadingPreferences::setEditor(const QString &id, const QString &ownCommand)
{
    if (id == m_editor && ownCommand == m_ownEditor)
        return;
    m_editor = id;
    m_ownEditor = ownCommand;
    Q_EMIT changed();
}

void ReadingPreferences::setTerminal(const QString &command)
{
    if (std::exchange(m_terminal, command) != command)
        Q_EMIT changed();
}

QVariantMap ReadingPreferences::toMap() const
{
    return {{wrapKey, m_wrapping},    {timesKey, QString(timeWords[size_t(m_timeColumn)])},
            {zoomKey, m_zoomSteps},   {guessKey, m_syntaxGuessed},
            {editorKey, m_editor},    {ownEditorKey, m_ownEditor},
            {terminalKey, m_terminal}};
}

void ReadingPreferences::load(const QVariantMap &map)
{
    m_wrapping = map.value(wrapKey, m_wrapping).toBool();
    const auto word = std::find(timeWords.begin(), timeWords.end(), map.value(timesKey).toString());
    if (word != timeWords.end())
        m_timeColumn = TimeColumn(word - timeWords.begin());
    m_zoomSteps = std::clamp(map.value(zoomKey, m_zoomSteps).toInt(), -20, 40);
    m_syntaxGuessed = map.value(guessKey, m_syntaxGuessed).toBool();
    m_editor = map.value(editorKey, m_editor).toString();
    m_ownEditor = map.value(ownEditorKey, m_ownEditor).toString();
    m_terminal = map.value(terminalKey, m_terminal).toString();
    Q_EMIT changed();
}

} // namespace CommandRunner
