// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/command/commandline.h"
#include "core/command/commandmarks.h"
#include "core/command/commandpreset.h"
#include "core/command/commandsettings.h"
#include "core/storage/runstore.h"
#include "widgets/commands/foldersdialog.h"

#include <QPointer>
#include <QSet>
#include <QVariantMap>
#include <QWidget>

#include <functional>

class QAction;
class QActionGroup;
class QMenu;
class QSplitter;
class QStackedWidget;

namespace CommandRunner {

class CommandList;
class CommandPage;
class EmptyState;
class ProblemsView;
struct DefinitionComparison;

// The page "Commands": list and command side by side. It knows no storage: content comes in through
// setters, wishes go out as signals (connectToWorkspace() joins both to the catalog and the runs).
// It asks before it runs what lies in an untrusted folder.
class CommandsPage final : public QWidget
{
    Q_OBJECT
public:
    // The clock (for "2 min ago") outlives us; null: the system's.
    explicit CommandsPage(QWidget *parent = nullptr, const Clock *clock = nullptr);
    ~CommandsPage() override;

    void setContent(const QList<Command> &commands, const QList<DiscoveryProblem> &problems,
                    const QSet<QString> &favourites);
    void setFolders(const QList<ListedFolder> &folders); // none shows what the page is for; before
                                                         // the first call some are assumed
    void setSettingsSource(std::function<CommandSettings(const QString &absoluteId)> settings);
    void setPresetsSource(std::function<QList<CommandPreset>(const QString &absoluteId)> presets);
    void setTrustCheck(std::function<bool(const QString &folder)> isTrusted); // nothing is trusted
                                                                              // before
    void trustChanged();                                                      // asks the check anew
    // What was read from the help of a command's program.
    void setReadOptionsSource(std::function<QList<Parameter>(const QString &absoluteId)> options);
    // How the reading that was asked for went, in words; shown as long as the command is.
    void showOptionsRead(const QString &absoluteId, const QString &message);
    void setScanning(bool scanning);
    void setScanText(const QString &text);

    void setMarks(const MarksById &marks);
    QList<QAction *> markActions() const; // tags, hiding, colours: of the selected commands
    void search(const QString &text);     // as if it was typed
    bool selectCommand(const QString &absoluteId);
    QString currentCommandId() const { return m_currentId; } // absolute; empty: none
    // Newest first. Ignored unless they are the current command's. Also fills an untouched form
    // with the newest one's values.
    void setLastRuns(const QString &absoluteId, const QList<RunRecord> &runs);
    void setStatistics(const QString &absoluteId, const RunStatistics &statistics); // likewise
    void setDefinitionComparison(const QString &absoluteId,                         // likewise
                                 const DefinitionComparison &comparison);
    CommandPage *commandPage() const { return m_page; }
    CommandList *list() const { return m_list; }

    // Named, with text, tooltip and shortcut; the window puts them into menus and the palette.
    QAction *runAction() const { return m_run; }
    QAction *searchAction() const { return m_search; }
    QAction *favouriteAction() const { return m_favourite; }
    QAction *openFileAction() const { return m_openFile; }
    QAction *copyAction() const { return m_copy; }
    QAction *copyFishAction() const { return m_copyFish; }
    QAction *copyPowerShellAction() const { return m_copyPowerShell; }
    QAction *pasteAction() const { return m_paste; }
    QAction *defaultsAction() const { return m_defaults; }
    QAction *presetsAction() const { return m_choosePreset; }
    QAction *savePresetAction() const { return m_savePreset; }
    QAction *newCommandAction() const { return m_newCommand; }
    QAction *importHistoryAction() const { return m_importHistory; }
    QAction *editCommandAction() const { return m_editCommand; }
    QAction *removeCommandAction() const { return m_removeCommand; }
    QAction *saveToProjectAction() const { return m_saveToProject; }
    QAction *copyDescriptionAction() const { return m_copyDescription; }
    QAction *addFolderAction() const { return m_addFolder; }
    QAction *foldersAction() const { return m_folders; }
    QAction *refreshAction() const { return m_refresh; }
    QAction *showHiddenAction() const { return m_showHidden; }
    QAction *howItRunsAction() const { return m_howItRuns; }
    QAction *runSettingsAction() const { return m_runSettings; }
    QAction *readOptionsAction() const { return m_readOptions; }
    QAction *forgetOptionsAction() const { return m_forgetOptions; }
    QList<QAction *> allActions() const;

