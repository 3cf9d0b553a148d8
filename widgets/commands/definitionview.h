// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/definitionreview.h"
#include "widgets/commands/sourceexcerpt.h"

#include <QWidget>

namespace CommandRunner {

class MessageLabel;
class SourceView;

// The file that defines a command, at its line, to be read before it is run or trusted. Read in a
// worker, and only while we are visible.
class DefinitionView final : public QWidget
{
    Q_OBJECT
public:
    explicit DefinitionView(QWidget *parent = nullptr);
    ~DefinitionView() override;

    // Open in editor, show in folder, copy the path.
    QList<QAction *> tools() const { return m_tools; }
    QAction *changesAction() const { return m_changes; } // visible while something changed
    QAction *reviewedAction() const { return m_seen; }

    void setPlace(const QString &path, int line); // empty: nothing
    // What changed since a person ran the command; of one that was not run yet: nothing.
    void setComparison(const DefinitionComparison &comparison);
    bool hasChanges() const { return m_comparison.files > 0; }
    SourceView *view() const { return m_view; }
    QString message() const; // what is wrong, or what is left out

Q_SIGNALS:
    void editRequested(const QString &path, int line); // in the person's editor
    void revealRequested(const QString &path);         // in the file manager
    void reviewed();                                   // the person has seen what changed

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void showChanges();
    void showExcerpt(const Result<SourceExcerpt> &excerpt);

    QWidget *createTools();

    SourceView *m_view;
    QList<QAction *> m_tools;
    QAction *m_changes = nullptr; // show them instead of the file
    QAction *m_seen = nullptr;
    MessageLabel *m_changed;
    DefinitionComparison m_comparison;
    MessageLabel *m_problem;
    MessageLabel *m_note;
    QString m_path;
    int m_line = 0;
    int m_reading = 0; // counts; what a former one found is not shown
};

} // namespace CommandRunner
