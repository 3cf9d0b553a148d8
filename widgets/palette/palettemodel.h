// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/palette/fuzzymatch.h"

#include <QAbstractListModel>
#include <QIcon>
#include <QList>

#include <functional>

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

// The items that fit what was typed, best first; with nothing typed, by weight and then in the
// order given. Lists no more than the best 500.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SubtitleRole = Qt::UserRole,
        ShortcutRole,
        TitleLettersRole, // QList<qsizetype>: positions in the title that fit what was typed
        SubtitleLettersRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void setItems(QList<PaletteItem> items);
    void addItems(const QList<PaletteItem> &items);
    void setPattern(const QString &pattern);
    const PaletteItem *item(const QModelIndex &index) const; // valid until the items change
    // What was typed behind the item's title; empty when nothing was.
    QString arguments(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Entry {
        PaletteItem item;
        FuzzyText title;
        FuzzyText both; // title and subtitle
    };

    static Entry prepared(PaletteItem item);
    void rank();
    bool takesArguments(const PaletteItem &item) const;
    std::optional<int> score(const Entry &entry) const;
    QList<qsizetype> letters(const PaletteItem &item, bool subtitle) const;

    std::vector<Entry> m_entries;
    QString m_typed;
    FuzzyPattern m_pattern;
    QList<int> m_fitting; // indexes of all entries that fit m_pattern, in the order given
    QList<int> m_rows;    // those that are listed
};

} // namespace CommandRunner
