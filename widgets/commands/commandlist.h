// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/commandfilterproxy.h"
#include "widgets/commands/commandtreemodel.h"

#include <QTimer>
#include <QVariantMap>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace CommandRunner {

class EmptyState;

// Search field, project choice and tree; below them what goes on (a scan) and what went wrong.
// Selecting never runs anything.
class CommandList final : public QWidget
{
    Q_OBJECT
public:
    explicit CommandList(QWidget *parent = nullptr);
    ~CommandList() override;

    void setContent(const QList<Command> &commands, const QList<DiscoveryProblem> &problems,
                    const QSet<QString> &favourites);
    void setScanning(bool scanning);
    void setScanText(const QString &text); // "Looking for commands in shop: 1,204 files"
    void setShowHidden(bool show);
    bool showsHidden() const { return m_showHidden; }

    void addToolButton(QWidget *button); // right of the project choice
    QTreeView *tree() const { return m_tree; }
    QLineEdit *searchField() const { return m_search; }
    const CommandTreeModel &model() const { return m_model; }

    const Command *currentCommand() const; // null: none, or another kind of row
    // Those of a selected group, too.
    QList<Command> selectedCommands() const;
    void setMarks(const MarksById &marks) { m_model.setMarks(marks); }
    QModelIndex currentSource() const;             // of model(), column 0
    bool selectCommand(const QString &absoluteId); // clears a search that hides it
    void selectLater(const QString &absoluteId);   // as soon as it is listed
    void selectProblems();
    void focusSearch();

    QVariantMap state() const;
    void restoreState(const QVariantMap &state); // rows that come later are found when they come

Q_SIGNALS:
    void currentChanged(const QModelIndex &source); // of model(); invalid: none
    void selectionChanged();
    void activated(); // Return on a command or in the search field
    void contextMenuRequested(const QPoint &globalPosition);
    void stateChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpTree();
    void connectParts();
    QWidget *makeBottom();
    void search(const QString &text);
    void updateProjects(const QSet<QString> &favourites);
    void updateStack();
    void updateBottom();
    void setCurrent(const QModelIndex &proxyIndex);
    void expandNewGroups();

    CommandTreeModel m_model;
    CommandFilterProxy m_proxy;
    QLineEdit *m_search;
    QComboBox *m_projects;
    QHBoxLayout *m_top;
    QTreeView *m_tree;
    QStackedWidget *m_stack;
    EmptyState *m_noMatch;
    EmptyState *m_noCommands;
    QAction *m_clearSearch;
    QProgressBar *m_progress;
    QLabel *m_scanLabel;
    QPushButton *m_problems;
    QTimer m_scanDelay;
    bool m_scanning = false;
    bool m_showHidden = false;
    QSet<QString> m_collapsed; // group keys that a person closed
    QSet<QString> m_knownGroups;
    bool m_expanding = false; // expansion by us is not a person's wish
    QString m_beforeSearch;   // absolute id of what was selected then
    QString m_wanted;         // absolute id to select as soon as it is there
};

} // namespace CommandRunner
