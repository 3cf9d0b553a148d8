// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    // Open in editor, show in folder, copy the path.
    QList<QAction *> tools() const { return m_tools; }
    explicit DefinitionView(QWidget *parent = nullptr);
    ~DefinitionView() override;

    void setPlace(const QString &path, int line); // empty: nothing
    SourceView *view() const { return m_view; }
    QString message() const; // what is wrong, or what is left out

Q_SIGNALS:
    void editRequested(const QString &path, int line); // in the person's editor
    void revealRequested(const QString &path);         // in the file manager

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void showExcerpt(const Result<SourceExcerpt> &excerpt);

    SourceView *m_view;
    QWidget *createTools();

    QList<QAction *> m_tools;
    MessageLabel *m_problem;
    MessageLabel *m_note;
    QString m_path;
    int m_line = 0;
    int m_reading = 0; // counts; what a former one found is not shown
};

} // namespace CommandRunner
