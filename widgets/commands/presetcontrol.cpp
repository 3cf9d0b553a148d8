// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/presetcontrol.h"

#include <QActionGroup>
#include <QInputDialog>
#include <QMenu>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString menuText(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

} // namespace

PresetControl::PresetControl(QWidget *parent) : QToolButton(parent)
{
    setPopupMode(QToolButton::InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Values that are kept under a name"));
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &PresetControl::fillMenu);
    updateText();
}

void PresetControl::clear()
{
    m_presets.clear();
    m_lastUsed.reset();
    m_removed.reset();
    m_chosen.clear();
    updateText();
}

void PresetControl::setPresets(const QList<CommandPreset> &presets)
{
    m_presets = presets;
    if (!find(m_chosen))
        m_chosen.clear();
    updateText();
}

void PresetControl::setLastUsed(const std::optional<CommandPreset> &lastUsed)
{
    m_lastUsed = lastUsed;
    updateText();
}

void PresetControl::setShown(const ArgumentValues &values, const QString &freeArguments)
{
    m_shown.values = values;
    m_shown.freeArguments = freeArguments;
    updateText();
}

const CommandPreset *PresetControl::find(const QString &name) const
{
    const auto found = std::find_if(m_presets.cbegin(), m_presets.cend(),
                                    [&name](const CommandPreset &preset) {
                                        return preset.name == name;
                                    });
    return found == m_presets.cend() ? nullptr : &*found;
}

bool PresetControl::isShown(const CommandPreset &preset) const
{
    return preset.values == m_shown.values && preset.freeArguments == m_shown.freeArguments;
}

void PresetControl::updateText()
{
    // What was chosen comes first: two presets may hold the same, and one that was changed by hand
    // is still the one that Save would write to.
    const CommandPreset *chosen = find(m_chosen);
    QString text;
    if (chosen) {
        text = isShown(*chosen) ? chosen->name : tr("%1 (changed)").arg(chosen->name);
    } else {
        const auto same = std::find_if(m_presets.cbegin(), m_presets.cend(),
                                       [this](const CommandPreset &preset) {
                                           return isShown(preset);
                                       });
        if (same != m_presets.cend())
            text = same->name;
        else if (isShown({}))
            text = tr("Defaults");
        else if (m_lastUsed && isShown(*m_lastUsed))
            text = tr("Last used");
        else
            text = tr("not saved");
    }
    setText(menuText(text));
    updateGeometry();
    setAccessibleName(tr("Preset: %1").arg(text));
}

// Styles put the arrow on top of a text that is alone.
QSize PresetControl::sizeHint() const
{
    return QToolButton::sizeHint() + QSize(fontMetrics().averageCharWidth() * 3, 0);
}

bool PresetControl::choose(const QString &name)
{
    const CommandPreset *preset = find(name);
    if (!preset)
        return false;
    choosePreset(CommandPreset(*preset));
    return true;
}

void PresetControl::choosePreset(const CommandPreset &preset)
{
    m_chosen = preset.name;
    Q_EMIT valuesChosen(preset.values, preset.freeArguments);
    updateText();
}

void PresetControl::openMenu()
{
    setFocus(Qt::ShortcutFocusReason);
    menu()->popup(mapToGlobal(rect().bottomLeft())); // showMenu() would wait for its end
}

void PresetControl::addChoice(const QString &text, const CommandPreset &preset, bool checked)
{
    QAction *action = menu()->addAction(menuText(text));
    action->setCheckable(true);
    action->setChecked(checked);
    connect(action, &QAction::triggered, this, [this, preset] { choosePreset(preset); });
}

void PresetControl::fillMenu()
{
    menu()->clear();
    for (const CommandPreset &preset : std::as_const(m_presets))
        addChoice(preset.name, preset, preset.name == m_chosen);
    if (!m_presets.isEmpty())
        menu()->addSeparator();
    if (m_lastUsed) {
        CommandPreset lastUsed = *m_lastUsed;
        lastUsed.name.clear();
        addChoice(tr("Last Used"), lastUsed, m_chosen.isEmpty() && isShown(lastUsed));
    }
    addChoice(tr("Defaults"), {}, m_chosen.isEmpty() && isShown({}));
    menu()->addSeparator();
    if (const CommandPreset *chosen = find(m_chosen)) {
        QAction *save = menu()->addAction(tr("Save Changes to “%1”").arg(menuText(m_chosen)));
        save->setEnabled(!isShown(*chosen));
        connect(save, &QAction::triggered, this, [this] {
            CommandPreset preset = m_shown;
            preset.name = m_chosen;
            Q_EMIT saveRequested(preset);
        });
    }
    connect(menu()->addAction(tr("Save as Preset…")), &QAction::triggered, this,
            &PresetControl::askForName);
    if (find(m_chosen)) {
        connect(menu()->addAction(tr("Rename “%1”…").arg(menuText(m_chosen))), &QAction::triggered,
                this, &PresetControl::askForNewName);
        connect(menu()->addAction(tr("Remove “%1”").arg(menuText(m_chosen))), &QAction::triggered,
                this, &PresetControl::remove);
    }
    if (m_removed)
        connect(menu()->addAction(tr("Bring Back “%1”").arg(menuText(m_removed->name))),
                &QAction::triggered, this, [this] {
                    Q_EMIT saveRequested(*m_removed);
                    m_removed.reset();
                });
}

void PresetControl::askForName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as Preset"));
    dialog->setLabelText(tr("Keep these values under the name (one that is there already is "
                            "replaced; secrets are not kept):"));
    dialog->setTextValue(m_chosen);
    dialog->setOkButtonText(tr("Save"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &typed) {
        CommandPreset preset = m_shown;
        preset.name = typed.simplified();
        if (preset.name.isEmpty())
            return;
        Q_EMIT saveRequested(preset);
        m_chosen = preset.name;
        updateText();
    });
    dialog->open();
}

void PresetControl::askForNewName()
{
    const QString name = m_chosen;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename Preset"));
    dialog->setLabelText(tr("New name of “%1”:").arg(name));
    dialog->setTextValue(name);
    dialog->setOkButtonText(tr("Rename"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, name](const QString &typed) {
        const QString newName = typed.simplified();
        if (newName.isEmpty() || newName == name)
            return;
        Q_EMIT renameRequested(name, newName);
        m_chosen = newName;
        updateText();
    });
    dialog->open();
}

void PresetControl::remove()
{
    const CommandPreset *preset = find(m_chosen);
    if (!preset)
        return;
    m_removed = *preset;
    m_chosen.clear();
    Q_EMIT removeRequested(m_removed->name);
    updateText();
}

} // namespace CommandRunner
