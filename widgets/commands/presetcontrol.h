// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/commandpreset.h"

#include <QToolButton>

#include <optional>

namespace CommandRunner {

// A button that says which preset the form holds, and its menu: choose, save, rename, remove. It
// keeps nothing: wishes go out as signals, and what is kept comes back by setPresets().
class PresetControl final : public QToolButton
{
    Q_OBJECT
public:
    explicit PresetControl(QWidget *parent = nullptr);

    // Another command: what was chosen and what could be undone is forgotten.
    void clear();
    void setPresets(const QList<CommandPreset> &presets); // by name
    const QList<CommandPreset> &presets() const { return m_presets; }
    void setLastUsed(const std::optional<CommandPreset> &lastUsed); // its name is not looked at
    // What the form holds now, without secrets.
    void setShown(const ArgumentValues &values, const QString &freeArguments);
    QString chosen() const { return m_chosen; } // the name; empty: none

    bool choose(const QString &name); // emits valuesChosen(); false: there is none of that name
    void askForName();                // saves what is shown, under a name that the person types
    void openMenu();
    QSize sizeHint() const override;

Q_SIGNALS:
    void valuesChosen(const CommandRunner::ArgumentValues &values, const QString &freeArguments);
    void saveRequested(const CommandRunner::CommandPreset &preset);
    void renameRequested(const QString &name, const QString &newName);
    void removeRequested(const QString &name);

private:
    void fillMenu();
    void addChoice(const QString &text, const CommandPreset &preset, bool checked);
    void choosePreset(const CommandPreset &preset);
    void askForNewName();
    void remove();
    const CommandPreset *find(const QString &name) const; // null: none
    bool isShown(const CommandPreset &preset) const;
    void updateText();

    QList<CommandPreset> m_presets;
    std::optional<CommandPreset> m_lastUsed;
    std::optional<CommandPreset> m_removed; // can be brought back
    CommandPreset m_shown;                  // without a name
    QString m_chosen;
};

} // namespace CommandRunner
