// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/commandcatalog.h"

#include "core/base/background.h"
#include "core/computer/computercommands.h"
#include "core/workspace/catalogcontent.h"
#include "core/workspace/readoptions.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <tuple>

namespace CommandRunner {

using namespace std::chrono_literals;

namespace {

bool sameOptions(const DiscoveryOptions &a, const DiscoveryOptions &b)
{
    const auto key = [](const DiscoveryOptions &o) {
        return std::tie(o.tier, o.djangoBuiltins, o.cacheFolder, o.loginPath);
    };
    return key(a) == key(b);
}

} // namespace

class CommandCatalog::Private final
{
public:
    Private(CommandCatalog *catalog, DatabaseWorker &databaseWorker, DiscoveryService &service,
            const Clock &systemClock, DiscoveryOptions discoveryOptions)
        : q(catalog),
          worker(databaseWorker),
          discovery(service),
          clock(systemClock),
          options(std::move(discoveryOptions))
    {}

    void take(Result<CatalogSnapshot> snapshot);
    // Does `work` in the database and shows what it holds then: so the result of an earlier reading
    // can never undo a later change.
    void change(std::function<Result<void>(Database &)> work);
    void scan(const QString &folder);
    void found(const DiscoveryResult &result);
    void finished(const DiscoveryResult &result);
    void store(const DiscoveryResult &result);
    void updateScanning();
    void lookAtComputer();

    CommandCatalog *const q;
    DatabaseWorker &worker;
    DiscoveryService &discovery;
    const Clock &clock;
    DiscoveryOptions options;
    CatalogContent content;
    QSet<QString> scanning; // asked for and not finished
    QSet<QString> unsaved;  // tier 1 was shown, and tier 2 is not done
    QSet<QString> unwatched;
    QElapsedTimer sinceUnwatched; // were looked through
    QTimer unwatchedTimer;
    bool scanningTold = false;
    bool loaded = false;
    bool computerShown = false;
    bool lookingAtComputer = false;
    bool lookAgain = false; // asked for meanwhile
    const std::shared_ptr<std::atomic_bool> closing = std::make_shared<std::atomic_bool>(false);
};

void CommandCatalog::Private::take(Result<CatalogSnapshot> snapshot)
{
    if (!snapshot) {
        Q_EMIT q->failed(snapshot.error());
        return;
    }
    const CatalogContent::Changes changes = content.apply(*snapshot, scanning);
    for (const QString &folder : changes.gone) {
        scanning.remove(folder);
        unwatched.remove(folder);
        discovery.forget(folder);
    }
    const bool first = !loaded;
    loaded = true;
    if (first)
        Q_EMIT q->loaded();
    if (changes.folders)
        Q_EMIT q->foldersChanged();
    if (changes.commands)
        Q_EMIT q->commandsChanged();
    for (const QString &folder : changes.toScan) // all of them, the first time
        scan(folder);
    updateScanning();
}

void CommandCatalog::Private::change(std::function<Result<void>(Database &)> work)
{
    worker.submit(
        q,
        [work = std::move(work)](Database &database) -> Result<CatalogSnapshot> {
            if (auto done = work(database); !done)
                return std::unexpected(done.error());
            return CatalogSnapshot::read(database);
        },
        [this](Result<CatalogSnapshot> snapshot) { take(std::move(snapshot)); });
}

void CommandCatalog::Private::scan(const QString &folder)
{
    const auto known = content.folder(folder);
    if (!known)
        return;
    DiscoveryOptions scanOptions = options;
    scanOptions.trusted = known->trusted;
    scanning.insert(folder);
    discovery.scan(folder, scanOptions);
    updateScanning();
}

void CommandCatalog::Private::found(const DiscoveryResult &result)
{
    if (result.cancelled || !content.applyTier1(result))
        return;
    unsaved.insert(result.folder);
    Q_EMIT q->commandsChanged();
}

void CommandCatalog::Private::finished(const DiscoveryResult &result)
{
    if (!discovery.isScanning(result.folder)) // else this one was cancelled, and asked anew
        scanning.remove(result.folder);
    store(result);
    updateScanning();
}

void CommandCatalog::Private::store(const DiscoveryResult &result)
{
    const bool changed = content.applyFinished(result);
    const bool listed = !result.cancelled && content.folder(result.folder);
    if (listed && result.watched)
        unwatched.remove(result.folder);
    else if (listed)
        unwatched.insert(result.folder);
    if (listed && (unsaved.remove(result.folder) || changed)) {
        // Read again afterwards: a reading from before this scan may be on its way to us.
        change([folder = result.folder, commands = content.commandsOf(result.folder),
                problems = content.problemsOf(result.folder)](Database &database) -> Result<void> {
            auto written = CommandStore(database).replaceFolder(folder, commands, problems);
            const bool removedMeanwhile = !written && written.error().code == ErrorCode::NotFound;
            return removedMeanwhile ? Result<void>() : written;
        });
    }
    if (changed)
        Q_EMIT q->commandsChanged();
}

void CommandCatalog::Private::updateScanning()
{
    const bool now = !scanning.isEmpty();
    if (now == scanningTold)
        return;
    scanningTold = now;
    Q_EMIT q->scanningChanged(now);
}

void CommandCatalog::Private::lookAtComputer()
{
    lookAgain = lookingAtComputer;
    if (!computerShown || lookingAtComputer)
        return;
    lookingAtComputer = true;
    inBackground(
        q,
        [cache = options.cacheFolder, path = options.loginPath, stop = closing] {
            ComputerPlaces places = placesOfThisComputer(cache);
            if (!path.isEmpty())
                places.path = path;
            return computerCommands(places, *stop);
        },
        [this](const QList<Command> &commands) {
            lookingAtComputer = false;
            if (computerShown && content.setComputerCommands(commands))
                Q_EMIT q->commandsChanged();
            if (lookAgain)
                lookAtComputer();
        });
}

CommandCatalog::CommandCatalog(DatabaseWorker &worker, DiscoveryService &discovery,
                               const Clock &clock, DiscoveryOptions options, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, worker, discovery, clock, std::move(options)))
{
    connect(&discovery, &DiscoveryService::progress, this, &CommandCatalog::scanProgress);
    connect(&discovery, &DiscoveryService::found, this,
            [this](const DiscoveryResult &result) { d->found(result); });
    connect(&discovery, &DiscoveryService::finished, this,
            [this](const DiscoveryResult &result) { d->finished(result); });
    connect(&discovery, &DiscoveryService::changed, this,
            [this](const DiscoveryResult &result) { d->store(result); });
    d->unwatchedTimer.setInterval(5min);
    connect(&d->unwatchedTimer, &QTimer::timeout, this, &CommandCatalog::refreshUnwatched);
    d->unwatchedTimer.start();
    connect(&worker, &DatabaseWorker::changedByOthers, this, [this] {
        if (d->loaded)
            d->change([](Database &) { return Result<void>(); });
    });
}

