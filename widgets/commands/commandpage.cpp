// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandpage.h"

#include "core/command/argumentparser.h"
#include "core/command/shellwords.h"
#include "widgets/commands/commandlinepreview.h"
#include "widgets/commands/commandsecrets.h"
#include "widgets/commands/commandtreemodel.h"
#include "widgets/commands/definitionview.h"
#include "widgets/commands/howitruns.h"
#include "widgets/commands/lastrunsstrip.h"
#include "widgets/commands/messagelabel.h"
#include "widgets/commands/parameterfield.h"
#include "widgets/commands/parameterform.h"
#include "widgets/commands/parametertext.h"
#include "widgets/commands/presetcontrol.h"
#include "widgets/commands/runsettingsdialog.h"
#include "widgets/commands/shellwordsfield.h"
#include "widgets/common/messagebanner.h"
#include "widgets/icons/glyphicon.h"

#include <QCheckBox>
#include <QDir>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString definitionPath(const Command &command)
{
    if (command.file.isEmpty())
        return {};
    return QDir::cleanPath(QDir(command.folder).absoluteFilePath(command.file));
}

CommandPage::CommandPage(const Clock *clock, QWidget *parent) : QWidget(parent)
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Command"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeHeader());
    layout->addWidget(makeTrustBanner());
    m_tabs->addTab(makeArguments(), tr("Arguments"));
    m_definition = new DefinitionView(m_tabs);
    m_tabs->addTab(m_definition, tr("Definition"));
    connect(m_definition, &DefinitionView::editRequested, this, &CommandPage::editRequested);
    connect(m_definition, &DefinitionView::revealRequested, this, &CommandPage::revealRequested);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(makeFooter(clock));
    showCommand();
}

CommandPage::~CommandPage() = default;

void CommandPage::setCommand(const std::optional<Command> &command)
{
    if (command == m_command)
        return;
    m_howItRuns->keep(); // belongs to the command before
    const bool same = command && m_command && command->absoluteId() == m_command->absoluteId();
    const Typed shown{m_form->values(), m_free->text()};
    const bool sameForm = same && command->parameters == m_command->parameters
        && command->workingDirectory == m_command->workingDirectory;
    QString focused;
    if (same) {
        for (const Parameter &parameter : m_command->parameters) {
            if (const ParameterField *field = m_form->field(parameter.name);
                field && field->editor()->hasFocus())
                focused = parameter.name;
        }
    }
    m_command = command;
    m_howItRuns->setCommand(command.value_or(Command()));
    if (!sameForm) {
        m_form->setCommand(command.value_or(Command()));
        m_secrets->setCommand(command);
        m_freeLabel->setMinimumWidth(m_form->labelWidth());
        m_presetsLabel->setMinimumWidth(m_form->labelWidth());
        m_howItRuns->setLabelWidth(m_form->labelWidth());
        const Typed typed = same || !command ? shown : m_typed.value(command->absoluteId());
        m_form->setValues(typed.values);
        m_free->setText(typed.freeArguments);
        if (ParameterField *field = m_form->field(focused))
            field->setFocus();
        if (!same)
            m_scroll->ensureVisible(0, 0);
    }
    if (!same) {
        m_lastRuns->setRuns({});
        m_presets->clear();
    }
    showCommand();
}

