// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/palette/paletteitems.h"

#include <QAbstractListModel>
#include <QList>

#include <optional>

namespace CommandRunner {

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

    void setContent(const PaletteContent &content);
    void addItems(const QList<PaletteItem> &items); // few
    void setPattern(const QString &pattern);
    const PaletteItem *item(const QModelIndex &index) const; // valid until the items change
    // What was typed behind the item's title; empty when nothing was.
    QString arguments(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void rank();
    bool takesArguments(const PaletteItem &item) const;
    int count() const;
    const PaletteItems::Entry &entry(int index) const;
    std::optional<int> score(int index) const;
    void listAll();
    void weigh();
    QList<qsizetype> letters(const PaletteItem &item, bool subtitle) const;

    // Indexes count the prepared ones first, then the others.
    std::shared_ptr<const PaletteItems> m_prepared;
    PaletteItems m_items;
    QHash<QString, int> m_weightOf; // by id
    std::vector<int> m_weights;     // by index
    QString m_typed;
    FuzzyPattern m_pattern;
    QList<int> m_fitting; // indexes of all entries that fit m_pattern, in the order given
    QList<int> m_rows;    // those that are listed
};

} // namespace CommandRunner
