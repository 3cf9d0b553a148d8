// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/palettemodel.h"

#include <algorithm>
#include <numeric>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// A hit that needs the subtitle is worth less than any of the title alone.
constexpr int subtitlePenalty = 160;
// Who types a whole title and goes on means that item.
constexpr int argumentsScore = 1'000'000;
constexpr qsizetype mostRows = 500;

} // namespace

int PaletteModel::count() const
{
    return (m_prepared ? m_prepared->size() : 0) + m_items.size();
}

const PaletteItems::Entry &PaletteModel::entry(int index) const
{
    const int prepared = m_prepared ? m_prepared->size() : 0;
    return index < prepared ? m_prepared->at(index) : m_items.at(index - prepared);
}

// Few are ever used, so they are looked up rather than all be asked.
void PaletteModel::weigh()
{
    const int prepared = m_prepared ? m_prepared->size() : 0;
    m_weights.assign(std::size_t(count()), 0);
    for (auto weight = m_weightOf.cbegin(); weight != m_weightOf.cend(); ++weight) {
        if (const int at = m_prepared ? m_prepared->indexOf(weight.key()) : -1; at >= 0)
            m_weights[std::size_t(at)] = *weight;
        if (const int at = m_items.indexOf(weight.key()); at >= 0)
            m_weights[std::size_t(prepared) + std::size_t(at)] = *weight;
    }
}

void PaletteModel::listAll()
{
    m_fitting.resize(count());
    std::iota(m_fitting.begin(), m_fitting.end(), 0);
}

void PaletteModel::setContent(const PaletteContent &content)
{
    beginResetModel();
    m_prepared = content.prepared;
    m_items = PaletteItems(content.items);
    m_weightOf = content.weights;
    weigh();
    listAll();
    rank();
    endResetModel();
}

void PaletteModel::addItems(const QList<PaletteItem> &items)
{
    if (items.isEmpty())
        return;
    beginResetModel();
    for (int i = 0; i < items.size(); ++i)
        m_fitting.append(count() + i);
    m_items.append(items);
    weigh();
    rank();
    endResetModel();
}

void PaletteModel::setPattern(const QString &pattern)
{
    if (pattern == m_typed)
        return;
    beginResetModel();
    m_typed = pattern;
    FuzzyPattern typed(pattern);
    // Of what fitted fewer letters only: the next key looks at ever less.
    if (!typed.narrows(m_pattern))
        listAll();
    m_pattern = std::move(typed);
    rank();
    endResetModel();
}

bool PaletteModel::takesArguments(const PaletteItem &item) const
{
    return item.activateWith && m_typed.size() > item.title.size()
        && m_typed.at(item.title.size()).isSpace()
        && m_typed.startsWith(item.title, Qt::CaseInsensitive);
}

std::optional<int> PaletteModel::score(int index) const
{
    const PaletteItems::Entry &each = entry(index);
    const int weight = each.item.weight + m_weights[std::size_t(index)];
    if (const auto title = m_pattern.score(each.title))
        return *title + weight;
    if (const auto both = m_pattern.firstScore(each.both))
        return *both + weight - subtitlePenalty;
    return {};
}

void PaletteModel::rank()
{
    struct Ranked {
        int score;
        int index;
    };
    std::vector<Ranked> ranked;
    QList<int> fitting;
    const bool hasBlank = m_typed.contains(u' ');
    for (const int index : std::as_const(m_fitting)) {
        const auto value = score(index);
        if (!value)
            continue;
        fitting.append(index);
        ranked.push_back({*value, index});
    }
    // Arguments need not fit anything, so all are looked at again.
    if (hasBlank) {
        for (int index = 0; index < count(); ++index) {
            const PaletteItem &item = entry(index).item;
            if (takesArguments(item))
                ranked.push_back({argumentsScore + item.weight + m_weights[std::size_t(index)]
                                      + int(item.title.size()),
                                  index});
        }
    }
    m_fitting = fitting;
    const auto better = [](const Ranked &a, const Ranked &b) {
        return a.score != b.score ? a.score > b.score : a.index < b.index;
    };
    const qsizetype rows = std::min(mostRows, qsizetype(ranked.size()));
    std::partial_sort(ranked.begin(), ranked.begin() + rows, ranked.end(), better);
    m_rows.clear();
    for (qsizetype i = 0; i < rows; ++i) {
        if (!m_rows.contains(ranked[std::size_t(i)].index) || !hasBlank)
            m_rows.append(ranked[std::size_t(i)].index);
    }
}

const PaletteItem *PaletteModel::item(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return nullptr;
    return &entry(m_rows.at(index.row())).item;
}

QString PaletteModel::arguments(const QModelIndex &index) const
{
    const PaletteItem *found = item(index);
    return found && takesArguments(*found) ? m_typed.mid(found->title.size()).trimmed() : QString();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QList<qsizetype> PaletteModel::letters(const PaletteItem &item, bool subtitle) const
{
    if (takesArguments(item)) {
        QList<qsizetype> all(subtitle ? 0 : item.title.size());
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
    QList<qsizetype> inTitle = m_pattern.positions(item.title);
    if (!inTitle.isEmpty())
        return subtitle ? QList<qsizetype>() : inTitle;
    const qsizetype behind = item.title.size() + 1;
    QList<qsizetype> inSubtitle;
    for (const qsizetype at : m_pattern.positions(item.title + u' ' + item.subtitle)) {
        if (at < behind)
            inTitle.append(at);
        else
            inSubtitle.append(at - behind);
    }
    return subtitle ? inSubtitle : inTitle;
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const PaletteItem *found = item(index);
    if (!found)
        return {};
    const QString typed = arguments(index);
    switch (role) {
    case Qt::DisplayRole:
        return found->title;
    case Qt::DecorationRole:
        return found->icon;
    case SubtitleRole:
        return typed.isEmpty() ? found->subtitle : tr("with %1 · %2").arg(typed, found->subtitle);
    case ShortcutRole:
        return found->shortcut;
    case TitleLettersRole:
        return QVariant::fromValue(letters(*found, false));
    case SubtitleLettersRole:
        return QVariant::fromValue(letters(*found, true));
    case Qt::AccessibleTextRole: {
        QStringList parts{found->title, data(index, SubtitleRole).toString(), found->shortcut};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

} // namespace CommandRunner
