// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/background.h"
#include "core/command/shellwords.h"
#include "core/discovery/pathprograms.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/parametertext.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/mainwindow/commanditems.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/runflow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/mainwindow/settingsdialog.h"
#include "widgets/mainwindow/windowactions.h"
#include "widgets/mainwindow/windowsettings.h"
#include "widgets/output/runtab.h"
#include "widgets/palette/actionregistry.h"
#include "widgets/palette/commandpalette.h"

#include <QAction>
#include <QDir>
#include <QPointer>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto usageKey = "palette/usage"_L1;
constexpr int offeredRuns = 50;
constexpr int runWeight = -40; // who types a name means the command rather than its last run

QString folderText(const QString &folder)
{
    const QString native = QDir::toNativeSeparators(folder);
    const QString home = QDir::toNativeSeparators(QDir::homePath());
    return native == home || native.startsWith(home + QDir::separator())
        ? u'~' + native.mid(home.size())
        : native;
}

QString commandKey(const QString &absoluteId)
{
    return u"command:"_s + absoluteId;
}

} // namespace

void MainWindow::connectPalette()
{
    m_usage.load(m_services.settings.value(usageKey).toByteArray());
    connect(m_palette, &CommandPalette::used, this, &MainWindow::noteUse);
    connect(m_commands, &CommandsPage::runRequested, this,
            [this](const Command &command) { noteUse(commandKey(command.absoluteId())); });
    m_commandItems = new CommandItems(
        m_services.catalog,
        {.choose = [this](const QString &id) { chooseCommand(id); },
         .fill = [this](const QString &id, const QString &line) { fillCommand(id, line); },
         .choosePreset = [this](const QString &id, const QString &name) { choosePreset(id, name); },
         .showTag =
             [this](const QString &tag) {
                 showPage(Page::Commands);
                 m_commands->search(u'#' + tag);
             }},
        this);
    const QAction *hiddenToo = m_commands->showHiddenAction();
    m_commandItems->setHiddenToo(hiddenToo->isChecked());
    connect(hiddenToo, &QAction::toggled, m_commandItems, &CommandItems::setHiddenToo);
    connect(m_commandItems, &CommandItems::renewed, this,
            [this] { m_palette->setPrepared(m_commandItems->items()); });
    m_palette->setPrograms([this](const auto &done) { askPrograms(done); });
}

void MainWindow::noteUse(const QString &id)
{
    const QDateTime now = m_services.clock.now();
    m_usage.note(id, now);
    m_services.settings.set(usageKey, m_usage.save(now));
}

void MainWindow::openPalette(const QString &typed)
{
    m_palette->open({m_commandItems->items(), actionItems() + settingItems(),
                     m_usage.weights(m_services.clock.now())},
                    typed);
    addRunItems();
}

QList<PaletteItem> MainWindow::actionItems()
{
    QList<PaletteItem> items;
    const auto add = [&items](QAction *action, const QString &where) {
        if (!action->isEnabled() || !action->isVisible() || action->isSeparator())
            return;
        const QString about = action->statusTip().isEmpty()
            ? where
            : where + u" · "_s + action->statusTip();
        const auto trigger = [action = QPointer<QAction>(action)] {
            if (action)
                action->trigger();
        };
        const QString id = ActionRegistry::id(action);
        items.append({ActionRegistry::name(action),
                      about,
                      ActionRegistry::shortcutText(action),
                      action->icon(),
                      trigger,
                      id.isEmpty() ? QString() : u"action:"_s + id,
                      {},
                      0});
    };
    for (QAction *action : m_registry->actions()) {
        if (action != m_actions->palette)
            add(action, ActionRegistry::section(action));
    }
    if (const RunTab *tab = m_tabs->currentTab()) {
        for (QAction *action : tab->actions().mid(2)) // the window has Stop and Run Again itself
            add(action, tr("Output"));
    }
    for (QAction *action : comparisonActions())
        add(action, tr("Comparison"));
    const auto askProgram = [this] {
        openPalette(CommandPalette::programSign + u" "_s);
    };
    items.append({tr("Run a Program"),
                  tr("Of those on PATH · type %1 and its name").arg(u"$"_s),
                  u"$"_s,
                  glyphIcon(u"terminal"_s),
                  askProgram,
                  u"palette:programs"_s,
                  {},
                  0});
    return items;
}

