// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandtreemodel.h"

#include "core/computer/computercommands.h"
#include "widgets/commands/commandcolors.h"
#include "widgets/icons/glyphicon.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Total order without regard to case first, so that two names never compare equal unless they are.
int compareNames(const QString &left, const QString &right)
{
    if (const int order = left.compare(right, Qt::CaseInsensitive); order != 0)
        return order;
    return left.compare(right);
}

QString firstLine(const QString &text)
{
    return text.left(text.indexOf(u'\n')).trimmed();
}

} // namespace

QString sourceTitle(const QString &source)
{
    // Names of tools are the same in every language; what is not here is called as its command.
    static const QHash<QString, QString> names{
        {u"cargo"_s, u"Cargo"_s},         {u"cmake"_s, u"CMake"_s},
        {u"compose"_s, u"Compose"_s},     {u"composer"_s, u"Composer"_s},
        {u"deno"_s, u"Deno"_s},           {u"django"_s, u"Django"_s},
        {u"gradle"_s, u"Gradle"_s},       {u"invoke"_s, u"Invoke"_s},
        {u"jetbrains"_s, u"JetBrains"_s}, {u"maven"_s, u"Maven"_s},
        {u"procfile"_s, u"Procfile"_s},   {u"pyproject"_s, u"Python"_s},
        {u"rake"_s, u"Rake"_s},           {u"taskfile"_s, u"Task"_s},
        {u"vscode"_s, u"VS Code"_s},
    };
    if (const auto name = names.constFind(source); name != names.cend())
        return *name;
    if (source == "git"_L1)
        return QCoreApplication::translate("CommandTreeModel", "Git aliases");
    if (source == "project"_L1)
        return QCoreApplication::translate("CommandTreeModel", "project file");
    if (source == "script"_L1)
        return QCoreApplication::translate("CommandTreeModel", "scripts");
    if (source == "own"_L1)
        return QCoreApplication::translate("CommandTreeModel", "own");
    return source;
}

QString projectPath(const QString &folder, const QString &project)
{
    if (folder.isEmpty())
        return {};
    return project.isEmpty() ? folder : QDir::cleanPath(folder + u'/' + project);
}

QString projectTitle(const QString &folder, const QString &project)
{
    if (folder.isEmpty() && project == QLatin1String(computerSource))
        return QCoreApplication::translate("CommandTreeModel", "This Computer");
    const QString path = projectPath(folder, project);
    if (path.isEmpty())
        return QCoreApplication::translate("CommandTreeModel", "My commands");
    const QString name = path.mid(path.lastIndexOf(u'/') + 1);
    return name.isEmpty() ? path : name;
}

QString projectKey(const QString &folder, const QString &project)
{
    return folder.isEmpty() ? project : projectPath(folder, project);
}

QString shortPath(const QString &path)
{
    const QString home = QDir::homePath();
    if (path == home)
        return u"~"_s;
    if (home.size() > 1 && path.startsWith(home + u'/'))
        return u'~' + path.mid(home.size());
    return path;
}

struct CommandTreeModel::Row {
    Command command;
    DiscoveryProblem problem;
    QString absoluteId;
    QString searchText;

    // The sort key; a row whose key changes is another row.
    QString name;
    QString id;

    bool sameContent(const Row &other) const
    {
        return command == other.command && problem == other.problem;
    }
    int compare(const Row &other) const
    {
        const int order = compareNames(name, other.name);
        return order != 0 ? order : id.compare(other.id);
    }
};

struct CommandTreeModel::Group {
    QString folder;
    bool problems = false; // sorts behind the folder's commands
    QString project;
    QString source;
    Rows rows;
    int number = 0; // its place in m_groups

    // What belongs to no project comes last: it is many, and always there.
    bool ofComputer() const { return source == QLatin1String(computerSource); }

    int compare(const Group &other) const
    {
        if (ofComputer() != other.ofComputer())
            return ofComputer() ? 1 : -1;
        if (const int order = compareNames(folder, other.folder); order != 0)
            return order;
        if (problems != other.problems)
            return problems ? 1 : -1;
        if (const int order = compareNames(project, other.project); order != 0)
            return order;
        return compareNames(source, other.source);
    }
};

CommandTreeModel::CommandTreeModel(QObject *parent) : QAbstractItemModel(parent) {}
CommandTreeModel::~CommandTreeModel() = default;

