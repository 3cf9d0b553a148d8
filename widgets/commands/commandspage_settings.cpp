// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/presetcontrol.h"
#include "widgets/commands/runsettingsdialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>

// The page's ways to how one command is run, and with what.
namespace CommandRunner {

using namespace Qt::StringLiterals;

void CommandsPage::makeFormActions()
{
    const auto copyAction = [this](const QString &name, const QString &text, const QString &toolTip,
                                   ShellSyntax shell) {
        QAction *action = makeAction(name, text, toolTip);
        connect(action, &QAction::triggered, m_page,
                [this, shell] { m_page->copyCommandLine(shell); });
        return action;
    };
    m_copy = copyAction(u"commands.copy"_s, tr("&Copy Command Line"),
                        tr("Copy what would run, quoted for bash, zsh and other POSIX shells"),
                        ShellSyntax::Posix);
    m_copyFish = copyAction(u"commands.copyFish"_s, tr("Copy Command Line for &fish"),
                            tr("Copy what would run, quoted for fish"), ShellSyntax::Fish);
    m_copyPowerShell = copyAction(u"commands.copyPowerShell"_s,
                                  tr("Copy Command Line for Power&Shell"),
                                  tr("Copy what would run, quoted for PowerShell 7.3 or newer"),
                                  ShellSyntax::PowerShell);
    m_page->setCopyActions({m_copy, m_copyFish, m_copyPowerShell});
    m_paste = makeAction(u"commands.paste"_s, tr("Fill from &Pasted Command Line"),
                         tr("Take the arguments out of the command line in the clipboard"));
    connect(m_paste, &QAction::triggered, this, [this] {
        m_page->fill(QGuiApplication::clipboard()->text());
        m_page->focusForm();
    });
    m_defaults = makeAction(u"commands.defaults"_s, tr("&Defaults"),
                            tr("Empty the form: the command's own defaults apply"));
    connect(m_defaults, &QAction::triggered, this, [this] {
        m_page->setValues({}, {});
        m_page->focusForm();
    });
    m_choosePreset = makeAction(u"commands.presets"_s, tr("Choose &Preset…"),
                                tr("Values of this command that are kept under a name"));
    connect(m_choosePreset, &QAction::triggered, this, [this] { m_page->presets()->openMenu(); });
    m_savePreset = makeAction(u"commands.savePreset"_s, tr("Sa&ve as Preset…"),
                              tr("Keep the values of the form under a name"));
    connect(m_savePreset, &QAction::triggered, this, [this] { m_page->presets()->askForName(); });
    m_howItRuns = makeAction(u"commands.howItRuns"_s, tr("&How It Runs"),
                             tr("Working directory, environment and interpreter"));
    connect(m_howItRuns, &QAction::triggered, this, [this] { m_page->focusHowItRuns(); });
    m_runSettings = makeAction(u"commands.runSettings"_s, tr("Run Se&ttings…"),
                               tr("When the command is ended, and what it may take"));
    connect(m_runSettings, &QAction::triggered, this, &CommandsPage::editRunSettings);
    makeHelpActions();
    m_page->setMenuActions({m_runSettings, m_howItRuns, m_copy, m_paste, m_defaults, m_readOptions,
                            m_forgetOptions, m_openFile});
}

void CommandsPage::setPresetsSource(std::function<QList<CommandPreset>(const QString &)> presets)
{
    m_presets = std::move(presets);
    showCurrent(m_list->currentSource());
}

void CommandsPage::editRunSettings()
{
    const Command *command = m_list->currentCommand();
    if (!command)
        return;
    auto *dialog = new RunSettingsDialog(*command, m_page->settings(), this);
    connect(dialog, &RunSettingsDialog::saved, this,
            [this, id = command->absoluteId()](const CommandSettings &settings) {
                if (id == m_currentId)
                    m_page->setSettings(settings);
                Q_EMIT settingsChangeRequested(id, settings);
            });
    dialog->open();
}

} // namespace CommandRunner
