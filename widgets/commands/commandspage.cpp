// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandspage.h"

#include "core/command/adjustedcommand.h"
#include "core/command/shellwords.h"
#include "core/computer/computercommands.h"
#include "core/run/runsecrets.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/definitionview.h"
#include "widgets/commands/emptystate.h"
#include "widgets/commands/problemsview.h"
#include "widgets/commands/runconfirmation.h"
#include "widgets/commands/trustdialog.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

bool isOwn(const Command *command)
{
    return command && command->source == "own"_L1;
}

void openPath(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace

CommandsPage::CommandsPage(QWidget *parent, const Clock *clock)
    : QWidget(parent),
      m_list(new CommandList),
      m_page(new CommandPage(clock)),
      m_problems(new ProblemsView),
      m_nothingSelected(new EmptyState),
      m_noFolders(new EmptyState),
      m_splitter(new QSplitter),
      m_right(new QStackedWidget),
      m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Commands"));
    makeActions();
    m_right->addWidget(m_nothingSelected);
    m_right->addWidget(m_page);
    m_right->addWidget(m_problems);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_right);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_noFolders);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);

    m_noFolders->setText(tr("Find, run and keep your commands"),
                         tr("Add a folder with your projects. Command Runner lists what can be run "
                            "there: commands of Django, scripts of package.json, targets of make, "
                            "just and a dozen other tools, and scripts, each with its help and a "
                            "form for its arguments. Looking runs nothing."));
    m_noFolders->addButton(m_addFolder, true);
    m_noFolders->addButton(m_newCommand);
    m_list->addToolButton(makeMenuButton());

    connect(m_list, &CommandList::currentChanged, this, &CommandsPage::showCurrent);
    connect(m_list, &CommandList::activated, this, [this] { m_page->focusForm(); });
    connect(m_list, &CommandList::contextMenuRequested, this, &CommandsPage::showMenu);
    connect(m_page, &CommandPage::runRequested, this, &CommandsPage::askAndRun);
    connect(m_page, &CommandPage::settingsEdited, this, &CommandsPage::settingsChangeRequested);
    connect(m_page, &CommandPage::earlierValuesRequested, this,
            &CommandsPage::earlierValuesRequested);
    connect(m_page, &CommandPage::presetSaveRequested, this, &CommandsPage::presetSaveRequested);
    connect(m_page, &CommandPage::presetRenameRequested, this,
            &CommandsPage::presetRenameRequested);
    connect(m_page, &CommandPage::presetRemoveRequested, this,
            &CommandsPage::presetRemoveRequested);
    connect(m_page, &CommandPage::favouriteToggled, this, &CommandsPage::favouriteChangeRequested);
    connect(m_page, &CommandPage::openFileRequested, this, &CommandsPage::openFile);
    connect(m_page, &CommandPage::runActivated, this, &CommandsPage::runActivated);
    connect(m_page, &CommandPage::advancedShownChanged, this, &CommandsPage::stateChanged);
    connect(m_list, &CommandList::stateChanged, this, &CommandsPage::stateChanged);
    connect(m_splitter, &QSplitter::splitterMoved, this, &CommandsPage::stateChanged);
    connect(m_problems, &ProblemsView::openRequested, this, &openPath);
    connectActions();
    showCurrent({});
}

// Lists and fields still change while they are taken down; nobody is there to hear of it.
CommandsPage::~CommandsPage()
{
    m_list->disconnect(this);
    m_page->disconnect(this);
    m_splitter->disconnect(this);
}

QAction *CommandsPage::makeAction(const QString &name, const QString &text, const QString &toolTip,
                                  const QList<QKeySequence> &shortcuts)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(shortcuts);
    // Other pages have their own Ctrl+F and Ctrl+Return.
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? toolTip : tr("%1 (%2)").arg(toolTip, keys));
    addAction(action);
    return action;
}

