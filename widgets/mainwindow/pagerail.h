// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QAction;
class QVBoxLayout;

namespace CommandRunner {

// The pages, one below the other; the arrows move, as in a list.
class PageRail final : public QFrame
{
    Q_OBJECT
public:
    explicit PageRail(QWidget *parent = nullptr);

    void addPage(QAction *action); // checkable, in an exclusive group; borrowed, the window owns it

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QVBoxLayout *m_layout;
};

} // namespace CommandRunner