void CommandPage::showCommand()
{
    setEnabled(m_command.has_value());
    const Command command = m_command.value_or(Command());
    m_title->setText(command.name);
    const QString project = projectTitle(command.folder, command.project);
    m_origin->setMessage(command.folder.isEmpty()
                             ? project
                             : u"%1 · %2"_s.arg(sourceTitle(command.source), project));
    const QString path = definitionPath(command);
    QString place = command.file;
    if (command.line > 0)
        place += u':' + QString::number(command.line);
    m_place->setText(tr("<a href=\"open\">%1</a>").arg(place.toHtmlEscaped()));
    m_place->setAccessibleName(tr("Open %1").arg(place));
    m_place->setToolTip(tr("Open %1").arg(path));
    m_place->setVisible(!path.isEmpty());
    m_definition->setPlace(path, command.line);
    m_tabs->setTabVisible(m_tabs->indexOf(m_definition), !path.isEmpty());
    m_description->setText(command.description.trimmed());
    m_description->setVisible(!m_description->text().isEmpty());
    m_noArguments->setMessage(m_command && m_form->isEmpty()
                                  ? tr("No arguments of this command are known. It runs as it is, "
                                       "or with what you add below.")
                                  : QString());
    check();
}

void CommandPage::setSecrets(SecretService *secrets)
{
    m_secrets->setService(secrets);
}

void CommandPage::setFavourite(bool favourite)
{
    m_favourite->setChecked(favourite);
    m_favourite->setText(favourite ? u"★"_s : u"☆"_s);
    m_favourite->setToolTip(favourite ? tr("No longer a favourite (*)")
                                      : tr("Make it a favourite (*)"));
}

void CommandPage::setTrusted(bool trusted)
{
    m_trusted = trusted;
    check();
}

void CommandPage::setSettings(const CommandSettings &settings)
{
    m_settings = settings;
    m_terminal->setChecked(settings.terminal);
    m_howItRuns->setSettings(settings);
    check();
    showSettings();
}

// What was set once and would be forgotten stands beside the button that it changes.
void CommandPage::showSettings()
{
    m_settingsNote->setMessage(runSettingsText(m_settings));
}

void CommandPage::setNews(const QString &message)
{
    m_news->setMessage(message);
}

void CommandPage::setMenuActions(const QList<QAction *> &actions)
{
    m_more->menu()->clear();
    m_more->menu()->addActions(actions);
    m_more->setVisible(!actions.isEmpty());
}

CommandSettings CommandPage::settings() const
{
    CommandSettings settings = m_howItRuns->applied(m_settings);
    settings.terminal = m_terminal->isChecked();
    return settings;
}

void CommandPage::setValues(const ArgumentValues &values, const QString &freeArguments)
{
    m_form->setValues(values);
    m_free->setText(freeArguments);
    keepTyped();
    check();
}

void CommandPage::fill(const QString &line)
{
    QString words = line.trimmed().section(u'\n', 0, 0).trimmed();
    if (words.startsWith("$ "_L1))
        words.remove(0, 2);
    if (!m_command)
        return;
    if (const auto split = splitShellWords(words)) {
        const ParsedArguments parsed = parseArguments(*m_command, *split);
        setValues(parsed.values, joinShellWords(parsed.rest));
    } else {
        setValues({}, words);
    }
}

void CommandPage::suggestValues(const ArgumentValues &values, const QString &freeArguments)
{
    if (!m_command)
        return;
    ArgumentValues last = withoutSecrets(*m_command, values);
    last.removeIf([](const auto &given) { return given.value().join(QString()).isEmpty(); });
    m_presets->setLastUsed(CommandPreset{{}, last, freeArguments});
    if (!m_typed.contains(m_command->absoluteId()))
        setValues(values, freeArguments);
}

ArgumentValues CommandPage::values() const
{
    return m_form->values();
}

QString CommandPage::freeArguments() const
{
    return m_free->text();
}

void CommandPage::keepTyped()
{
    if (m_command)
        m_typed.insert(m_command->absoluteId(), {m_form->values(), m_free->text()});
}

