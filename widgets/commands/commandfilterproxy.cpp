// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandfilterproxy.h"

#include "widgets/commands/commandcolors.h"
#include "widgets/commands/commandtreemodel.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

using NodeKind = CommandTreeModel::NodeKind;

NodeKind kindOf(const QModelIndex &index)
{
    return NodeKind(index.data(CommandTreeModel::KindRole).toInt());
}

bool holdsInOrder(QStringView text, QStringView letters)
{
    qsizetype at = 0;
    for (const QChar letter : letters) {
        if (letter.isSpace())
            continue;
        at = text.indexOf(letter, at);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

} // namespace

CommandFilterProxy::CommandFilterProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void CommandFilterProxy::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_query = CommandQuery::parse(text.simplified());
    m_needle = m_query.words.join(u' ');
    m_matching = Matching::Words;
    if (!m_query.words.isEmpty() && !anyCommandMatches(Matching::Words)
        && anyCommandMatches(Matching::LettersInOrder))
        m_matching = Matching::LettersInOrder;
    invalidateFilter();
}

void CommandFilterProxy::setProject(const QString &projectKey)
{
    m_project = projectKey;
    invalidateFilter();
}

void CommandFilterProxy::setFavouritesOnly(bool only)
{
    m_favouritesOnly = only;
    invalidateFilter();
}

void CommandFilterProxy::setShowHidden(bool show)
{
    m_showHidden = show;
    invalidateFilter();
}

bool CommandFilterProxy::isNarrowed() const
{
    return !m_query.isEmpty() || !m_project.isEmpty() || m_favouritesOnly;
}

bool CommandFilterProxy::passesSwitches(const QModelIndex &source) const
{
    if (!m_project.isEmpty() && source.data(CommandTreeModel::ProjectRole).toString() != m_project)
        return false;
    if (m_favouritesOnly && !source.data(CommandTreeModel::FavouriteRole).toBool())
        return false;
    const bool hidden = source.data(CommandTreeModel::HiddenRole).toBool();
    if (m_query.hidden ? !hidden : hidden && !m_showHidden)
        return false;
    return passesTerms(source);
}

bool CommandFilterProxy::passesTerms(const QModelIndex &source) const
{
    const auto begins = [](const QString &text, const QStringList &beginnings) {
        return std::any_of(beginnings.cbegin(), beginnings.cend(), [&text](const QString &wanted) {
            return text.startsWith(wanted, Qt::CaseInsensitive);
        });
    };
    if (m_query.favourite && !source.data(CommandTreeModel::FavouriteRole).toBool())
        return false;
    if (!m_query.sources.isEmpty()) {
        const QString name = source.data(CommandTreeModel::SourceRole).toString();
        if (!begins(name, m_query.sources) && !begins(sourceTitle(name), m_query.sources))
            return false;
    }
    if (!m_query.colors.isEmpty()) {
        const auto color = CommandColor(source.data(CommandTreeModel::ColorRole).toInt());
        if (color == CommandColor::None
            || (!begins(toString(color), m_query.colors)
                && !begins(commandColorName(color), m_query.colors)))
            return false;
    }
    if (m_query.tags.isEmpty())
        return true;
    const QStringList tags = source.data(CommandTreeModel::TagsRole).toStringList();
    return std::all_of(m_query.tags.cbegin(), m_query.tags.cend(), [&](const QString &wanted) {
        return std::any_of(tags.cbegin(), tags.cend(),
                           [&](const QString &tag) { return begins(tag, {wanted}); });
    });
}

bool CommandFilterProxy::matches(const QString &searchText, Matching matching) const
{
    if (matching == Matching::LettersInOrder)
        return holdsInOrder(QStringView(searchText).left(searchText.indexOf(u'\n')), m_needle);
    return std::all_of(m_query.words.cbegin(), m_query.words.cend(),
                       [&searchText](const QString &word) { return searchText.contains(word); });
}

bool CommandFilterProxy::anyCommandMatches(Matching matching) const
{
    const QAbstractItemModel *model = sourceModel();
    for (int group = 0; model && group < model->rowCount(); ++group) {
        const QModelIndex parent = model->index(group, 0);
        if (kindOf(parent) != NodeKind::CommandGroup)
            continue;
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            if (passesSwitches(index)
                && matches(index.data(CommandTreeModel::SearchTextRole).toString(), matching))
                return true;
        }
    }
    return false;
}

bool CommandFilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex source = sourceModel()->index(sourceRow, 0, sourceParent);
    switch (kindOf(source)) {
    case NodeKind::CommandGroup:
    case NodeKind::ProblemGroup:
        return false; // shown when a row below is
    case NodeKind::Problem:
        return m_query.isEmpty() && !m_favouritesOnly
            && (m_project.isEmpty()
                || m_project.startsWith(source.data(CommandTreeModel::ProjectRole).toString()));
    case NodeKind::Command:
        break;
    }
    return passesSwitches(source)
        && (m_query.words.isEmpty()
            || matches(source.data(CommandTreeModel::SearchTextRole).toString(), m_matching));
}

int CommandFilterProxy::rank(const QString &name) const
{
    if (name == m_needle)
        return 0;
    if (name.startsWith(m_needle))
        return 1;
    const qsizetype at = name.indexOf(m_needle);
    if (at > 0)
        return name.at(at - 1).isLetterOrNumber() ? 3 : 2;
    const bool allInName = std::all_of(m_query.words.cbegin(), m_query.words.cend(),
                                       [&name](const QString &word) {
                                           return name.contains(word);
                                       });
    return allInName ? 4 : 5;
}

QModelIndex CommandFilterProxy::bestMatch() const
{
    QModelIndex best;
    int bestRank = 6;
    for (int group = 0; group < rowCount(); ++group) {
        const QModelIndex parent = index(group, 0);
        if (kindOf(parent) != NodeKind::CommandGroup)
            continue;
        for (int row = 0; row < rowCount(parent); ++row) {
            const QModelIndex candidate = index(row, 0, parent);
            const int candidateRank = rank(candidate.data().toString().toLower());
            if (candidateRank < bestRank) {
                best = candidate;
                bestRank = candidateRank;
            }
        }
    }
    return best;
}

} // namespace CommandRunner
