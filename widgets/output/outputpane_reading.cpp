// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/messagebanner.h"
#include "widgets/output/bookmarks.h"
#include "widgets/output/editordialog.h"
#include "widgets/output/findbar.h"
#include "widgets/output/gotobar.h"
#include "widgets/output/linkopener.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/readingpreferences.h"

#include <QAction>
#include <QActionGroup>
#include <QDateTime>
#include <QEvent>
#include <QMenu>
#include <QMessageBox>
#include <QSplitter>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto groupProperty = "commandrunnerGroup"; // in menus, a separator between groups

void group(const QList<QAction *> &actions, int number)
{
    for (QAction *action : actions)
        action->setProperty(groupProperty, number);
}

} // namespace

void OutputPane::setUpView(OutputView *view)
{
    view->setLinkOpener(m_links);
    view->setBookmarks(m_bookmarks);
    view->setHighlighter(m_highlighter);
    view->setStartTime(m_startTime);
    view->installEventFilter(this);
    connect(view, &OutputView::zoomed, this,
            [this, view] { m_preferences->setZoomSteps(view->zoomSteps()); });
    connect(view, &OutputView::followingChanged, this, [this, view](bool following) {
        if (view == currentView())
            m_followAction->setChecked(following);
    });
    connect(view, &OutputView::selectionChanged, this, [this, view](bool any) {
        if (view != currentView())
            return;
        setCopyEnabled(any);
    });
    connect(view, &OutputView::contextMenuAboutToShow, this, [this](QMenu *menu) {
        // What has a menu of its own stands in that one here.
        const QList<QMenu *> inner{m_copyMenu, m_highlightMenu, m_encodingMenu, m_timesMenu,
                                   m_filtersMenu};
        for (QMenu *each : inner)
            menu->addMenu(each);
        menu->addSeparator();
        fillMenu(menu);
        for (QMenu *each : {m_copyMenu, m_timesMenu}) {
            for (QAction *action : each->actions())
                menu->removeAction(action);
        }
        menu->removeAction(m_copyAction);
    });
    connect(view, &OutputView::copyRefused, this, [this] {
        m_banner->showMessage(MessageBanner::Kind::Warning,
                              tr("The selection is larger than %1, too much for the clipboard. "
                                 "Save the output to a file instead.")
                                  .arg(locale().formattedDataSize(OutputView::maximumCopyBytes)));
    });
}

void OutputPane::setCopyEnabled(bool enabled)
{
    m_copyAction->setEnabled(enabled);
    m_copyMenu->setEnabled(enabled);
    for (QAction *action : m_copyMenu->actions())
        action->setEnabled(enabled);
}

OutputView *OutputPane::currentView() const
{
    return m_current ? m_current.data() : m_view;
}

bool OutputPane::eventFilter(QObject *watched, QEvent *event)
{
    auto *view = qobject_cast<OutputView *>(watched);
    if (view && event->type() == QEvent::FocusIn && view != currentView()) {
        m_current = view;
        m_findBar->setView(view);
        m_goTo->setView(view);
        m_followAction->setChecked(view->isFollowing());
        setCopyEnabled(view->hasSelection());
    }
    return QWidget::eventFilter(watched, event);
}

void OutputPane::setSplit(bool split)
{
    if (split == isSplit())
        return;
    m_splitAction->setChecked(split);
    if (!split) {
        const bool hadKeyboard = m_second->hasFocus();
        m_current = m_view;
        m_findBar->setView(m_view);
        m_goTo->setView(m_view);
        delete std::exchange(m_second, nullptr);
        if (hadKeyboard)
            m_view->setFocus();
        return;
    }
    m_second = new OutputView(m_splitter);
    m_second->setAccessibleName(tr("Output, second view"));
    setUpView(m_second);
    m_splitter->addWidget(m_second);
    const int half = m_splitter->height() / 2;
    m_splitter->setSizes({half, half});
    m_second->setDocument(m_document);
    applyPreferences();
    updatePlaceholder();
    // It begins where the eye is.
    if (!m_view->isFollowing() && m_document && m_document->rowCount() > 0) {
        m_second->setFollowing(false);
        m_second->scrollBySubRows(m_view->topRow() - m_second->topRow());
    }
    m_second->setFocus();
}