void CommandPage::check()
{
    const Command command = m_command.value_or(Command());
    const ArgumentValues given = m_form->values();
    const QList<ArgumentProblem> problems = checkArguments(command, given);
    const auto words = m_free->words();
    m_form->showProblems(problems);
    m_presets->setShown(withoutSecrets(command, given), m_free->text());
    m_reason.clear();
    if (!problems.isEmpty()) {
        const ArgumentProblem &first = problems.first();
        const ParameterField *field = m_form->field(first.parameter);
        const Parameter parameter = field ? field->parameter() : Parameter();
        const QString text = problemText(first, parameter);
        m_reason = first.kind == ArgumentProblem::Kind::MissingRequired
            ? text
            : parameterTitle(parameter) + u": "_s + text;
    } else if (!words) {
        m_reason = tr("More arguments: %1").arg(problemText(words.error()));
    } else {
        m_reason = m_howItRuns->problem();
    }
    m_preview->setVisible(m_command.has_value());
    m_preview->setContent(m_howItRuns->adjustedCommand(), given, words.value_or(QStringList()));
    m_run->setEnabled(m_reason.isEmpty());
    m_run->setToolTip(m_reason.isEmpty() ? tr("Run the command (Ctrl+Return)") : m_reason);
    m_run->setAccessibleDescription(m_reason);
    m_reasonLabel->setMessage(m_reason);
    showTrust();
}

bool CommandPage::canRun() const
{
    return m_command && m_reason.isEmpty();
}

QString CommandPage::reason() const
{
    return m_reason;
}

void CommandPage::run()
{
    if (!m_command)
        return;
    m_howItRuns->keep();
    if (canRun()) {
        m_secrets->remember();
        Q_EMIT runRequested(*m_command, values(), freeArguments(), settings());
    } else {
        focusProblem();
    }
}

void CommandPage::focusProblem()
{
    m_tabs->setCurrentIndex(0);
    const QList<ArgumentProblem> problems = checkArguments(*m_command, m_form->values());
    if (problems.isEmpty() && m_free->words()) {
        focusHowItRuns();
        return;
    }
    if (problems.isEmpty()) {
        m_free->editor()->setFocus(Qt::ShortcutFocusReason);
        m_scroll->ensureWidgetVisible(m_free);
        return;
    }
    ParameterField *field = m_form->field(problems.first().parameter);
    if (!field)
        return;
    if (field->parameter().advanced && !field->parameter().required)
        m_form->setAdvancedShown(true);
    field->setWasEdited(true);
    m_form->showProblems(problems);
    field->setFocus(Qt::ShortcutFocusReason);
    m_scroll->ensureWidgetVisible(field);
}

void CommandPage::focusForm()
{
    m_tabs->setCurrentIndex(0);
    if (!m_form->focusFirstField())
        m_run->setFocus(Qt::TabFocusReason);
}

void CommandPage::setLastRuns(const QList<RunRecord> &runs)
{
    m_lastRuns->setRuns(runs);
}

void CommandPage::setStatistics(const RunStatistics &statistics)
{
    m_lastRuns->setStatistics(statistics);
}

void CommandPage::showTrust()
{
    if (!m_command || m_trusted) {
        m_trustBanner->dismiss();
        return;
    }
    m_trustBanner->showMessage(
        MessageBanner::Kind::Information,
        tr("“%1” is not trusted: its files were read and nothing was run. You are asked before the "
           "first run.")
            .arg(shortPath(m_command->folder)));
}

void CommandPage::setDefinitionComparison(const DefinitionComparison &comparison)
{
    m_definition->setComparison(comparison);
    m_tabs->setTabText(m_tabs->indexOf(m_definition),
                       m_definition->hasChanges() ? tr("Definition (Changed)") : tr("Definition"));
}

bool CommandPage::isAdvancedShown() const
{
    return m_form->isAdvancedShown();
}

void CommandPage::setAdvancedShown(bool shown)
{
    m_form->setAdvancedShown(shown);
}

bool CommandPage::eventFilter(QObject *watched, QEvent *event)
{
    // Outside dialogs a push button answers Space only.
    if (watched == m_run && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !key->isAutoRepeat()
            && !(key->modifiers() & ~Qt::KeypadModifier)) {
            m_run->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace CommandRunner
