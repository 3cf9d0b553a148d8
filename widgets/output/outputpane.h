// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputdocument.h"
#include "widgets/output/outputsaver.h"

#include <QPointer>
#include <QWidget>

#include <optional>

class QAction;
class QActionGroup;
class QMenu;
class QProgressBar;
class QSplitter;
class QTimer;
class QToolBar;
class QToolButton;

namespace CommandRunner {

class Bookmarks;
class FilterBar;
class FindBar;
class GoToBar;
class LensController;
class LineHighlighter;
class LinkOpener;
class MessageBanner;
class OutputView;
class ReadingPreferences;
struct CopyOptions;

// The output of one run with what a person does to it: toolbar, find bar, progress, view. Knows
// files, not runs.
class OutputPane final : public QWidget
{
    Q_OBJECT
public:
    // The preferences outlive us; null: the pane has its own.
    explicit OutputPane(QWidget *parent = nullptr, ReadingPreferences *preferences = nullptr);
    ~OutputPane() override;

    // Shows these files. A finished run's missing log gets a message in the pane.
    void open(const QString &logPath, const QString &indexPath, bool finished);
    // Where a transcript may lie; before open(). Else in the system's temporary folder.
    void setScratchFolder(const QString &folder) { m_scratchFolder = folder; }
    // Reads the output again; place, filters and what is sought stay. Not remembered.
    void readAs(OutputEncoding encoding);
    OutputEncoding encoding() const { return m_encoding; }
    OutputEncoding inputEncoding() const; // of what is sent to the program
    void grow();                          // the files grew
    void setFinished();                   // they will not grow any more

    void setWorkingDirectory(const QString &folder); // of the run: relative links begin there
    void setStartTime(qint64 ms);                    // of the run, since the epoch, UTC

    OutputView *view() const { return m_view; }
    OutputView *secondView() const { return m_second; } // null unless split
    OutputView *currentView() const;                    // that which had the keyboard last
    bool isSplit() const { return m_second != nullptr; }
    void setSplit(bool split); // two views of the one document, each with its own place
    Bookmarks *bookmarks() const { return m_bookmarks; }
    LinkOpener *linkOpener() const { return m_links; }
    LineHighlighter *highlighter() const { return m_highlighter; }
    QMenu *highlightMenu() const { return m_highlightMenu; }
    QMenu *encodingMenu() const { return m_encodingMenu; }
    ReadingPreferences &preferences() const { return *m_preferences; }
    OutputDocument *document() const { return m_document; } // null before open()
    FindBar *findBar() const { return m_findBar; }
    FilterBar *filterBar() const { return m_filterBar; }
    LensController *lens() const { return m_lens; } // rule sets and filters
    MessageBanner *banner() const { return m_banner; }
    QToolBar *toolBar() const { return m_toolBar; }

    // All that a person can do here, for menus, the palette and the list of keys.
    QList<QAction *> paneActions() const { return m_actions; }
    void fillMenu(QMenu *menu) const; // with them, in groups
    QMenu *filtersMenu() const { return m_filtersMenu; }
    void addToolBarActions(const QList<QAction *> &actions); // on the far side: Stop, Run Again

    void setHiddenClasses(LineClasses classes);
    LineClasses hiddenClasses() const;
    void saveTo(const QString &path, SaveFormat format); // saved() or a banner follows
    void save(const SaveRequest &request); // target, format, lines, hidden, times are the caller's
    SaveRequest saveRequest() const;       // all lines as shown, without a target
    // 0…1 while the output tells of progress and the run goes on.
    std::optional<double> progress() const;
    void setSuggestedName(const QString &name) { m_suggestedName = name; } // for the file dialog

Q_SIGNALS:
    void hiddenClassesChanged(CommandRunner::LineClasses classes); // by a person
    void saved(const QString &path);
    void progressChanged(); // in steps that can be seen
    void grown();           // the document, or it is another one

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // `id` is stable over versions: a person's keys are remembered by it.
    QAction *addPaneAction(const QString &id, const QString &text, const QString &toolTip,
                           const QList<QKeySequence> &keys, const QString &icon = {});
    // outputpane_reading.cpp
    void setUpView(OutputView *view);
    void applyPreferences();
    void createReadingActions();
    void createTimeActions();
    void createLinkActions();
    void createCopyActions();
    void createSaving();
    void setCopyEnabled(bool enabled);
    void copySpecial(CopyOptions options);
    void goToBookmark(bool backwards);
    void goToLink(bool backwards);
    void askAboutScheme(const QUrl &url);
    void askForEditor();
    void say(const QString &text);
    // outputpane_highlight.cpp
    void createHighlighting();
    void fillHighlightMenu();
    void highlightAs(const QString &name);
    void guessHighlighting(bool again = false);
    std::optional<std::pair<qint64, qint64>> selectedLines() const;
    // outputpane_encoding.cpp
    void createEncodings();
    void fillEncodingMenu();
    void chooseEncoding(OutputEncoding encoding);
    void showTranscriptError();
    void restorePlaces();
    void openDocument();
    void closeDocument();
    void createActions();
    void createFilters();
    void goToError(bool backwards);
    void updateFilters();
    void showFiltersText(const QString &text);
    void showAllLines();
    void editRules();
    void updateProgress();
    void updatePlaceholder();
    void askWhereToSave();

    QToolBar *m_toolBar;
    MessageBanner *m_banner;
    QProgressBar *m_progress;
    OutputView *m_view;
    FindBar *m_findBar;
    GoToBar *m_goTo;
    QSplitter *m_splitter;
    OutputView *m_second = nullptr;
    QPointer<OutputView> m_current;
    ReadingPreferences *m_preferences;
    Bookmarks *m_bookmarks = nullptr; // owned, a child; of the document
    LinkOpener *m_links;
    LineHighlighter *m_highlighter;
    QMenu *m_highlightMenu;
    QMenu *m_encodingMenu;
    OutputEncoding m_encoding = OutputEncoding::Automatic;
    QString m_scratchFolder;
    struct Place { // of a view, once the lines are read again
        QPointer<OutputView> view;
        qint64 topLine = 0;
        qint64 caretLine = 0;
    };
    QList<Place> m_places;
    bool m_syntaxChosen = false; // by a person, for this output
    int m_guessedLines = -1;     // looked at for the guess
    QMenu *m_timesMenu;
    QMenu *m_copyMenu;
    QActionGroup *m_timeModes = nullptr;
    QAction *m_wrapAction = nullptr;
    QAction *m_followAction = nullptr;
    QAction *m_splitAction = nullptr;
    QWidget *m_savingRow;
    QProgressBar *m_saving;
    qint64 m_startTime = 0;
    int m_shownProgress = -1; // thousandths; -1: none
    QToolButton *m_filtersButton;
    QMenu *m_filtersMenu;
    QTimer *m_countsDue; // the numbers of lines beside the filters are old
    LensController *m_lens;
    FilterBar *m_filterBar;
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
