// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/palettemodel.h"

#include "widgets/palette/fuzzymatch.h"

#include <algorithm>
#include <optional>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// A hit that needs the subtitle is worth less than any of the title alone.
constexpr int subtitlePenalty = 40;

std::optional<int> score(const QString &pattern, const PaletteItem &item)
{
    const auto title = fuzzyScore(pattern, item.title);
    const auto both = fuzzyScore(pattern, item.title + u' ' + item.subtitle);
    if (!title && !both)
        return {};
    return std::max(title.value_or(INT_MIN),
                    both.value_or(INT_MIN + subtitlePenalty) - subtitlePenalty);
}

} // namespace

void PaletteModel::setItems(QList<PaletteItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    rank();
    endResetModel();
}

void PaletteModel::setPattern(const QString &pattern)
{
    if (pattern == m_pattern)
        return;
    beginResetModel();
    m_pattern = pattern;
    rank();
    endResetModel();
}

void PaletteModel::rank()
{
    QList<std::pair<int, int>> ranked; // (score, index)
    for (int i = 0; i < m_items.size(); ++i) {
        if (const auto value = score(m_pattern, m_items.at(i)))
            ranked.append({*value, i});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    m_rows.clear();
    m_rows.reserve(ranked.size());
    for (const auto &entry : ranked)
        m_rows.append(entry.second);
}

const PaletteItem *PaletteModel::item(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return nullptr;
    return &m_items.at(m_rows.at(index.row()));
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    const PaletteItem *found = item(index);
    if (!found)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return found->title;
    case Qt::DecorationRole:
        return found->icon;
    case SubtitleRole:
        return found->subtitle;
    case ShortcutRole:
        return found->shortcut;
    case Qt::AccessibleTextRole: {
        QStringList parts{found->title, found->subtitle, found->shortcut};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

} // namespace CommandRunner
