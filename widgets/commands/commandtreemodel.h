// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"
#include "core/command/commandmarks.h"

#include <QAbstractItemModel>
#include <QIcon>
#include <QSet>

#include <memory>
#include <vector>

namespace CommandRunner {

// Two levels: "shop  (Django)" for every project and source, below it its commands; and one
// "Problems" row for every folder that has some. New content is merged into the old by inserting,
// removing and changing rows, never by a reset: views keep selection, expansion and scroll.
class CommandTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, DescriptionColumn, ColumnCount };
    enum class NodeKind { CommandGroup, Command, ProblemGroup, Problem };
    enum Role {
        KindRole = Qt::UserRole, // int of NodeKind
        AbsoluteIdRole,          // Command::absoluteId(); empty for other rows
        SearchTextRole,          // lower case: name, description, project and source, one a line
        FavouriteRole,           // bool
        HiddenRole,              // bool, Command::hidden
        ProjectRole,             // projectKey() of the row's project
        FoldedRole,              // bool, of groups: a view shows it folded at first
        TagsRole,                // QStringList, Command::tags
        SourceRole,              // Command::source
        ColorRole,               // int of CommandColor
    };

    explicit CommandTreeModel(QObject *parent = nullptr);
    ~CommandTreeModel() override;

    void setContent(const QList<Command> &commands, const QList<DiscoveryProblem> &problems,
                    const QSet<QString> &favourites);
    void setMarks(const MarksById &marks); // for their colours; the rest is in the commands
    void setFavouriteIcon(const QIcon &icon);

    // Null when the index is another kind of row. Valid until the next setContent().
    const Command *command(const QModelIndex &index) const;
    const DiscoveryProblem *problem(const QModelIndex &index) const;
    NodeKind kind(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &absoluteId) const;
    int commandCount() const;
    int problemCount() const;

    struct Project {
        QString key;   // see ProjectRole
        QString title; // "shop"
        QString path;  // absolute
    };
    QList<Project> projects() const; // in the order of the rows

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row;
    struct Group;
    using Rows = std::vector<std::unique_ptr<Row>>;
    using Groups = std::vector<std::unique_ptr<Group>>;

    static Groups buildGroups(const QList<Command> &commands,
                              const QList<DiscoveryProblem> &problems);
    void mergeGroups(Groups incoming);
    void mergeRows(Group &group, Rows incoming);
    void renumber();
    QModelIndex groupIndex(const Group &group, int column = 0) const;
    QVariant groupData(const Group &group, int column, int role) const;
    QVariant commandData(const Group &group, const Row &row, int column, int role) const;
    QString spokenName(const Row &row) const;
    QString toolTip(const Row &row) const;
    QVariant problemData(const Row &row, int column, int role) const;

    Groups m_groups;
    QSet<QString> m_favourites;
    MarksById m_marks;
    QIcon m_favouriteIcon;
};

// "Django", "npm", "make": how a provider is called where people read it.
QString sourceTitle(const QString &source);
// The last part of the project's path; for own commands without a folder their own title.
QString projectTitle(const QString &folder, const QString &project);
QString projectPath(const QString &folder, const QString &project);
QString projectKey(const QString &folder, const QString &project);
// "~/work/shop" for a path below the home folder.
QString shortPath(const QString &path);

} // namespace CommandRunner