CommandCatalog::~CommandCatalog()
{
    *d->closing = true;
}

void CommandCatalog::setDataPaths(const DataPaths &paths)
{
    d->content.setDataPaths(paths);
}

void CommandCatalog::load()
{
    d->change([](Database &) { return Result<void>(); });
}

void CommandCatalog::refreshAll()
{
    const QList<Folder> all = d->content.folders();
    for (const Folder &folder : all)
        d->scan(folder.path);
    d->lookAtComputer();
}

void CommandCatalog::showComputer(bool shown)
{
    if (d->computerShown == shown)
        return;
    d->computerShown = shown;
    d->lookAtComputer();
    if (!shown && d->content.setComputerCommands({}))
        Q_EMIT commandsChanged();
}

void CommandCatalog::refresh(const QString &folder)
{
    d->scan(folder);
}

void CommandCatalog::setOptions(const DiscoveryOptions &options)
{
    const bool same = sameOptions(d->options, options);
    d->options = options;
    if (!same)
        refreshAll();
}

DiscoveryOptions CommandCatalog::options() const
{
    return d->options;
}

void CommandCatalog::refreshUnwatched()
{
    if (d->sinceUnwatched.isValid() && !d->sinceUnwatched.hasExpired(30'000))
        return;
    d->sinceUnwatched.start();
    for (const QString &folder : std::as_const(d->unwatched)) {
        if (!d->scanning.contains(folder))
            d->scan(folder);
    }
}

QList<Folder> CommandCatalog::folders() const
{
    return d->content.folders();
}

QList<Command> CommandCatalog::commands() const
{
    return d->content.commands();
}

QList<DiscoveryProblem> CommandCatalog::problems() const
{
    return d->content.problems();
}

QSet<QString> CommandCatalog::favourites() const
{
    return d->content.favourites();
}

CommandSettings CommandCatalog::settings(const QString &absoluteId) const
{
    return d->content.settings(absoluteId);
}

QList<Parameter> CommandCatalog::readOptions(const QString &absoluteId) const
{
    return d->content.readOptions(absoluteId);
}

QList<CommandPreset> CommandCatalog::presets(const QString &absoluteId) const
{
    return d->content.presets(absoluteId);
}

MarksById CommandCatalog::marks() const
{
    return d->content.marks();
}

QHash<QString, QList<CommandPreset>> CommandCatalog::allPresets() const
{
    return d->content.allPresets();
}

std::optional<Command> CommandCatalog::command(const QString &absoluteId) const
{
    return d->content.command(absoluteId);
}

bool CommandCatalog::isTrusted(const QString &path) const
{
    return d->content.isTrusted(path);
}

bool CommandCatalog::isLoaded() const
{
    return d->loaded;
}

bool CommandCatalog::isScanning() const
{
    return !d->scanning.isEmpty();
}

void CommandCatalog::addFolder(const QString &path)
{
    d->change([path, now = d->clock.now()](Database &database) {
        return FolderStore(database).add(path, now);
    });
}

void CommandCatalog::ensureFolder(const QString &path)
{
    d->change([path, now = d->clock.now()](Database &database) -> Result<void> {
        auto added = FolderStore(database).add(path, now);
        const bool there = !added && added.error().code == ErrorCode::AlreadyExists;
        return there ? Result<void>() : added;
    });
}

void CommandCatalog::removeFolder(const QString &path)
{
    d->change([path](Database &database) { return FolderStore(database).remove(path); });
}

void CommandCatalog::setTrusted(const QString &path, bool trusted)
{
    d->change([path, trusted, now = d->clock.now()](Database &database) {
        return FolderStore(database).setTrusted(path, trusted, now);
    });
}

void CommandCatalog::saveOwn(const Command &command)
{
    Command own = command;
    removeReadOptions(own, readOptions(command.absoluteId()));
    const auto before = d->content.ownCommand(command.id);
    removeMarks(own, d->content.marks(), before && before->hidden);
    d->change([own](Database &database) { return CommandStore(database).saveOwn(own); });
}

void CommandCatalog::removeOwn(const QString &id)
{
    d->change([id](Database &database) { return CommandStore(database).removeOwn(id); });
}

void CommandCatalog::setFavourite(const QString &absoluteId, bool favourite)
{
    d->change([absoluteId, favourite](Database &database) {
        return CommandStore(database).setFavourite(absoluteId, favourite);
    });
}

void CommandCatalog::saveSettings(const QString &absoluteId, const CommandSettings &settings)
{
    d->change([absoluteId, settings](Database &database) {
        return CommandStore(database).saveSettings(absoluteId, settings);
    });
}

void CommandCatalog::compareDefinition(
    const Command &command, QObject *context,
    std::function<void(const Result<DefinitionComparison> &)> done)
{
    d->worker.submit(
        context,
        [command, now = d->clock.now()](Database &database) {
            return CommandRunner::compareDefinition(database, command, now);
        },
        std::move(done));
}

void CommandCatalog::keepDefinition(const Command &command)
{
    d->worker.submit(
        this,
        [command, now = d->clock.now()](Database &database) {
            return CommandRunner::keepDefinition(database, command, now);
        },
        [this](const Result<void> &kept) {
            if (!kept)
                Q_EMIT failed(kept.error());
        });
}

void CommandCatalog::saveReadOptions(const QString &absoluteId, const QList<Parameter> &parameters)
{
    d->change([absoluteId, parameters](Database &database) {
        return CommandStore(database).saveReadOptions(absoluteId, parameters);
    });
}

void CommandCatalog::saveMarks(const MarksById &changes)
{
    d->change([changes](Database &database) { return CommandStore(database).saveMarks(changes); });
}

void CommandCatalog::savePreset(const QString &absoluteId, const CommandPreset &preset)
{
    d->change([absoluteId, preset](Database &database) {
        return CommandStore(database).savePreset(absoluteId, preset);
    });
}

void CommandCatalog::renamePreset(const QString &absoluteId, const QString &name,
                                  const QString &newName)
{
    d->change([absoluteId, name, newName](Database &database) {
        return CommandStore(database).renamePreset(absoluteId, name, newName);
    });
}

void CommandCatalog::removePreset(const QString &absoluteId, const QString &name)
{
    d->change([absoluteId, name](Database &database) {
        return CommandStore(database).removePreset(absoluteId, name);
    });
}

} // namespace CommandRunner