void OutputPane::applyPreferences()
{
    for (OutputView *view : {m_view, m_second}) {
        if (!view)
            continue;
        view->setWrapping(m_preferences->isWrapping());
        view->setTimeColumn(m_preferences->timeColumn());
        view->setZoomSteps(m_preferences->zoomSteps());
    }
    m_wrapAction->setChecked(m_preferences->isWrapping());
    for (QAction *action : m_timeModes->actions())
        action->setChecked(action->data().toInt() == int(m_preferences->timeColumn()));
}

void OutputPane::setWorkingDirectory(const QString &folder)
{
    m_links->setWorkingDirectory(folder);
}

void OutputPane::setStartTime(qint64 ms)
{
    if (std::exchange(m_startTime, ms) == ms)
        return;
    for (OutputView *view : {m_view, m_second}) {
        if (view)
            view->setStartTime(ms);
    }
}

void OutputPane::createReadingActions()
{
    m_followAction = addPaneAction(u"output.follow"_s, tr("Follow"),
                                   tr("Stay at the end while output arrives (End)"), {},
                                   u"follow"_s);
    m_followAction->setCheckable(true);
    m_followAction->setChecked(true);
    connect(m_followAction, &QAction::triggered, this,
            [this](bool follow) { currentView()->setFollowing(follow); });

    m_wrapAction = addPaneAction(u"output.wrap"_s, tr("Wrap"),
                                 tr("Break long lines instead of scrolling sideways"), {},
                                 u"wrap"_s);
    m_wrapAction->setCheckable(true);
    connect(m_wrapAction, &QAction::toggled, m_preferences, &ReadingPreferences::setWrapping);

    m_splitAction = addPaneAction(u"output.split"_s, tr("Split View"),
                                  tr("Show the output twice, each with its own place"),
                                  {QKeySequence(Qt::CTRL | Qt::Key_Backslash)}, u"split"_s);
    m_splitAction->setCheckable(true);
    connect(m_splitAction, &QAction::triggered, this, &OutputPane::setSplit);

    QAction *zoomIn = addPaneAction(
        u"output.zoomIn"_s, tr("Zoom In"), tr("Larger letters in the output"),
        {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    connect(zoomIn, &QAction::triggered, this, [this] { currentView()->zoom(1); });
    QAction *zoomOut = addPaneAction(u"output.zoomOut"_s, tr("Zoom Out"),
                                     tr("Smaller letters in the output"),
                                     {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    connect(zoomOut, &QAction::triggered, this, [this] { currentView()->zoom(-1); });
    QAction *zoomReset = addPaneAction(u"output.zoomReset"_s, tr("Normal Size"),
                                       tr("Letters of the platform's size"),
                                       {QKeySequence(Qt::CTRL | Qt::Key_0)});
    connect(zoomReset, &QAction::triggered, this, [this] { currentView()->zoom(0); });

    QAction *goTo = addPaneAction(u"output.goToLine"_s, tr("Go to Line…"),
                                  tr("Go to a line by its number, a distance, a share or a time"),
                                  {QKeySequence(Qt::CTRL | Qt::Key_G)}, u"goto"_s);
    connect(goTo, &QAction::triggered, m_goTo, &GoToBar::open);
    QAction *toggle = addPaneAction(u"output.bookmark"_s, tr("Bookmark"),
                                    tr("Mark the line, or take the mark off"),
                                    {QKeySequence(Qt::CTRL | Qt::Key_B)}, u"bookmark"_s);
    connect(toggle, &QAction::triggered, this, [this] { currentView()->toggleBookmark(); });
    QAction *next = addPaneAction(u"output.nextBookmark"_s, tr("Next Bookmark"),
                                  tr("Go to the next marked line"), {QKeySequence(Qt::Key_F2)});
    connect(next, &QAction::triggered, this, [this] { goToBookmark(false); });
    QAction *previous = addPaneAction(u"output.previousBookmark"_s, tr("Previous Bookmark"),
                                      tr("Go to the marked line before"),
                                      {QKeySequence(Qt::SHIFT | Qt::Key_F2)});
    connect(previous, &QAction::triggered, this, [this] { goToBookmark(true); });
    group({m_followAction, m_wrapAction, m_splitAction}, 1);
    group({zoomIn, zoomOut, zoomReset}, 2);
    group({goTo, toggle, next, previous}, 4);
}

void OutputPane::createTimeActions()
{
    struct Mode {
        TimeColumn column;
        QString id;
        QString text;
        QString toolTip;
    };
    m_timesMenu->setTitle(tr("Times"));
    m_timesMenu->setToolTip(tr("Choose what stands before each line about its time"));
    m_timeModes = new QActionGroup(this);
    for (const Mode &mode :
         {Mode{TimeColumn::Off, u"output.noTimes"_s, tr("No Times"),
               tr("Show no times before the lines")},
          Mode{TimeColumn::Absolute, u"output.timeOfDay"_s, tr("Time of Day"),
               tr("Show when each line was written")},
          Mode{TimeColumn::SinceStart, u"output.timeSinceStart"_s, tr("Time Since the Start"),
               tr("Show how long after the start each line was written")},
          Mode{TimeColumn::SincePrevious, u"output.timeSincePrevious"_s,
               tr("Time Since the Line Before"),
               tr("Show how long after the line before each line was written")}}) {
        QAction *action = addPaneAction(mode.id, mode.text, mode.toolTip, {}, u"times"_s);
        action->setCheckable(true);
        action->setData(int(mode.column));
        m_timeModes->addAction(action);
        m_timesMenu->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, column = mode.column] { m_preferences->setTimeColumn(column); });
        group({action}, 3);
    }
}

void OutputPane::createLinkActions()
{
    QAction *follow = addPaneAction(
        u"output.followLink"_s, tr("Follow Link"),
        tr("Open the link at the cursor, or the first of its line"),
        {QKeySequence(Qt::ALT | Qt::Key_Return), QKeySequence(Qt::ALT | Qt::Key_Enter)}, u"link"_s);
    connect(follow, &QAction::triggered, this, [this] {
        if (!currentView()->followLink())
            say(tr("This line holds no link."));
    });
    QAction *next = addPaneAction(u"output.nextLink"_s, tr("Next Link"), tr("Go to the next link"),
                                  {QKeySequence(Qt::Key_F4)});
    connect(next, &QAction::triggered, this, [this] { goToLink(false); });
    QAction *previous = addPaneAction(u"output.previousLink"_s, tr("Previous Link"),
                                      tr("Go to the link before"),
                                      {QKeySequence(Qt::SHIFT | Qt::Key_F4)});
    connect(previous, &QAction::triggered, this, [this] { goToLink(true); });
    QAction *editor = addPaneAction(u"output.editor"_s, tr("Editor for Links…"),
                                    tr("Choose the program that opens files at a line"), {});
    connect(editor, &QAction::triggered, this, &OutputPane::askForEditor);
    group({follow, next, previous, editor}, 5);

    connect(m_links, &LinkOpener::failed, m_banner, &MessageBanner::showError);
    connect(m_links, &LinkOpener::schemeQuestion, this, &OutputPane::askAboutScheme);
}

void OutputPane::fillMenu(QMenu *menu) const
{
    // By their group; those without one come where they were made, as a group of their own.
    QList<QAction *> sorted = m_actions;
    const auto groupOf = [](const QAction *action) {
        const QVariant number = action->property(groupProperty);
        return number.isValid() ? number.toInt() : 0;
    };
    std::stable_sort(sorted.begin(), sorted.end(), [&groupOf](const QAction *a, const QAction *b) {
        return groupOf(a) < groupOf(b);
    });
    for (qsizetype i = 0; i < sorted.size(); ++i) {
        if (i > 0 && groupOf(sorted.at(i)) != groupOf(sorted.at(i - 1)))
            menu->addSeparator();
        menu->addAction(sorted.at(i));
    }
}

void OutputPane::goToBookmark(bool backwards)
{
    if (currentView()->goToBookmark(backwards) >= 0)
        return;
    const auto *bookmark = findChild<QAction *>(u"output.bookmark"_s);
    const QString keys = bookmark->shortcut().toString(QKeySequence::NativeText);
    say(keys.isEmpty() ? tr("No line is marked.")
                       : tr("No line is marked. %1 marks one.").arg(keys));
}

void OutputPane::goToLink(bool backwards)
{
    if (!currentView()->goToLink(backwards))
        say(backwards ? tr("No link was found above.") : tr("No link was found below."));
}

void OutputPane::say(const QString &text)
{
    m_banner->showMessage(MessageBanner::Kind::Information, text);
}

void OutputPane::askAboutScheme(const QUrl &url)
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Open Link"),
                                tr("The output links to an address that another program handles. "
                                   "Open it?"),
                                QMessageBox::Open | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(QString::fromUtf8(url.toEncoded()).left(2000));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, url](int answer) {
        if (answer == QMessageBox::Open)
            m_links->openUrl(url);
    });
    box->open();
}

void OutputPane::askForEditor()
{
    auto *dialog = new EditorDialog(*m_preferences, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace CommandRunner
