// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/command/commandline.h"
#include "core/command/commandpreset.h"
#include "core/command/commandsettings.h"
#include "core/command/shelllines.h"
#include "core/storage/runstore.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QTabWidget;
class QToolButton;

namespace CommandRunner {

class CommandLinePreview;
class CommandSecrets;
class DefinitionView;
class HowItRuns;
class LastRunsStrip;
class MessageBanner;
class MessageLabel;
class ParameterForm;
class PresetControl;
class SecretService;
class ShellWordsField;
struct DefinitionComparison;

// One command: what it is, the form of its arguments, exactly what will run, Run. What was typed is
// kept for each command until the program ends.
class CommandPage final : public QWidget
{
    Q_OBJECT
public:
    explicit CommandPage(const Clock *clock = nullptr, QWidget *parent = nullptr); // null: the
                                                                                   // system's;
                                                                                   // outlives us
    ~CommandPage() override;

    // The same command with new content (after a scan) keeps values and focus.
    void setCommand(const std::optional<Command> &command);
    const std::optional<Command> &command() const { return m_command; }
    void setSecrets(SecretService *secrets); // outlives us
    void setFavourite(bool favourite);
    void setTrusted(bool trusted);
    void setSettings(const CommandSettings &settings); // of this command
    void setNews(const QString &message); // of this command's form; until another one is shown

    // Fills the form, as typed by a person: "run again with changes", a preset.
    void setValues(const ArgumentValues &values, const QString &freeArguments);
    // The same from a line of a shell: the arguments alone or all of the command, its first line, a
    // prompt's "$ " left out. What cannot be split into words goes into the field that says why.
    void fill(const QString &line);
    // Fills it only when nothing was typed for this command yet: the last run's values.
    void suggestValues(const ArgumentValues &values, const QString &freeArguments);
    void setPresets(const QList<CommandPreset> &presets); // of this command
    bool choosePreset(const QString &name);               // fills the form; false: there is none
    PresetControl *presets() const { return m_presets; }
    ArgumentValues values() const;
    QString freeArguments() const;
    CommandSettings settings() const;                     // as shown
    void setMenuActions(const QList<QAction *> &actions); // of the button “⋯”; not ours

    bool canRun() const;
    QString reason() const; // why not, in words; empty when it can
    // Emits runRequested(), or goes to the field that prevents it.
    void run();
    void focusForm(); // the first field; Run when there is none
    void focusRun();  // or the field that prevents it
    void copyCommandLine(ShellSyntax shell = ShellSyntax::Posix) const;
    void setCopyActions(const QList<QAction *> &actions); // beside the command line; not ours

    // Offers them at the parameter's field, if this command is still shown.
    void offerEarlierValues(const QString &absoluteId, const QString &parameter,
                            const QStringList &values);

    // Newest first; the first few are shown.
    void setLastRuns(const QList<RunRecord> &runs);
    void setStatistics(const RunStatistics &statistics);
    void setDefinitionComparison(const DefinitionComparison &comparison);

    DefinitionView *definition() const { return m_definition; }
    void focusHowItRuns();
    HowItRuns *howItRuns() const { return m_howItRuns; }
    bool isAdvancedShown() const;
    void setAdvancedShown(bool shown);

Q_SIGNALS:
    void runRequested(const CommandRunner::Command &command,
                      const CommandRunner::ArgumentValues &values, const QString &freeArguments,
                      const CommandRunner::CommandSettings &settings);
    void favouriteToggled(const QString &absoluteId, bool favourite);
    void settingsEdited(const QString &absoluteId, const CommandRunner::CommandSettings &settings);
    void presetSaveRequested(const QString &absoluteId, const CommandRunner::CommandPreset &preset);
    void presetRenameRequested(const QString &absoluteId, const QString &name,
                               const QString &newName);
    void presetRemoveRequested(const QString &absoluteId, const QString &name);
    // offerEarlierValues() is to follow.
    void earlierValuesRequested(const QString &absoluteId, const QString &parameter);
    void runActivated(const QString &runId);
    void advancedShownChanged(bool shown);
    void trustRequested(const QString &folder);
    void openFileRequested(const CommandRunner::Command &command);
    void editRequested(const QString &path, int line);
    void revealRequested(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Typed {
        ArgumentValues values;
        QString freeArguments;
    };

    QWidget *makeHeader();
    QWidget *makeTrustBanner();
    void showTrust();
    QWidget *makeMoreButton(QWidget *parent);
    QWidget *makeArguments();
    QWidget *makeHowItRuns(QWidget *parent);
    QLayout *makePresets(QWidget *parent);
    QWidget *makeFooter(const Clock *clock);
    void showCommand();
    void keepTyped();
    void check();
    void showSettings();
    void focusProblem();

    std::optional<Command> m_command;
    QHash<QString, Typed> m_typed; // by absolute id
    bool m_trusted = true;
    QString m_reason;
    CommandSettings m_settings;

    QLabel *m_title;
    MessageLabel *m_origin;
    QLabel *m_place;
    QToolButton *m_favourite;
    QToolButton *m_more;
    QTabWidget *m_tabs;
    QScrollArea *m_scroll;
    QLabel *m_description;
    MessageLabel *m_noArguments;
    MessageLabel *m_news;
    QLabel *m_presetsLabel;
    PresetControl *m_presets;
    ParameterForm *m_form;
    CommandSecrets *m_secrets;
    QLabel *m_freeLabel;
    ShellWordsField *m_free;
    HowItRuns *m_howItRuns;
    CommandLinePreview *m_preview;
    MessageBanner *m_trustBanner;
    QPushButton *m_run;
    QCheckBox *m_terminal;
    MessageLabel *m_settingsNote;
    MessageLabel *m_reasonLabel;
    DefinitionView *m_definition;
    LastRunsStrip *m_lastRuns;
};

// Where a command is defined, absolute; empty when it has no file.
QString definitionPath(const Command &command);

} // namespace CommandRunner
