// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"
#include "widgets/output/outputsaver.h"

#include <QWidget>

class QAction;
class QMenu;
class QProgressBar;
class QToolBar;
class QToolButton;

namespace CommandRunner {

class FindBar;
class MessageBanner;
class OutputView;

// The output of one run with what a person does to it: toolbar, find bar, progress, view. Knows
// files, not runs.
class OutputPane final : public QWidget
{
    Q_OBJECT
public:
    explicit OutputPane(QWidget *parent = nullptr);
    ~OutputPane() override;

    // Shows these files. A finished run's missing log gets a message in the pane.
    void open(const QString &logPath, const QString &indexPath, bool finished);
    void grow();        // the files grew
    void setFinished(); // they will not grow any more

    OutputView *view() const { return m_view; }
    OutputDocument *document() const { return m_document; } // null before open()
    FindBar *findBar() const { return m_findBar; }
    MessageBanner *banner() const { return m_banner; }
    QToolBar *toolBar() const { return m_toolBar; }

    // Follow, wrap, times, filters, find, find next, find previous, copy, save, next error,
    // previous error.
    QList<QAction *> paneActions() const { return m_actions; }
    QMenu *filtersMenu() const { return m_filtersMenu; }
    void addToolBarActions(const QList<QAction *> &actions); // on the far side: Stop, Run Again

    void setHiddenClasses(LineClasses classes);
    LineClasses hiddenClasses() const;
    void saveTo(const QString &path, SaveFormat format); // saved() or a banner follows
    void setSuggestedName(const QString &name) { m_suggestedName = name; } // for the file dialog

Q_SIGNALS:
    void hiddenClassesChanged(CommandRunner::LineClasses classes); // by a person
    void saved(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *addPaneAction(const QString &text, const QString &toolTip,
                           const QList<QKeySequence> &keys);
    void createActions();
    void createFilters();
    void goToError(bool backwards);
    void updateFilters();
    void updateProgress();
    void updatePlaceholder();
    void askWhereToSave();

    QToolBar *m_toolBar;
    MessageBanner *m_banner;
    QProgressBar *m_progress;
    OutputView *m_view;
    FindBar *m_findBar;
    QToolButton *m_filtersButton;
    QMenu *m_filtersMenu;
    QList<QAction *> m_actions;
    QAction *m_copyAction = nullptr;
    QAction *m_saveAction = nullptr;
    OutputSaver *m_saver;
    OutputDocument *m_document = nullptr; // owned, a child
    QString m_logPath;
    QString m_indexPath;
    QString m_suggestedName;
    bool m_logMissing = false;
    bool m_finished = false;
    LineClasses m_hidden = OutputDocument::defaultHidden;
};

} // namespace CommandRunner
