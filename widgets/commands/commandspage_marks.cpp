// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandcolors.h"
#include "widgets/commands/commandlist.h"
#include "widgets/commands/commandspage.h"
#include "widgets/icons/glyphicon.h"

#include <QAction>
#include <QActionGroup>
#include <QInputDialog>
#include <QMenu>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

void CommandsPage::makeMarkActions()
{
    m_tags = makeAction(u"commands.tags"_s, tr("Ta&gs…"),
                        tr("Words to find the selected commands by: “#word” in the search"));
    m_tags->setIcon(glyphIcon(u"bookmark"_s));
    connect(m_tags, &QAction::triggered, this, &CommandsPage::editTags);
    m_hide = makeAction(u"commands.hide"_s, tr("&Hide"),
                        tr("Take the selected commands out of list and palette, or put them back"));
    m_hide->setCheckable(true);
    connect(m_hide, &QAction::triggered, this, &CommandsPage::hideSelected);
    m_hideSource = makeAction(u"commands.hideSource"_s, tr("Hide This Sou&rce"),
                              tr("Take all commands of this source in this folder out of list and "
                                 "palette, or put them back"));
    m_hideFolder = makeAction(u"commands.hideFolder"_s, tr("Hide This F&older"),
                              tr("Take all commands of this folder out of list and palette, or put "
                                 "them back"));
    for (QAction *action : {m_hideSource, m_hideFolder}) {
        action->setCheckable(true);
        connect(action, &QAction::triggered, this,
                [this, action](bool hide) { hidePlace(hide, action == m_hideSource); });
    }
    m_colors = new QActionGroup(this);
    for (int i = 0; i <= commandColorCount; ++i) {
        const auto color = CommandColor(i);
        QAction *action = makeAction(u"commands.color."_s + toString(color),
                                     i == 0 ? commandColorName(color)
                                            : tr("Mark %1").arg(commandColorName(color)),
                                     tr("Give the selected commands this colour in list and tabs"));
        action->setIcon(commandColorIcon(color));
        action->setCheckable(true);
        m_colors->addAction(action);
        connect(action, &QAction::triggered, this, [this, color] {
            changeMarks([color](CommandMarks &marks) { marks.color = color; });
        });
    }
}

QList<QAction *> CommandsPage::markActions() const
{
    return QList<QAction *>{m_tags, m_hide, m_hideSource, m_hideFolder} + m_colors->actions();
}

void CommandsPage::setMarks(const MarksById &marks)
{
    m_marks = marks;
    m_list->setMarks(marks);
    updateMarkActions();
}

void CommandsPage::changeMarks(const std::function<void(CommandMarks &)> &change)
{
    MarksById changes;
    for (const Command &command : m_list->selectedCommands()) {
        CommandMarks marks = m_marks.value(command.absoluteId());
        change(marks);
        changes.insert(command.absoluteId(), marks);
    }
    if (!changes.isEmpty())
        Q_EMIT marksChangeRequested(changes);
}

// Where a place is hidden that holds the command, only its own word can show it.
void CommandsPage::hideSelected(bool hide)
{
    changeMarks([hide](CommandMarks &marks) { marks.hidden = hide; });
}

void CommandsPage::hidePlace(bool hide, bool onlySource)
{
    MarksById changes;
    for (const Command &command : m_list->selectedCommands()) {
        const QString key = placeKey(command.folder, onlySource ? command.source : QString());
        CommandMarks marks = m_marks.value(key);
        marks.hidden = hide ? std::optional(true) : std::nullopt;
        changes.insert(key, marks);
    }
    if (!changes.isEmpty())
        Q_EMIT marksChangeRequested(changes);
}

// Of several commands: the tags that all of them have; what is taken out or added here is taken
// from, or given to, all of them.
void CommandsPage::editTags()
{
    const QList<Command> commands = m_list->selectedCommands();
    if (commands.isEmpty())
        return;
    QStringList common = m_marks.value(commands.first().absoluteId()).tags;
    for (const Command &command : commands) {
        const QStringList tags = m_marks.value(command.absoluteId()).tags;
        common.removeIf([&tags](const QString &tag) { return !tags.contains(tag); });
    }
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Tags"));
    dialog->setLabelText(
        commands.size() == 1
            ? tr("Tags of “%1”, with blanks between them:").arg(commands.first().name)
            : tr("Tags that all %n command(s) have, with blanks between them:", nullptr,
                 int(commands.size())));
    dialog->setTextValue(common.join(u' '));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, common](const QString &text) {
        const QStringList wanted = tagsFromText(text);
        changeMarks([&](CommandMarks &marks) {
            marks.tags.removeIf([&](const QString &tag) {
                return common.contains(tag) && !wanted.contains(tag);
            });
            for (const QString &tag : wanted) {
                if (!marks.tags.contains(tag, Qt::CaseInsensitive))
                    marks.tags.append(tag);
            }
        });
    });
    dialog->open();
}

void CommandsPage::updateMarkActions()
{
    const QList<Command> commands = m_list->selectedCommands();
    for (QAction *action : markActions())
        action->setEnabled(!commands.isEmpty());
    const auto all = [&commands](const auto &test) {
        return !commands.isEmpty() && std::ranges::all_of(commands, test);
    };
    m_hide->setChecked(all([](const Command &command) { return command.hidden; }));
    m_hideSource->setChecked(all([this](const Command &command) {
        return m_marks.value(placeKey(command.folder, command.source)).hidden.value_or(false);
    }));
    m_hideFolder->setChecked(all([this](const Command &command) {
        return m_marks.value(placeKey(command.folder)).hidden.value_or(false);
    }));
    for (int i = 0; i <= commandColorCount; ++i)
        m_colors->actions().at(i)->setChecked(all([this, i](const Command &command) {
            return m_marks.value(command.absoluteId()).color == CommandColor(i);
        }));
}

QMenu *CommandsPage::makeColorMenu(QMenu *parent)
{
    QMenu *menu = parent->addMenu(tr("&Colour"));
    menu->addActions(m_colors->actions());
    return menu;
}

} // namespace CommandRunner