// The dialog says itself what can be set: it is made once and asked.
QList<PaletteItem> MainWindow::settingItems()
{
    if (!m_settingTitles) {
        const std::unique_ptr<SettingsDialog> dialog(makeSettingsDialog());
        m_settingTitles = dialog->titles();
    }
    QList<PaletteItem> items;
    const QIcon icon = glyphIcon(u"settings"_s);
    for (const SettingsDialog::Title &title : std::as_const(*m_settingTitles))
        items.append({title.label,
                      tr("Setting · %1").arg(title.section),
                      {},
                      icon,
                      [this, title] { openSettings(title); },
                      u"setting:%1/%2"_s.arg(title.section, title.label),
                      {},
                      0});
    return items;
}

// Into its form: what it needs is typed there.
void MainWindow::chooseCommand(const QString &absoluteId)
{
    showPage(Page::Commands);
    if (m_commands->selectCommand(absoluteId))
        m_commands->commandPage()->focusForm();
}

// Into the form, and the keyboard on Run: another Return runs it.
void MainWindow::choosePreset(const QString &absoluteId, const QString &name)
{
    showPage(Page::Commands);
    if (!m_commands->selectCommand(absoluteId) || !m_commands->commandPage()->choosePreset(name))
        return;
    m_commands->commandPage()->focusRun();
}

// Into the form, so that what was understood is seen before it runs.
void MainWindow::fillCommand(const QString &absoluteId, const QString &line)
{
    showPage(Page::Commands);
    if (!m_commands->selectCommand(absoluteId))
        return;
    m_commands->commandPage()->fill(line);
    m_commands->commandPage()->focusForm();
}

void MainWindow::addRunItems()
{
    RunQuery query;
    query.limit = offeredRuns;
    m_services.runs.query(query, m_palette, [this](const Result<QList<RunRecord>> &runs) {
        QList<PaletteItem> items;
        const QDateTime now = m_services.clock.now();
        for (const RunRecord &record : runs.value_or(QList<RunRecord>())) {
            const QString when = relativeTime(record.created, now);
            const QStringList about{tr("Run, %1").arg(when), runStateWord(record.state),
                                    joinShellWords(record.request.argv)};
            items.append({record.request.name,
                          about.join(u" · "_s),
                          {},
                          glyphIcon(u"runs"_s),
                          [this, record] {
                              openRun(record);
                              m_tabs->currentWidget()->setFocus();
                          },
                          {},
                          {},
                          runWeight});
        }
        m_palette->addItems(items);
    });
}

void MainWindow::askPrograms(const std::function<void(const QList<PaletteItem> &)> &done)
{
    const auto &command = m_commands->commandPage()->command();
    const QString folder = page() == Page::Commands && command
            && QDir(command->workingDirectory).exists()
        ? command->workingDirectory
        : QDir::homePath();
    const QString path = m_flow->loginPath().isEmpty() ? qEnvironmentVariable("PATH")
                                                       : m_flow->loginPath();
    inBackground(
        this, [path] { return programsOnPath(path); },
        [this, folder, done](const QList<PathProgram> &programs) {
            const QIcon icon = glyphIcon(u"terminal"_s);
            const QDateTime now = m_services.clock.now();
            QList<PaletteItem> items;
            items.reserve(programs.size());
            for (const PathProgram &program : programs) {
                const QString id = u"program:"_s + program.name;
                const auto run = [this, folder, name = program.name](const QString &line) {
                    const auto words = splitShellWords(line);
                    if (words)
                        m_flow->runProgram(QStringList{name} + *words, folder);
                    else
                        showMessage(MessageBanner::Kind::Warning, problemText(words.error()),
                                    name + u' ' + line);
                };
                items.append(
                    {program.name,
                     tr("%1 · runs in %2").arg(folderText(program.folder), folderText(folder)),
                     {},
                     icon,
                     [run] { run({}); },
                     id,
                     run,
                     m_usage.weight(id, now)});
            }
            done(items);
        });
}

} // namespace CommandRunner
