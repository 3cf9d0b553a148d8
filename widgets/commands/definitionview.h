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
    explicit DefinitionView(QWidget *parent = nullptr);
    ~DefinitionView() override;

    void setPlace(const QString &path, int line); // empty: nothing
    SourceView *view() const { return m_view; }
    QString message() const; // what is wrong, or what is left out

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void showExcerpt(const Result<SourceExcerpt> &excerpt);

    SourceView *m_view;
    MessageLabel *m_problem;
    MessageLabel *m_note;
    QString m_path;
    int m_line = 0;
    int m_reading = 0; // counts; what a former one found is not shown
};

} // namespace CommandRunner