namespace {

// Merges sorted `incoming` into sorted `current`. The callbacks see ranges of `current` and must
// change it between begin and end calls.
template<class Vector, class Remove, class Insert, class Update>
void mergeSorted(Vector &current, Vector &incoming, const Remove &remove, const Insert &insert,
                 const Update &update)
{
    size_t at = 0;
    size_t next = 0;
    while (at < current.size() || next < incoming.size()) {
        const auto gone = [&](size_t i) {
            return i < current.size()
                && (next == incoming.size() || current[i]->compare(*incoming[next]) < 0);
        };
        const auto fresh = [&](size_t i) {
            return i < incoming.size()
                && (at == current.size() || incoming[i]->compare(*current[at]) < 0);
        };
        if (gone(at)) {
            size_t end = at + 1;
            while (gone(end))
                ++end;
            remove(at, end);
        } else if (fresh(next)) {
            size_t end = next + 1;
            while (fresh(end))
                ++end;
            insert(at, next, end);
            at += end - next;
            next = end;
        } else {
            update(at++, next++);
        }
    }
}

template<class Vector>
void sortRows(Vector &rows)
{
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto &left, const auto &right) { return left->compare(*right) < 0; });
}

} // namespace

CommandTreeModel::Groups CommandTreeModel::buildGroups(const QList<Command> &commands,
                                                       const QList<DiscoveryProblem> &problems)
{
    std::map<std::tuple<QString, bool, QString, QString>, std::unique_ptr<Group>> groups;
    const auto groupFor = [&groups](const QString &folder, bool ofProblems, const QString &project,
                                    const QString &source) -> Group & {
        auto &group = groups[{folder, ofProblems, project, source}];
        if (!group)
            group = std::make_unique<Group>(Group{folder, ofProblems, project, source, {}, 0});
        return *group;
    };
    for (const Command &command : commands) {
        auto row = std::make_unique<Row>();
        row->command = command;
        row->absoluteId = command.absoluteId();
        row->name = command.name;
        row->id = command.id;
        row->searchText = QStringList{command.name, command.description,
                                      projectTitle(command.folder, command.project) + u' '
                                          + command.project,
                                      command.source + u' ' + sourceTitle(command.source)}
                              .join(u'\n')
                              .toLower();
        groupFor(command.folder, false, command.project, command.source)
            .rows.push_back(std::move(row));
    }
    for (const DiscoveryProblem &problem : problems) {
        auto row = std::make_unique<Row>();
        row->problem = problem;
        row->name = problem.file;
        row->id = problem.source + u':' + QString::number(problem.line) + u':' + problem.message;
        groupFor(problem.folder, true, {}, {}).rows.push_back(std::move(row));
    }
    Groups sorted;
    for (auto &[key, group] : groups) {
        sortRows(group->rows);
        sorted.push_back(std::move(group));
    }
    sortRows(sorted);
    return sorted;
}

void CommandTreeModel::setContent(const QList<Command> &commands,
                                  const QList<DiscoveryProblem> &problems,
                                  const QSet<QString> &favourites)
{
    mergeGroups(buildGroups(commands, problems));
    if (m_favourites == favourites)
        return;
    const QSet<QString> before = std::exchange(m_favourites, favourites);
    for (const auto &group : m_groups) {
        const QModelIndex parent = groupIndex(*group);
        for (int row = 0; row < int(group->rows.size()); ++row) {
            const QString &id = group->rows[size_t(row)]->absoluteId;
            if (before.contains(id) != favourites.contains(id))
                Q_EMIT dataChanged(index(row, 0, parent), index(row, ColumnCount - 1, parent));
        }
    }
}

void CommandTreeModel::setMarks(const MarksById &marks)
{
    const MarksById before = std::exchange(m_marks, marks);
    if (before == marks)
        return;
    for (const auto &group : m_groups) {
        const QModelIndex parent = groupIndex(*group);
        for (int row = 0; row < int(group->rows.size()); ++row) {
            const QString &id = group->rows[size_t(row)]->absoluteId;
            if (before.value(id).color != marks.value(id).color)
                Q_EMIT dataChanged(index(row, 0, parent), index(row, ColumnCount - 1, parent));
        }
    }
}

void CommandTreeModel::mergeGroups(Groups incoming)
{
    const auto remove = [this](size_t first, size_t end) {
        beginRemoveRows({}, int(first), int(end) - 1);
        m_groups.erase(m_groups.begin() + qptrdiff(first), m_groups.begin() + qptrdiff(end));
        renumber();
        endRemoveRows();
    };
    const auto insert = [&](size_t at, size_t first, size_t end) {
        beginInsertRows({}, int(at), int(at + end - first) - 1);
        m_groups.insert(m_groups.begin() + qptrdiff(at),
                        std::move_iterator(incoming.begin() + qptrdiff(first)),
                        std::move_iterator(incoming.begin() + qptrdiff(end)));
        renumber();
        endInsertRows();
    };
    const auto update = [&](size_t at, size_t next) {
        mergeRows(*m_groups[at], std::move(incoming[next]->rows));
    };
    // insert() leaves null pointers in `incoming`, but only behind the place that is compared next.
    mergeSorted(m_groups, incoming, remove, insert, update);
}

