// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/findquery.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;

namespace CommandRunner {

class OutputDocument;
class OutputView;

// The line below the toolbar that finds text in the output: hidden lines are searched, too, and
// unfolded when one is visited.
class FindBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(OutputView *view, QWidget *parent = nullptr); // the view outlives us

    void setDocument(OutputDocument *document); // borrowed; may be null
    void setView(OutputView *view);             // where matches are shown and gone to; outlives us
    FindQuery query() const;                    // as typed and toggled
    QString problem() const;                    // why it finds nothing; empty when it can
    void open(const QString &text = {}); // shows it, with this text if there is one, and takes the
                                         // focus
    void close();                        // ends the search, focus back to the view
    void findNext(bool backwards);
    QString countText() const; // "3 of 98"

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *createToggle(const QString &text, const QString &name, const QString &toolTip,
                              Qt::Key key);
    QToolButton *toggleOf(const QKeyEvent &event) const;
    void queryChanged();
    void searchMoved();
    void showCount();

    OutputView *m_view;
    QPointer<OutputDocument> m_document;
    QLineEdit *m_field;
    QLabel *m_count;
    QToolButton *m_caseSensitive;
    QToolButton *m_wholeWord;
    QToolButton *m_expression;
    bool m_firstWanted = false; // jump to the first match as soon as it is known
};

} // namespace CommandRunner
