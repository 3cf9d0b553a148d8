// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/commanditems.h"

#include "core/base/background.h"
#include "core/computer/computercommands.h"
#include "core/workspace/commandcatalog.h"
#include "widgets/icons/glyphicon.h"

#include <QDir>
#include <QMap>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int favouriteWeight = 20;

// What is needed to make the items, as of one moment; shares its data with the catalog.
struct Snapshot {
    QList<Command> commands;
    QHash<QString, QList<CommandPreset>> presets;
    QSet<QString> favourites;
    std::shared_ptr<const CommandItems::Actions> actions;
    QIcon icon;
    QIcon star;
    QIcon tag;
    bool hiddenToo;
};

QString aboutCommand(const Command &command)
{
    const QString project = command.project.isEmpty() ? command.folder.section(u'/', -1)
                                                      : command.project;
    QString tags;
    for (const QString &tag : command.tags)
        tags += (tags.isEmpty() ? u"#"_s : u" #"_s) + tag;
    QStringList about = isOfThisComputer(command) ? QStringList{CommandItems::tr("This Computer")}
                                                  : QStringList{project, command.source};
    about += {tags, command.description.section(u'\n', 0, 0)};
    about.removeAll(QString());
    about.removeDuplicates(); // some projects are called as their source
    return about.join(u" · "_s);
}

void addCommand(QList<PaletteItem> &items, const Command &command, const Snapshot &of)
{
    const QString about = aboutCommand(command);
    const QString id = command.absoluteId();
    const bool favourite = of.favourites.contains(id);
    items.append({command.name,
                  about,
                  {},
                  favourite ? of.star : of.icon,
                  [actions = of.actions, id] { actions->choose(id); },
                  u"command:"_s + id,
                  [actions = of.actions, id](const QString &line) { actions->fill(id, line); },
                  favourite ? favouriteWeight : 0});
    const auto presets = of.presets.constFind(id);
    if (presets == of.presets.cend())
        return;
    for (const CommandPreset &preset : *presets) {
        items.append(
            {command.name + u" · "_s + preset.name,
             CommandItems::tr("Preset · %1").arg(about),
             {},
             of.icon,
             [actions = of.actions, id, name = preset.name] { actions->choosePreset(id, name); },
             u"preset:%1:%2"_s.arg(preset.name, id),
             {},
             0});
    }
}

std::shared_ptr<const PaletteItems> makeItems(const Snapshot &of)
{
    QList<PaletteItem> items;
    items.reserve(of.commands.size());
    QMap<QString, int> tags;
    // Where nothing else decides, a project's commands go before the applications of the computer.
    for (const bool ofComputer : {false, true}) {
        for (const Command &command : of.commands) {
            if (isOfThisComputer(command) != ofComputer || (command.hidden && !of.hiddenToo))
                continue;
            addCommand(items, command, of);
            for (const QString &tag : command.tags)
                ++tags[tag];
        }
    }
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag)
        items.append({u'#' + tag.key(),
                      CommandItems::tr("Tag · %n command(s)", nullptr, *tag),
                      {},
                      of.tag,
                      [actions = of.actions, name = tag.key()] { actions->showTag(name); },
                      u"tag:"_s + tag.key(),
                      {},
                      0});
    return std::make_shared<const PaletteItems>(items);
}

} // namespace

CommandItems::CommandItems(const CommandCatalog &catalog, Actions actions, QObject *parent)
    : QObject(parent),
      m_catalog(catalog),
      m_actions(std::make_shared<const Actions>(std::move(actions))),
      m_items(std::make_shared<const PaletteItems>())
{
    connect(&catalog, &CommandCatalog::commandsChanged, this, &CommandItems::changed);
}

void CommandItems::setHiddenToo(bool hiddenToo)
{
    if (std::exchange(m_hiddenToo, hiddenToo) != hiddenToo)
        changed();
}

void CommandItems::changed()
{
    m_stale = true;
    if (m_catalog.commands().size() > fewCommands)
        make();
}

std::function<std::shared_ptr<const PaletteItems>()> CommandItems::maker() const
{
    const Snapshot of{m_catalog.commands(),     m_catalog.allPresets(),
                      m_catalog.favourites(),   m_actions,
                      glyphIcon(u"commands"_s), glyphIcon(u"favourite"_s),
                      glyphIcon(u"bookmark"_s), m_hiddenToo};
    return [of] {
        return makeItems(of);
    };
}

// One at a time: changes meanwhile are taken in afterwards.
void CommandItems::make()
{
    if (m_making)
        return;
    m_making = true;
    m_stale = false;
    inBackground(this, maker(), [this](const std::shared_ptr<const PaletteItems> &made) {
        m_making = false;
        if (m_catalog.commands().size() > fewCommands)
            m_items = made; // else items() has made newer ones
        if (m_stale)
            changed();
        Q_EMIT renewed();
    });
}

std::shared_ptr<const PaletteItems> CommandItems::items()
{
    if (m_stale && m_catalog.commands().size() <= fewCommands) {
        m_items = maker()();
        m_stale = false;
    }
    return m_items;
}

} // namespace CommandRunner
