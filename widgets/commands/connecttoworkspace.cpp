// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/connecttoworkspace.h"

#include "core/base/background.h"
#include "core/command/shellwords.h"
#include "core/workspace/commandcatalog.h"
#include "core/workspace/readoptions.h"
#include "core/workspace/runservice.h"
#include "widgets/commands/commandpage.h"
#include "widgets/commands/commandspage.h"
#include "widgets/commands/earliervalues.h"
#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <atomic>
#include <memory>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int lastRunCount = 6;
constexpr int runsWithEarlierValues = 200; // looked through for what a field held before

struct ConnectToWorkspace {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::ConnectToWorkspace)
};

void connectContent(CommandsPage &page, CommandCatalog &catalog)
{
    const auto showContent = [&page, &catalog] {
        page.setMarks(catalog.marks());
        page.setContent(catalog.commands(), catalog.problems(), catalog.favourites());
    };
    const auto showFolders = [&page, &catalog] {
        if (!catalog.isLoaded()) // an invitation to add one would flash by
            return;
        QList<ListedFolder> listed;
        const QList<Folder> folders = catalog.folders();
        for (const Folder &folder : folders) {
            if (folder.listed)
                listed.append({folder.path, folder.trusted});
        }
        page.setFolders(listed);
    };
    page.setTrustCheck([&catalog](const QString &folder) { return catalog.isTrusted(folder); });
    page.setSettingsSource([&catalog](const QString &id) { return catalog.settings(id); });
    page.setReadOptionsSource([&catalog](const QString &id) { return catalog.readOptions(id); });
    page.setPresetsSource([&catalog](const QString &id) { return catalog.presets(id); });
    QObject::connect(&page, &CommandsPage::marksChangeRequested, &catalog,
                     &CommandCatalog::saveMarks);
    QObject::connect(&catalog, &CommandCatalog::loaded, &page, showFolders);
    QObject::connect(&catalog, &CommandCatalog::loaded, &page, showContent);
    QObject::connect(&catalog, &CommandCatalog::foldersChanged, &page, showFolders);
    QObject::connect(&catalog, &CommandCatalog::commandsChanged, &page, showContent);
    QObject::connect(&catalog, &CommandCatalog::scanningChanged, &page, &CommandsPage::setScanning);
    QObject::connect(
        &catalog, &CommandCatalog::scanProgress, &page, [&page](const DiscoveryProgress &progress) {
            page.setScanText(ConnectToWorkspace::tr("Looking for commands in %1: %2 files")
                                 .arg(QFileInfo(progress.folder).fileName(),
                                      numberText(progress.filesSeen)));
        });
    showFolders();
    showContent();
    page.setScanning(catalog.isScanning());
}

void connectWishes(CommandsPage &page, CommandCatalog &catalog)
{
    QObject::connect(&page, &CommandsPage::favouriteChangeRequested, &catalog,
                     &CommandCatalog::setFavourite);
    QObject::connect(&page, &CommandsPage::settingsChangeRequested, &catalog,
                     &CommandCatalog::saveSettings);
    QObject::connect(&page, &CommandsPage::presetSaveRequested, &catalog,
                     &CommandCatalog::savePreset);
    QObject::connect(&page, &CommandsPage::presetRenameRequested, &catalog,
                     &CommandCatalog::renamePreset);
    QObject::connect(&page, &CommandsPage::presetRemoveRequested, &catalog,
                     &CommandCatalog::removePreset);
    QObject::connect(&page, &CommandsPage::trustChangeRequested, &catalog,
                     &CommandCatalog::setTrusted);
    QObject::connect(&page, &CommandsPage::folderAddRequested, &catalog,
                     &CommandCatalog::addFolder);
    QObject::connect(&page, &CommandsPage::folderRemoveRequested, &catalog,
                     &CommandCatalog::removeFolder);
    QObject::connect(&page, &CommandsPage::refreshRequested, &catalog, &CommandCatalog::refreshAll);
    QObject::connect(&page, &CommandsPage::ownCommandSaveRequested, &catalog,
                     &CommandCatalog::saveOwn);
    QObject::connect(&page, &CommandsPage::ownCommandRemoveRequested, &catalog,
                     &CommandCatalog::removeOwn);
}

QString wordsOf(const Result<HelpReading> &reading, const Command &command)
{
    if (reading)
        return ConnectToWorkspace::tr("%n option(s) read from “%1”.", nullptr,
                                      int(formParameters(reading->text).size()))
            .arg(joinShellWords(reading->argv));
    const Error &error = reading.error();
    if (error.code != ErrorCode::NotFound)
        return ConnectToWorkspace::tr("The options of “%1” could not be read: %2")
            .arg(command.name, error.toString());
    return error.detail.isEmpty()
        ? ConnectToWorkspace::tr("“%1” says nothing of its options.").arg(error.subject)
        : ConnectToWorkspace::tr("“%1” says nothing of its options, only: %2")
              .arg(error.subject, error.detail.section(u'\n', 0, 2));
}

