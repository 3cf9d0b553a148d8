// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
};

// The items that fit what was typed, best first; with nothing typed, all in the order given.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { SubtitleRole = Qt::UserRole, ShortcutRole };

    using QAbstractListModel::QAbstractListModel;

    void setItems(QList<PaletteItem> items);
    void setPattern(const QString &pattern);
    const PaletteItem *item(const QModelIndex &index) const; // valid until the items change

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void rank();

    QList<PaletteItem> m_items;
    QString m_pattern;
    QList<int> m_rows; // indexes into m_items
};

} // namespace CommandRunner
