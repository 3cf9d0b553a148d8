// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/palette/fuzzymatch.h"

#include <QHash>
#include <QIcon>
#include <QList>

#include <functional>
#include <memory>
#include <vector>

namespace CommandRunner {

// One thing the palette offers.
struct PaletteItem {
    QString title;    // matched first
    QString subtitle; // matched, too, but counts less: project, menu, description
    QString shortcut;
    QIcon icon;
    std::function<void()> activate;
    QString id; // the same over starts: how often it is used is remembered by it; empty: it is not
    // What is typed behind the title and a blank, as it was typed; empty: it takes nothing.
    std::function<void(const QString &arguments)> activateWith;
    int weight = 0; // added to how well it fits: what is used often, what is marked
};

// Items made ready for being searched. Making them takes a tenth of a second for 50 000, so those
// that are many are made in another thread and kept while nothing changes.
class PaletteItems final
{
public:
    struct Entry {
        PaletteItem item;
        FuzzyText title;
        FuzzyText both; // title and subtitle
    };

    PaletteItems() = default;
    explicit PaletteItems(const QList<PaletteItem> &items) { append(items); }

    void append(const QList<PaletteItem> &items);
    int size() const { return int(m_entries.size()); }
    const Entry &at(int index) const { return m_entries[std::size_t(index)]; }
    int indexOf(const QString &id) const { return m_byId.value(id, -1); }

private:
    std::vector<Entry> m_entries;
    QHash<QString, int> m_byId; // of those that have an id
};

// What the palette has to offer when it is opened.
struct PaletteContent {
    std::shared_ptr<const PaletteItems> prepared; // many; may be null
    QList<PaletteItem> items;                     // few, as they are just now
    QHash<QString, int> weights;                  // by id, on top of PaletteItem::weight
};

} // namespace CommandRunner