void CommandTreeModel::mergeRows(Group &group, Rows incoming)
{
    const QModelIndex parent = groupIndex(group);
    const auto remove = [&](size_t first, size_t end) {
        beginRemoveRows(parent, int(first), int(end) - 1);
        group.rows.erase(group.rows.begin() + qptrdiff(first), group.rows.begin() + qptrdiff(end));
        endRemoveRows();
    };
    const auto insert = [&](size_t at, size_t first, size_t end) {
        beginInsertRows(parent, int(at), int(at + end - first) - 1);
        group.rows.insert(group.rows.begin() + qptrdiff(at),
                          std::move_iterator(incoming.begin() + qptrdiff(first)),
                          std::move_iterator(incoming.begin() + qptrdiff(end)));
        endInsertRows();
    };
    const auto update = [&](size_t at, size_t next) {
        if (group.rows[at]->sameContent(*incoming[next]))
            return;
        group.rows[at] = std::move(incoming[next]);
        Q_EMIT dataChanged(index(int(at), 0, parent), index(int(at), ColumnCount - 1, parent));
    };
    mergeSorted(group.rows, incoming, remove, insert, update);
}

void CommandTreeModel::renumber()
{
    int number = 0;
    for (const auto &group : m_groups)
        group->number = number++;
}

void CommandTreeModel::setFavouriteIcon(const QIcon &icon)
{
    m_favouriteIcon = icon;
    for (const auto &group : m_groups) {
        const QModelIndex parent = groupIndex(*group);
        Q_EMIT dataChanged(index(0, 0, parent), index(int(group->rows.size()) - 1, 0, parent),
                           {Qt::DecorationRole});
    }
}

const Command *CommandTreeModel::command(const QModelIndex &index) const
{
    if (!index.isValid() || kind(index) != NodeKind::Command)
        return nullptr;
    return &static_cast<Group *>(index.internalPointer())->rows[size_t(index.row())]->command;
}

const DiscoveryProblem *CommandTreeModel::problem(const QModelIndex &index) const
{
    if (!index.isValid() || kind(index) != NodeKind::Problem)
        return nullptr;
    return &static_cast<Group *>(index.internalPointer())->rows[size_t(index.row())]->problem;
}

CommandTreeModel::NodeKind CommandTreeModel::kind(const QModelIndex &index) const
{
    if (const auto *group = static_cast<Group *>(index.internalPointer()))
        return group->problems ? NodeKind::Problem : NodeKind::Command;
    return m_groups[size_t(index.row())]->problems ? NodeKind::ProblemGroup
                                                   : NodeKind::CommandGroup;
}

QModelIndex CommandTreeModel::indexOf(const QString &absoluteId) const
{
    if (absoluteId.isEmpty())
        return {};
    for (const auto &group : m_groups) {
        for (size_t row = 0; row < group->rows.size(); ++row) {
            if (group->rows[row]->absoluteId == absoluteId)
                return createIndex(int(row), 0, group.get());
        }
    }
    return {};
}

int CommandTreeModel::commandCount() const
{
    size_t count = 0;
    for (const auto &group : m_groups)
        count += group->problems ? 0 : group->rows.size();
    return int(count);
}

int CommandTreeModel::problemCount() const
{
    size_t count = 0;
    for (const auto &group : m_groups)
        count += group->problems ? group->rows.size() : 0;
    return int(count);
}

QList<CommandTreeModel::Project> CommandTreeModel::projects() const
{
    QList<Project> projects;
    for (const auto &group : m_groups) {
        const QString key = projectKey(group->folder, group->project);
        if (group->problems || (!projects.isEmpty() && projects.last().key == key))
            continue;
        projects.append({key, projectTitle(group->folder, group->project),
                         projectPath(group->folder, group->project)});
    }
    return projects;
}

QModelIndex CommandTreeModel::groupIndex(const Group &group, int column) const
{
    return createIndex(group.number, column, nullptr);
}

QModelIndex CommandTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? m_groups[size_t(parent.row())].get() : nullptr);
}