void connectHelp(CommandsPage &page, CommandCatalog &catalog)
{
    QObject::connect(
        &page, &CommandsPage::optionsReadRequested, &catalog,
        [&page, &catalog](const Command &command) {
            // Asked anew: what was read before must not hide what is new.
            Command plain = command;
            removeReadOptions(plain, catalog.readOptions(command.absoluteId()));
            const auto cancelled = std::make_shared<std::atomic_bool>(false);
            auto *guard = new QObject(&page); // ends the program with the page
            QObject::connect(guard, &QObject::destroyed, guard, [cancelled] { *cancelled = true; });
            inBackground(
                guard,
                [plain, path = catalog.options().loginPath, cancelled] {
                    return readHelp(plain, path, *cancelled);
                },
                [&page, &catalog, plain, guard](const Result<HelpReading> &reading) {
                    guard->deleteLater();
                    if (reading)
                        catalog.saveReadOptions(plain.absoluteId(), formParameters(reading->text));
                    page.showOptionsRead(plain.absoluteId(), wordsOf(reading, plain));
                });
        });
    QObject::connect(&page, &CommandsPage::optionsForgetRequested, &catalog,
                     [&catalog](const QString &id) { catalog.saveReadOptions(id, {}); });
}

void connectEarlierValues(CommandsPage &page, CommandCatalog &catalog, RunService &runs)
{
    QObject::connect(&page, &CommandsPage::earlierValuesRequested, &page,
                     [&page, &catalog, &runs](const QString &id, const QString &parameter) {
                         const std::optional<Command> command = catalog.command(id);
                         if (!command)
                             return;
                         RunQuery query;
                         query.commandId = command->id;
                         query.folder = command->folder;
                         query.limit = runsWithEarlierValues;
                         runs.query(query, &page, [&page, id, parameter](const auto &records) {
                             page.commandPage()->offerEarlierValues(
                                 id, parameter,
                                 earlierValues(records.value_or(QList<RunRecord>()), parameter));
                         });
                     });
}

void connectRuns(CommandsPage &page, CommandCatalog &catalog, RunService &runs)
{
    const auto ask = [&page, &catalog, &runs] {
        const QString id = page.currentCommandId();
        const std::optional<Command> command = catalog.command(id);
        if (!command)
            return;
        RunQuery query;
        query.commandId = command->id;
        query.folder = command->folder;
        query.limit = lastRunCount;
        runs.query(query, &page, [&page, id](const Result<QList<RunRecord>> &records) {
            if (records)
                page.setLastRuns(id, *records);
        });
        runs.statistics({command->id, command->folder, command->name}, &page,
                        [&page, id](const Result<RunStatistics> &statistics) {
                            if (statistics)
                                page.setStatistics(id, *statistics);
                        });
    };
    const auto askAbout = [&page, &catalog, ask](const RunRecord &record) {
        const std::optional<Command> command = catalog.command(page.currentCommandId());
        if (command && command->id == record.request.commandId
            && command->folder == record.request.folder)
            ask();
    };
    QObject::connect(&page, &CommandsPage::currentCommandChanged, &page, ask);
    QObject::connect(&runs, &RunService::runsChanged, &page, ask);
    QObject::connect(&runs, &RunService::runStarted, &page, askAbout);
    QObject::connect(&runs, &RunService::runChanged, &page, askAbout);
    ask();
}

// What changed in a command's files since it ran is said where its definition is read.
void connectDefinitions(CommandsPage &page, CommandCatalog &catalog, RunService &runs)
{
    const auto compare = [&page, &catalog] {
        const QString id = page.currentCommandId();
        const std::optional<Command> command = catalog.command(id);
        if (!command)
            return;
        catalog.compareDefinition(*command, &page,
                                  [&page, id](const Result<DefinitionComparison> &comparison) {
                                      if (comparison)
                                          page.setDefinitionComparison(id, *comparison);
                                  });
    };
    const auto keep = [&catalog, compare](const QString &id) {
        if (const std::optional<Command> command = catalog.command(id)) {
            catalog.keepDefinition(*command);
            compare();
        }
    };
    QObject::connect(&page, &CommandsPage::currentCommandChanged, &page, compare);
    QObject::connect(&catalog, &CommandCatalog::commandsChanged, &page, compare);
    QObject::connect(&page, &CommandsPage::definitionReviewed, &page, keep);
    QObject::connect(&runs, &RunService::runStarted, &page, [keep](const RunRecord &record) {
        if (record.request.origin == RunOrigin::Person && !record.request.commandId.isEmpty())
            keep(record.request.folder + u'/' + record.request.commandId);
    });
    compare();
}

} // namespace

void connectToWorkspace(CommandsPage &page, CommandCatalog &catalog, RunService &runs)
{
    connectContent(page, catalog);
    connectWishes(page, catalog);
    connectHelp(page, catalog);
    connectRuns(page, catalog, runs);
    connectDefinitions(page, catalog, runs);
    connectEarlierValues(page, catalog, runs);
}

} // namespace CommandRunner