    QVariantMap state() const; // splitter, columns, folds, selection; for the settings
    void restoreState(const QVariantMap &state);

Q_SIGNALS:
    void marksChangeRequested(const CommandRunner::MarksById &changes);
    // The person may run it: trust and confirmation have been asked.
    void runRequested(const CommandRunner::Command &command,
                      const CommandRunner::ArgumentValues &values, const QString &freeArguments,
                      const CommandRunner::CommandSettings &settings);
    void runActivated(const QString &runId); // one of the last runs was chosen
    // Answered at commandPage()->offerEarlierValues().
    void earlierValuesRequested(const QString &absoluteId, const QString &parameter);
    void currentCommandChanged(const QString &absoluteId); // empty: none
    void stateChanged();                                   // state() is worth saving
    void settingsChangeRequested(const QString &absoluteId,
                                 const CommandRunner::CommandSettings &settings);
    void presetSaveRequested(const QString &absoluteId, const CommandRunner::CommandPreset &preset);
    void presetRenameRequested(const QString &absoluteId, const QString &name,
                               const QString &newName);
    void presetRemoveRequested(const QString &absoluteId, const QString &name);
    void favouriteChangeRequested(const QString &absoluteId, bool favourite);
    void trustChangeRequested(const QString &folder, bool trusted);
    void definitionReviewed(const QString &absoluteId);
    void folderAddRequested(const QString &path);
    void folderRemoveRequested(const QString &path);
    void refreshRequested();
    void ownCommandSaveRequested(const CommandRunner::Command &command);
    void ownCommandRemoveRequested(const QString &id);
    // The person may run its program: trust has been asked. showOptionsRead() answers.
    void optionsReadRequested(const CommandRunner::Command &command);
    void optionsForgetRequested(const QString &absoluteId);

private:
    // commandspage_marks.cpp
    void makeMarkActions();
    void changeMarks(const std::function<void(CommandMarks &)> &change);
    void hideSelected(bool hide);
    void hidePlace(bool hide, bool onlySource);
    void editTags();
    void updateMarkActions();
    QMenu *makeColorMenu(QMenu *parent);
    void makeActions();
    QAction *makeAction(const QString &name, const QString &text, const QString &toolTip,
                        const QList<QKeySequence> &shortcuts = {});
    void connectActions();
    QWidget *makeMenuButton();
    void showCurrent(const QModelIndex &source);
    void updateActions();
    void askAndRun(const Command &command, const ArgumentValues &values,
                   const QString &freeArguments, const CommandSettings &settings);
    void confirmAndRun(const Command &command, const ArgumentValues &values,
                       const QString &freeArguments, const CommandSettings &settings);
    bool isTrusted(const Command &command) const;
    void toggleFavourite();
    void openFile(const Command &command);
    void addFolder();
    void showFolders();
    void showMenu(const QPoint &globalPosition);
    void editOwnCommand(const Command *command); // null: a new one
    void removeOwnCommand();
    void makeOwnActions();
    void saveOwnToProject();
    void copyAsDescription() const;
    QList<Command> listedCommands() const;
    QList<Command> ownCommands() const;
    void importHistory();
    void makeFormActions();
    void editRunSettings();
    void makeHelpActions(); // commandspage_help.cpp
    void updateHelpActions(const Command *command);
    void askAndReadOptions();
    void readOptionsOf(const Command &command);
    void updateEmptyState();

    CommandList *m_list;
    CommandPage *m_page;
    ProblemsView *m_problems;
    EmptyState *m_nothingSelected;
    EmptyState *m_noFolders;
    QSplitter *m_splitter;
    QStackedWidget *m_right;
    QStackedWidget *m_stack;
    std::function<bool(const QString &)> m_isTrusted;
    MarksById m_marks;
    QAction *m_tags = nullptr;
    QAction *m_hide = nullptr;
    QAction *m_hideSource = nullptr;
    QAction *m_hideFolder = nullptr;
    QActionGroup *m_colors = nullptr;
    QSet<QString> m_favourites;
    std::function<CommandSettings(const QString &)> m_settings;
    std::function<QList<Parameter>(const QString &)> m_readOptionsOf;
    QSet<QString> m_reading; // absolute ids whose programs are being asked
    QString m_currentId;     // absolute id of the command that is shown
    std::function<QList<CommandPreset>(const QString &)> m_presets;
    QList<ListedFolder> m_listedFolders;
    bool m_foldersKnown = false;
    QPointer<FoldersDialog> m_foldersDialog; // closes and deletes itself

    QAction *m_run;
    QAction *m_search;
    QAction *m_favourite;
    QAction *m_openFile;
    QAction *m_copy;
    QAction *m_copyFish;
    QAction *m_copyPowerShell;
    QAction *m_paste;
    QAction *m_defaults;
    QAction *m_choosePreset;
    QAction *m_savePreset;
    QAction *m_newCommand;
    QAction *m_importHistory;
    QAction *m_editCommand;
    QAction *m_removeCommand;
    QAction *m_saveToProject;
    QAction *m_copyDescription;
    QAction *m_addFolder;
    QAction *m_folders;
    QAction *m_refresh;
    QAction *m_showHidden;
    QAction *m_howItRuns;
    QAction *m_runSettings;
    QAction *m_readOptions;
    QAction *m_forgetOptions;
};

} // namespace CommandRunner
