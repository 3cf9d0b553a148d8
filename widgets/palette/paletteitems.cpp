// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/paletteitems.h"

namespace CommandRunner {

void PaletteItems::append(const QList<PaletteItem> &items)
{
    m_entries.reserve(m_entries.size() + std::size_t(items.size()));
    for (const PaletteItem &item : items) {
        if (!item.id.isEmpty())
            m_byId.insert(item.id, size());
        m_entries.push_back({item, FuzzyText(item.title),
                             FuzzyText(item.title + u' ' + item.subtitle)});
    }
}

} // namespace CommandRunner
