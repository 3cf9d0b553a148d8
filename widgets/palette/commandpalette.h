// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/palette/palettemodel.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace CommandRunner {

// Lies over the window: type a few letters, Return does it, Escape goes back to where the keyboard
// was.
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *window); // the window is our parent

    void open(QList<PaletteItem> items);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();
    void patternChanged(const QString &pattern);
    void activate(const QModelIndex &index);
    void close(bool giveFocusBack);
    void moveSelection(int key);

    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    PaletteModel *m_model;
    QPointer<QWidget> m_focusBefore; // may die while we are open
};

} // namespace CommandRunner
