// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/commandquery.h"

#include <QSortFilterProxyModel>
#include <QStringList>

namespace CommandRunner {

// Narrows a CommandTreeModel to what was typed: every word must stand somewhere in a command's
// name, description, project or source. When no command has them all, commands whose name holds the
// typed letters in this order are shown instead ("rntst": run-tests).
class CommandFilterProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit CommandFilterProxy(QObject *parent = nullptr);

    void setText(const QString &text);
    QString text() const { return m_text; }
    void setProject(const QString &projectKey); // empty: all
    void setFavouritesOnly(bool only);
    void setShowHidden(bool show);

    bool isNarrowed() const; // by text, project or favourites

    // The command that Return should take: exact name, then a name that starts with the text, then
    // one with a word that starts with it, then one that holds it; the first in order among equals.
    // Invalid when there is none.
    QModelIndex bestMatch() const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    enum class Matching { Words, LettersInOrder };

    bool passesSwitches(const QModelIndex &source) const;
    bool passesTerms(const QModelIndex &source) const;
    bool matches(const QString &searchText, Matching matching) const;
    bool anyCommandMatches(Matching matching) const;
    int rank(const QString &name) const;

    QString m_text;
    CommandQuery m_query; // of m_text
    QString m_needle;     // its words
    Matching m_matching = Matching::Words;
    QString m_project;
    bool m_favouritesOnly = false;
    bool m_showHidden = false;
};

} // namespace CommandRunner
