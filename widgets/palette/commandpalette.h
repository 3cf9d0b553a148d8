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
// was. Tab completes the chosen title, behind which arguments may be typed. "$" lists programs.
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *window); // the window is our parent

    // What calls `done` with the programs that may be run, at once or later; asked when somebody
    // types "$".
    using Programs = std::function<void(std::function<void(const QList<PaletteItem> &)> done)>;

    static constexpr QChar programSign = u'$';

    void setPrograms(Programs programs) { m_programs = std::move(programs); }
    void open(const PaletteContent &content, const QString &typed = {});
    // Newer ones than open() got; does nothing when it was closed meanwhile.
    void setPrepared(const std::shared_ptr<const PaletteItems> &prepared);
    // To what open() got; does nothing when it was closed meanwhile.
    void addItems(const QList<PaletteItem> &items);

Q_SIGNALS:
    void used(const QString &id); // before it is done; not for items without an id

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();
    void patternChanged(const QString &pattern);
    void activate(const QModelIndex &index);
    void close(bool giveFocusBack);
    void moveSelection(int key);
    void complete();
    void listPrograms(bool programs);
    void showRows();
    void keepingChoice(const std::function<void()> &change); // of the model's content

    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    PaletteModel *m_model;
    PaletteContent m_content; // kept while programs are listed instead
    Programs m_programs;
    bool m_listsPrograms = false;
    int m_question = 0;              // answers to older ones are dropped
    QPointer<QWidget> m_focusBefore; // may die while we are open
};

} // namespace CommandRunner
