// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/palette/paletteitems.h"

#include <QObject>

namespace CommandRunner {

class CommandCatalog;

// What the palette offers of the catalog: commands, their presets, tags. Made anew when the catalog
// has changed: a few at once when they are asked for, many in another thread, so that the palette
// opens within a frame.
class CommandItems final : public QObject
{
    Q_OBJECT
public:
    struct Actions {
        std::function<void(const QString &id)> choose;
        std::function<void(const QString &id, const QString &line)> fill;
        std::function<void(const QString &id, const QString &preset)> choosePreset;
        std::function<void(const QString &tag)> showTag;
    };

    // The catalog outlives us.
    CommandItems(const CommandCatalog &catalog, Actions actions, QObject *parent);

    void setHiddenToo(bool hiddenToo); // what a person or its source hides; at first not
    // Of many these may be as of a moment ago; renewed() follows then.
    std::shared_ptr<const PaletteItems> items();
    bool isMaking() const { return m_making; }

    // More than this take longer than a frame.
    static constexpr qsizetype fewCommands = 2000;

Q_SIGNALS:
    void renewed();

private:
    std::function<std::shared_ptr<const PaletteItems>()> maker() const;
    void changed();
    void make();

    const CommandCatalog &m_catalog;
    const std::shared_ptr<const Actions> m_actions;
    std::shared_ptr<const PaletteItems> m_items;
    bool m_hiddenToo = false;
    bool m_stale = true;
    bool m_making = false;
};

} // namespace CommandRunner
