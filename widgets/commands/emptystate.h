// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;

namespace CommandRunner {

// What stands where there is nothing to show: what the place is for, and the next step as a button.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    void setText(const QString &title, const QString &text);
    // The action's text, tooltip and state; it is not owned.
    void addButton(QAction *action, bool recommended = false);

private:
    QLabel *m_title;
    QLabel *m_text;
    QBoxLayout *m_buttons;
};

} // namespace CommandRunner
