// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/commandfilterproxy.h"

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
    m_needle = text.toLower().simplified();
    m_words = m_needle.split(u' ', Qt::SkipEmptyParts);
    m_matching = Matching::Words;
    if (!m_words.isEmpty() && !anyCommandMatches(Matching::Words)
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
    return !m_words.isEmpty() || !m_project.isEmpty() || m_favouritesOnly;
}

bool CommandFilterProxy::passesSwitches(const QModelIndex &source) const
{
    if (!m_project.isEmpty() && source.data(CommandTreeModel::ProjectRole).toString() != m_project)
        return false;
    if (m_favouritesOnly && !source.data(CommandTreeModel::FavouriteRole).toBool())
        return false;
    return m_showHidden || !source.data(CommandTreeModel::HiddenRole).toBool();
}

bool CommandFilterProxy::matches(const QString &searchText, Matching matching) const
{
    if (matching == Matching::LettersInOrder)
        return holdsInOrder(QStringView(searchText).left(searchText.indexOf(u'\n')), m_needle);
    return std::all_of(m_words.cbegin(), m_words.cend(),
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
        return m_words.isEmpty() && !m_favouritesOnly
            && (m_project.isEmpty()
                || m_project.startsWith(source.data(CommandTreeModel::ProjectRole).toString()));
    case NodeKind::Command:
        break;
    }
    return passesSwitches(source)
        && (m_words.isEmpty()
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
    const bool allInName = std::all_of(m_words.cbegin(), m_words.cend(),
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