void CommandsPage::makeActions()
{
    m_run = makeAction(u"commands.run"_s, tr("&Run"), tr("Run the selected command"),
                       {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    m_search = makeAction(u"commands.search"_s, tr("&Search Commands"),
                          tr("Go to the search field"), {QKeySequence(Qt::CTRL | Qt::Key_F)});
    m_favourite = makeAction(u"commands.favourite"_s, tr("&Favourite"),
                             tr("Mark the command with a star, or take it away"),
                             {QKeySequence(Qt::Key_Asterisk)}); // in fields it is text
    m_openFile = makeAction(u"commands.openFile"_s, tr("&Open File"),
                            tr("Open the file that defines the command"));
    m_newCommand = makeAction(u"commands.new"_s, tr("&New Command…"),
                              tr("Make a command of your own"),
                              {QKeySequence(Qt::CTRL | Qt::Key_N)});
    m_importHistory = makeAction(u"commands.importHistory"_s, tr("&Import from Shell History…"),
                                 tr("Make commands of your own of what you typed at a shell"));
    makeOwnActions();
    m_addFolder = makeAction(u"commands.addFolder"_s, tr("&Add Folder…"),
                             tr("Look for commands in another folder"),
                             {QKeySequence(Qt::CTRL | Qt::Key_O)});
    m_folders = makeAction(u"commands.folders"_s, tr("F&olders…"),
                           tr("The folders that are searched, and which are trusted"));
    m_refresh = makeAction(u"commands.refresh"_s, tr("Look for Commands A&gain"),
                           tr("Search all folders again"), {QKeySequence(Qt::Key_F5)});
    m_showHidden = makeAction(u"commands.showHidden"_s, tr("Show &Hidden Commands"),
                              tr("List what you or its source hide, too"));
    m_favourite->setCheckable(true);
    m_showHidden->setCheckable(true);
    makeMarkActions();
    makeFormActions();
}

void CommandsPage::connectActions()
{
    connect(m_page, &CommandPage::trustRequested, this,
            [this](const QString &folder) { Q_EMIT trustChangeRequested(folder, true); });
    connect(m_page->definition(), &DefinitionView::reviewed, this,
            [this] { Q_EMIT definitionReviewed(m_currentId); });
    connect(m_run, &QAction::triggered, m_page, &CommandPage::run);
    connect(m_search, &QAction::triggered, m_list, &CommandList::focusSearch);
    connect(m_favourite, &QAction::triggered, this, &CommandsPage::toggleFavourite);
    connect(m_openFile, &QAction::triggered, this, [this] {
        if (m_page->command())
            openFile(*m_page->command());
    });
    connect(m_newCommand, &QAction::triggered, this, [this] { editOwnCommand(nullptr); });
    connect(m_importHistory, &QAction::triggered, this, &CommandsPage::importHistory);
    connect(m_editCommand, &QAction::triggered, this,
            [this] { editOwnCommand(m_list->currentCommand()); });
    connect(m_addFolder, &QAction::triggered, this, &CommandsPage::addFolder);
    connect(m_folders, &QAction::triggered, this, &CommandsPage::showFolders);
    connect(m_refresh, &QAction::triggered, this, &CommandsPage::refreshRequested);
    connect(m_showHidden, &QAction::toggled, m_list, &CommandList::setShowHidden);
    connect(m_list, &CommandList::selectionChanged, this, &CommandsPage::updateMarkActions);
}

QWidget *CommandsPage::makeMenuButton()
{
    auto *menu = new QMenu(this);
    menu->addActions({m_newCommand, m_addFolder, m_folders});
    menu->addSeparator();
    menu->addActions({m_refresh, m_showHidden});
    auto *button = new QToolButton;
    button->setText(u"⋯"_s);
    button->setAccessibleName(tr("More"));
    button->setToolTip(tr("Add folders and commands of your own"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMenu(menu);
    button->setMinimumWidth(button->sizeHint().width() + button->fontMetrics().averageCharWidth());
    return button;
}

QList<QAction *> CommandsPage::allActions() const
{
    return QList<QAction *>{
               m_run,           m_search,          m_favourite,     m_openFile,    m_copy,
               m_copyFish,      m_copyPowerShell,  m_paste,         m_defaults,    m_choosePreset,
               m_savePreset,    m_newCommand,      m_importHistory, m_editCommand, m_removeCommand,
               m_saveToProject, m_copyDescription, m_addFolder,     m_folders,     m_refresh,
               m_showHidden,    m_runSettings,     m_howItRuns,     m_readOptions, m_forgetOptions}
    + markActions();
}

void CommandsPage::setContent(const QList<Command> &commands,
                              const QList<DiscoveryProblem> &problems,
                              const QSet<QString> &favourites)
{
    m_favourites = favourites;
    m_list->setContent(commands, problems, favourites);
    showCurrent(m_list->currentSource());
    updateEmptyState();
}

void CommandsPage::setFolders(const QList<ListedFolder> &folders)
{
    m_listedFolders = folders;
    m_foldersKnown = true;
    if (m_foldersDialog)
        m_foldersDialog->setFolders(folders);
    trustChanged();
    updateEmptyState();
}

void CommandsPage::updateEmptyState()
{
    // The commands of this computer are always there; who has nothing else is invited all the same,
    // unless the palette led to one of them.
    const CommandTreeModel &model = m_list->model();
    bool nothing = m_foldersKnown && m_listedFolders.isEmpty() && !m_page->command();
    for (int row = 0; nothing && row < model.rowCount(); ++row)
        nothing = model.index(row, 0).data(CommandTreeModel::ProjectRole).toString()
            == QLatin1String(computerSource);
    m_stack->setCurrentWidget(nothing ? static_cast<QWidget *>(m_noFolders) : m_splitter);
}

void CommandsPage::setTrustCheck(std::function<bool(const QString &)> isTrusted)
{
    m_isTrusted = std::move(isTrusted);
    trustChanged();
}

void CommandsPage::setSettingsSource(std::function<CommandSettings(const QString &)> settings)
{
    m_settings = std::move(settings);
    showCurrent(m_list->currentSource());
}

void CommandsPage::trustChanged()
{
    if (m_page->command())
        m_page->setTrusted(isTrusted(*m_page->command()));
}

// What a person typed in has no folder: there is nobody else to trust.
bool CommandsPage::isTrusted(const Command &command) const
{
    return command.folder.isEmpty() || (m_isTrusted && m_isTrusted(command.folder));
}

void CommandsPage::setScanning(bool scanning)
{
    m_list->setScanning(scanning);
}

void CommandsPage::setScanText(const QString &text)
{
    m_list->setScanText(text);
}

void CommandsPage::search(const QString &text)
{
    m_list->focusSearch();
    m_list->searchField()->setText(text);
}

bool CommandsPage::selectCommand(const QString &absoluteId)
{
    return m_list->selectCommand(absoluteId);
}

void CommandsPage::setLastRuns(const QString &absoluteId, const QList<RunRecord> &runs)
{
    if (absoluteId != m_currentId || absoluteId.isEmpty())
        return;
    m_page->setLastRuns(runs);
    if (!runs.isEmpty())
        m_page->suggestValues(runs.first().request.values, runs.first().request.freeArguments);
}

void CommandsPage::setStatistics(const QString &absoluteId, const RunStatistics &statistics)
{
    if (absoluteId == m_currentId && !absoluteId.isEmpty())
        m_page->setStatistics(statistics);
}

void CommandsPage::setDefinitionComparison(const QString &absoluteId,
                                           const DefinitionComparison &comparison)
{
    if (absoluteId == m_currentId && !absoluteId.isEmpty())
        m_page->setDefinitionComparison(comparison);
}

void CommandsPage::showCurrent(const QModelIndex &source)
{
    const CommandTreeModel &model = m_list->model();
    const Command *command = model.command(source);
    if (command) {
        m_page->setCommand(*command);
        m_page->setFavourite(m_favourites.contains(command->absoluteId()));
        m_page->setTrusted(isTrusted(*command));
        m_page->setPresets(m_presets ? m_presets(command->absoluteId()) : QList<CommandPreset>());
        m_page->setSettings(m_settings ? m_settings(command->absoluteId()) : CommandSettings());
        m_right->setCurrentWidget(m_page);
    } else if (source.isValid() && model.kind(source) != CommandTreeModel::NodeKind::CommandGroup) {
        QList<DiscoveryProblem> problems;
        if (const DiscoveryProblem *problem = model.problem(source))
            problems.append(*problem);
        for (int row = 0; row < model.rowCount(source); ++row)
            problems.append(*model.problem(model.index(row, 0, source)));
        m_problems->setProblems(problems);
        m_right->setCurrentWidget(m_problems);
    } else {
        if (source.isValid())
            m_nothingSelected->setText(
                source.data().toString(),
                tr("%1\nChoose one of its commands.").arg(source.data(Qt::ToolTipRole).toString()));
        else
            m_nothingSelected->setText(
                tr("No command selected"),
                tr("Choose one in the list, or type some of its letters and press Return."));
        m_right->setCurrentWidget(m_nothingSelected);
    }
    if (!command)
        m_page->setCommand(std::nullopt);
    updateActions();
    updateEmptyState();
    const QString id = command ? command->absoluteId() : QString();
    if (id != m_currentId) {
        m_page->setNews({});
        m_currentId = id;
        Q_EMIT currentCommandChanged(id);
    }
}

void CommandsPage::updateActions()
{
    const Command *command = m_list->currentCommand();
    for (QAction *action : {m_run, m_favourite, m_copy, m_copyFish, m_copyPowerShell, m_paste,
                            m_defaults, m_choosePreset, m_savePreset, m_howItRuns, m_runSettings})
        action->setEnabled(command);
    updateHelpActions(command);
    updateMarkActions();
    m_openFile->setEnabled(command && !command->file.isEmpty());
    m_favourite->setChecked(command && m_favourites.contains(command->absoluteId()));
    m_editCommand->setEnabled(isOwn(command));
    m_removeCommand->setEnabled(isOwn(command));
    m_saveToProject->setEnabled(isOwn(command));
    m_copyDescription->setEnabled(command);
}

void CommandsPage::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const Command *command = m_list->currentCommand()) {
        menu->addActions({m_run, m_runSettings, m_favourite, m_openFile, m_copy, m_paste,
                          m_defaults, m_readOptions, m_forgetOptions});
        menu->addSeparator();
        if (isOwn(command))
            menu->addActions({m_editCommand, m_saveToProject, m_removeCommand});
    }
    if (!m_list->selectedCommands().isEmpty()) {
        menu->addSeparator();
        menu->addAction(m_tags);
        makeColorMenu(menu);
        menu->addActions({m_hide, m_hideSource, m_hideFolder});
        menu->addSeparator();
    }
    menu->addActions({m_newCommand, m_addFolder, m_folders});
    menu->popup(globalPosition);
}

void CommandsPage::askAndRun(const Command &command, const ArgumentValues &values,
                             const QString &freeArguments, const CommandSettings &settings)
{
    if (isTrusted(command)) {
        confirmAndRun(command, values, freeArguments, settings);
        return;
    }
    const QStringList words = splitShellWords(freeArguments).value_or(QStringList());
    const ArgumentValues shown = sealSecrets(command, values).values;
    auto *dialog = new TrustDialog(
        command, joinShellWords(buildArgv(adjusted(command, settings), shown, words)), this);
    const auto go = [this, command, values, freeArguments, settings] {
        confirmAndRun(command, values, freeArguments, settings);
    };
    connect(dialog, &TrustDialog::trusted, this, [this, command, go] {
        Q_EMIT trustChangeRequested(command.folder, true);
        go();
    });
    connect(dialog, &TrustDialog::runOnce, this, go);
    dialog->open();
}

void CommandsPage::confirmAndRun(const Command &command, const ArgumentValues &values,
                                 const QString &freeArguments, const CommandSettings &settings)
{
    const QStringList words = splitShellWords(freeArguments).value_or(QStringList());
    const ArgumentValues shown = sealSecrets(command, values).values;
    confirmRun(command, joinShellWords(buildArgv(adjusted(command, settings), shown, words)), this,
               [this, command, values, freeArguments, settings] {
                   Q_EMIT runRequested(command, values, freeArguments, settings);
               });
}

void CommandsPage::toggleFavourite()
{
    const Command *command = m_list->currentCommand();
    if (!command)
        return;
    const bool favourite = !m_favourites.contains(command->absoluteId());
    for (const Command &each : m_list->selectedCommands())
        Q_EMIT favouriteChangeRequested(each.absoluteId(), favourite);
}

void CommandsPage::openFile(const Command &command)
{
    if (const QString path = definitionPath(command); !path.isEmpty())
        openPath(path);
}

void CommandsPage::addFolder()
{
    QWidget *above = m_foldersDialog ? static_cast<QWidget *>(m_foldersDialog) : this;
    auto *dialog = new QFileDialog(above, tr("Add Folder"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &CommandsPage::folderAddRequested);
    dialog->open();
}

void CommandsPage::showFolders()
{
    if (m_foldersDialog) {
        m_foldersDialog->raise();
        return;
    }
    m_foldersDialog = new FoldersDialog(this);
    m_foldersDialog->setFolders(m_listedFolders);
    connect(m_foldersDialog, &FoldersDialog::addRequested, this, &CommandsPage::addFolder);
    connect(m_foldersDialog, &FoldersDialog::removeRequested, this,
            &CommandsPage::folderRemoveRequested);
    connect(m_foldersDialog, &FoldersDialog::trustRequested, this,
            &CommandsPage::trustChangeRequested);
    connect(m_foldersDialog, &FoldersDialog::openRequested, this, &openPath);
    m_foldersDialog->open();
}

QVariantMap CommandsPage::state() const
{
    return {{u"splitter"_s, m_splitter->saveState()},
            {u"list"_s, m_list->state()},
            {u"advancedShown"_s, m_page->isAdvancedShown()}};
}

void CommandsPage::restoreState(const QVariantMap &state)
{
    m_splitter->restoreState(state.value(u"splitter"_s).toByteArray());
    m_list->restoreState(state.value(u"list"_s).toMap());
    m_showHidden->setChecked(m_list->showsHidden());
    m_page->setAdvancedShown(state.value(u"advancedShown"_s).toBool());
}

} // namespace CommandRunner