QModelIndex CommandTreeModel::parent(const QModelIndex &index) const
{
    const auto *group = index.isValid() ? static_cast<Group *>(index.internalPointer()) : nullptr;
    return group ? groupIndex(*group) : QModelIndex();
}

int CommandTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalPointer() || parent.column() != 0)
        return 0;
    return int(m_groups[size_t(parent.row())]->rows.size());
}

int CommandTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant CommandTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == KindRole)
        return int(kind(index));
    const auto *group = static_cast<Group *>(index.internalPointer());
    if (!group)
        return groupData(*m_groups[size_t(index.row())], index.column(), role);
    const Row &row = *group->rows[size_t(index.row())];
    return group->problems ? problemData(row, index.column(), role)
                           : commandData(*group, row, index.column(), role);
}

QVariant CommandTreeModel::groupData(const Group &group, int column, int role) const
{
    const QString title = projectTitle(group.folder, group.project);
    switch (role) {
    case Qt::DisplayRole:
        if (group.problems)
            return column == NameColumn ? tr("⚠ Problems  (%1)").arg(title)
                                        : tr("what could not be read");
        if (column == NameColumn)
            return group.folder.isEmpty() ? title
                                          : u"%1  (%2)"_s.arg(title, sourceTitle(group.source));
        return shortPath(projectPath(group.folder, group.project));
    case Qt::ToolTipRole:
        return projectPath(group.folder, group.project);
    case ProjectRole:
        return projectKey(group.folder, group.project);
    case FoldedRole:
        return group.problems || group.ofComputer();
    default:
        return {};
    }
}

QVariant CommandTreeModel::commandData(const Group &group, const Row &row, int column,
                                       int role) const
{
    const bool favourite = m_favourites.contains(row.absoluteId);
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? row.command.name : firstLine(row.command.description);
    case Qt::DecorationRole:
        if (column != NameColumn || (!favourite && row.command.icon.isEmpty()))
            return {};
        return favourite ? m_favouriteIcon : glyphIcon(row.command.icon);
    case Qt::AccessibleTextRole:
        return column == NameColumn ? spokenName(row) : firstLine(row.command.description);
    case Qt::ToolTipRole:
        return toolTip(row);
    case AbsoluteIdRole:
        return row.absoluteId;
    case SearchTextRole:
        return row.searchText;
    case FavouriteRole:
        return favourite;
    case HiddenRole:
        return row.command.hidden;
    case ProjectRole:
        return projectKey(group.folder, group.project);
    case TagsRole:
        return row.command.tags;
    case SourceRole:
        return row.command.source;
    case ColorRole:
        return int(m_marks.value(row.absoluteId).color);
    default:
        return {};
    }
}

// What the eye sees as a star, a colour or pale letters is said.
QString CommandTreeModel::spokenName(const Row &row) const
{
    QStringList parts{row.command.name};
    if (m_favourites.contains(row.absoluteId))
        parts.append(tr("favourite"));
    if (const auto color = m_marks.value(row.absoluteId).color; color != CommandColor::None)
        parts.append(commandColorName(color));
    if (row.command.hidden)
        parts.append(tr("hidden"));
    return parts.join(u", "_s);
}

QString CommandTreeModel::toolTip(const Row &row) const
{
    QStringList lines{row.command.name};
    if (!row.command.description.isEmpty())
        lines.append(row.command.description);
    if (!row.command.tags.isEmpty())
        lines.append(u'#' + row.command.tags.join(u" #"_s));
    if (const auto color = m_marks.value(row.absoluteId).color; color != CommandColor::None)
        lines.append(tr("Colour: %1").arg(commandColorName(color)));
    if (row.command.hidden)
        lines.append(tr("Hidden"));
    return lines.join(u'\n');
}

QVariant CommandTreeModel::problemData(const Row &row, int column, int role) const
{
    const DiscoveryProblem &problem = row.problem;
    const QString place = problem.line > 0 ? u"%1:%2"_s.arg(problem.file).arg(problem.line)
                                           : problem.file;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (column == DescriptionColumn)
            return firstLine(problem.message);
        return place.isEmpty() ? sourceTitle(problem.source) : place;
    case Qt::ToolTipRole:
        return QStringList{place, problem.message, problem.hint}
            .filter(QRegularExpression(u"."_s))
            .join(u'\n');
    case ProjectRole:
        return projectKey(problem.folder, {});
    default:
        return {};
    }
}

QVariant CommandTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Command") : tr("Description");
}

Qt::ItemFlags CommandTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.internalPointer())
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

} // namespace CommandRunner
