// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputpane.h"

#include "core/base/background.h"
#include "core/output/logfile.h"
#include "core/output/outputlens.h"
#include "widgets/common/format.h"
#include "widgets/common/messagebanner.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/output/bookmarks.h"
#include "widgets/output/filterbar.h"
#include "widgets/output/findbar.h"
#include "widgets/output/gotobar.h"
#include "widgets/output/lenscontroller.h"
#include "widgets/output/lineclasspresentation.h"
#include "widgets/output/linehighlighter.h"
#include "widgets/output/linkopener.h"
#include "widgets/output/outputview.h"
#include "widgets/output/readingpreferences.h"
#include "widgets/output/ruleeditor.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QMenu>
#include <QProgressBar>
#include <QSplitter>
#include <QStyle>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Numbers that change more often cannot be read, and each change lays out the tool bar.
constexpr int countsIntervalMs = 120;

} // namespace

OutputPane::OutputPane(QWidget *parent, ReadingPreferences *preferences)
    : QWidget(parent),
      m_toolBar(new QToolBar(this)),
      m_banner(new MessageBanner(this)),
      m_progress(new QProgressBar(this)),
      m_view(new OutputView(this)),
      m_findBar(new FindBar(m_view, this)),
      m_goTo(new GoToBar(m_view, this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_preferences(preferences ? preferences : new ReadingPreferences(this)),
      m_links(new LinkOpener(*m_preferences, this)),
      m_highlighter(new LineHighlighter(m_preferences->syntaxes(), this)),
      m_highlightMenu(new QMenu(this)),
      m_encodingMenu(new QMenu(this)),
      m_timesMenu(new QMenu(this)),
      m_copyMenu(new QMenu(this)),
      m_savingRow(new QWidget(this)),
      m_saving(new QProgressBar(m_savingRow)),
      m_filtersButton(new QToolButton(this)),
      m_filtersMenu(new QMenu(this)),
      m_countsDue(new QTimer(this)),
      m_lens(new LensController(this)),
      m_filterBar(new FilterBar(*m_lens, this)),
      m_saver(new OutputSaver(this))
{
    m_toolBar->setAccessibleName(tr("Output tools"));
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->setMovable(false);
    const int icon = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_toolBar->setIconSize({icon, icon});
    setAutoFillBackground(true); // so that growing does not paint the tabs around it again
    m_countsDue->setSingleShot(true);
    m_countsDue->setInterval(countsIntervalMs);
    connect(m_countsDue, &QTimer::timeout, this, &OutputPane::updateFilters);
    m_progress->setVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 1000);

    createSaving();
    createActions();
    createFilters();
    setUpView(m_view);
    applyPreferences();
    connect(m_preferences, &ReadingPreferences::changed, this, &OutputPane::applyPreferences);
    m_splitter->addWidget(m_view);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_banner);
    layout->addWidget(m_findBar);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_goTo);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_savingRow);
    layout->addWidget(m_progress);
    setFocusProxy(m_view);

    updatePlaceholder();
}

OutputPane::~OutputPane()
{
    closeDocument();
}

QAction *OutputPane::addPaneAction(const QString &id, const QString &text, const QString &toolTip,
                                   const QList<QKeySequence> &keys, const QString &icon)
{
    auto *action = new QAction(icon.isEmpty() ? QIcon() : glyphIcon(icon), text, this);
    action->setObjectName(id);
    action->setStatusTip(toolTip);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // many tabs may be open
    const QString key = keys.isEmpty() ? QString()
                                       : keys.first().toString(QKeySequence::NativeText);
    action->setToolTip(
        key.isEmpty() ? toolTip : tr("%1 (%2)", "what it does (its shortcut)").arg(toolTip, key));
    addAction(action);
    m_actions.append(action);
    return action;
}

void OutputPane::createActions()
{
    createReadingActions();
    createTimeActions();

    QAction *filters = addPaneAction(u"output.filters"_s, tr("Filters"),
                                     tr("Show only some of the lines"),
                                     {QKeySequence(Qt::CTRL | Qt::Key_L)});
    connect(filters, &QAction::triggered, m_filterBar, &FilterBar::open);
    m_filtersMenu->addAction(tr("Filter Lines…"), m_filterBar, &FilterBar::open);
    QAction *rules = addPaneAction(u"output.rules"_s, tr("Edit Rules…"),
                                   tr("Make and change rules for lines"), {});
    connect(rules, &QAction::triggered, this, &OutputPane::editRules);

    QAction *find = addPaneAction(u"output.find"_s, tr("Find"), tr("Find text in the output"),
                                  {QKeySequence(QKeySequence::Find)}, u"search"_s);
    connect(find, &QAction::triggered, this, [this] { m_findBar->open(); });
    QAction *next = addPaneAction(u"output.findNext"_s, tr("Find Next"), tr("Go to the next match"),
                                  {QKeySequence(Qt::Key_F3)});
    connect(next, &QAction::triggered, this, [this] { m_findBar->findNext(false); });
    QAction *previous = addPaneAction(u"output.findPrevious"_s, tr("Find Previous"),
                                      tr("Go to the previous match"),
                                      {QKeySequence(Qt::SHIFT | Qt::Key_F3)});
    connect(previous, &QAction::triggered, this, [this] { m_findBar->findNext(true); });
    createCopyActions();

    QAction *nextError = addPaneAction(u"output.nextError"_s, tr("Next Error"),
                                       tr("Go to the next error"), {QKeySequence(Qt::Key_F8)});
    connect(nextError, &QAction::triggered, this, [this] { goToError(false); });
    QAction *previousError = addPaneAction(u"output.previousError"_s, tr("Previous Error"),
                                           tr("Go to the previous error"),
                                           {QKeySequence(Qt::SHIFT | Qt::Key_F8)});
    connect(previousError, &QAction::triggered, this, [this] { goToError(true); });
    createLinkActions();
    createHighlighting();
    createEncodings();

    auto *times = new QToolButton(m_toolBar);
    times->setText(tr("Times"));
    times->setMenu(m_timesMenu);
    times->setPopupMode(QToolButton::InstantPopup);
    times->setAutoRaise(true);
    times->setFocusPolicy(Qt::TabFocus);
    times->setAccessibleName(tr("Times"));
    times->setToolTip(m_timesMenu->toolTip());
    m_toolBar->addActions({m_followAction, m_wrapAction});
    m_toolBar->addWidget(times);
    m_toolBar->addSeparator();
    m_toolBar->addWidget(m_filtersButton);
    m_toolBar->addSeparator();
    m_toolBar->addActions({find, m_copyAction, m_saveAction});
}

void OutputPane::goToError(bool backwards)
{
    if (currentView()->goToError(backwards) < 0)
        m_banner->showMessage(MessageBanner::Kind::Information,
                              tr("No line of this output was recognised as an error."));
}

void OutputPane::createFilters()
{
    m_filtersMenu->setTitle(tr("Filters"));
    m_filtersMenu->setAccessibleName(tr("Filters"));
    m_filtersMenu->addSection(tr("Fold away"));
    for (const LineClass lineClass : hideableClasses()) {
        QAction *action = m_filtersMenu->addAction(lineClassName(lineClass));
        action->setCheckable(true);
        action->setData(int(lineClass));
        connect(action, &QAction::triggered, this, [this, lineClass](bool hide) {
            const LineClasses bit = lineClassBit(lineClass);
            setHiddenClasses(LineClasses(hide ? m_hidden | bit : m_hidden & ~bit));
            Q_EMIT hiddenClassesChanged(m_hidden);
        });
    }
    m_filtersMenu->addSection(tr("Rule sets"));
    m_filtersMenu->setToolTipsVisible(true);
    m_lens->addSetActions(m_filtersMenu);
    m_filtersMenu->addAction(tr("Show All Lines"), this, &OutputPane::showAllLines);
    m_lens->setSeen([this] {
        return m_document && m_document->rowCount() > 0 ? m_document->row(m_view->topRow()).line
                                                        : 0;
    });
    connect(this, &OutputPane::hiddenClassesChanged, m_lens, &LensController::setHiddenClasses);
    connect(m_lens, &LensController::hiddenClassesRemembered, this, &OutputPane::setHiddenClasses);
    connect(m_lens, &LensController::encodingRemembered, this, &OutputPane::readAs);
    connect(m_lens, &LensController::editRequested, this, &OutputPane::editRules);
    connect(m_lens, &LensController::changed, this, &OutputPane::updateFilters);
    connect(m_lens, &LensController::countsChanged, this, &OutputPane::updateFilters);
    connect(m_lens, &LensController::ruleMatched, this, [this](const QString &text) {
        m_banner->showMessage(MessageBanner::Kind::Information, text);
        QApplication::alert(this);
    });
    connect(m_filterBar, &FilterBar::closed, this, [this] { currentView()->setFocus(); });
    m_filtersButton->setMenu(m_filtersMenu);
    m_filtersButton->setPopupMode(QToolButton::MenuButtonPopup); // its arrow has a place of its own
    connect(m_filtersButton, &QToolButton::clicked, m_filtersButton, &QToolButton::showMenu);
    m_filtersButton->setAutoRaise(true);
    m_filtersButton->setAccessibleName(tr("Filters"));
    m_filtersButton->setToolTip(tr("Choose which kinds of lines are folded away"));
    m_filtersButton->setFocusPolicy(Qt::TabFocus);
    connect(m_filtersMenu, &QMenu::aboutToShow, this, &OutputPane::updateFilters);
    updateFilters();
}

void OutputPane::showAllLines()
{
    setHiddenClasses(0);
    const QList<LineRuleSet> sets = m_lens->sets();
    for (const LineRuleSet &set : sets)
        m_lens->setOn(set.id, false);
    LineFilters filters = m_lens->filters();
    for (LineFilter &filter : filters.filters)
        filter.enabled = false;
    m_lens->setFilters(filters);
    Q_EMIT hiddenClassesChanged(m_hidden);
}

void OutputPane::editRules()
{
    auto *dialog = new RuleEditor(*m_lens, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void OutputPane::addToolBarActions(const QList<QAction *> &actions)
{
    auto *spacer = new QWidget(m_toolBar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(spacer);
    m_toolBar->addActions(actions);
}

void OutputPane::open(const QString &logPath, const QString &indexPath, bool finished)
{
    m_logPath = logPath;
    m_indexPath = indexPath;
    m_finished = finished;
    m_logMissing = finished && !logFileExists(logPath);
    m_syntaxChosen = false;
    m_places.clear();
    openDocument();
}

void OutputPane::openDocument()
{
    closeDocument();
    m_document = new OutputDocument(LogSource{.logPath = m_logPath, .indexPath = m_indexPath},
                                    {m_encoding, m_scratchFolder}, this);
    m_document->setHiddenClasses(m_hidden);
    m_bookmarks = new Bookmarks(
        QFileInfo(m_logPath).dir().filePath(QLatin1StringView(Bookmarks::fileName)), m_document);
    for (OutputView *view : {m_view, m_second}) {
        if (!view)
            continue;
        view->setDocument(m_document);
        view->setBookmarks(m_bookmarks);
    }
    m_findBar->setDocument(m_document);
    m_highlighter->setDocument(m_document);
    m_guessedLines = -1;
    m_lens->setDocument(m_document);
    connect(m_document, &OutputDocument::transcriptFailed, this, &OutputPane::showTranscriptError);
    connect(m_document, &OutputDocument::grown, this, [this] {
        restorePlaces();
        if (!m_countsDue->isActive())
            m_countsDue->start();
        updateProgress();
        guessHighlighting();
        Q_EMIT grown();
    });
    connect(&m_document->lens(), &OutputLens::changed, this, &OutputPane::restorePlaces);
    connect(m_document, &OutputDocument::damaged, this, [this] {
        m_banner->showMessage(
            MessageBanner::Kind::Warning,
            tr("The file of this output was cut or removed by somebody while it was shown: “%1”. "
               "Lines that can no longer be read are empty; the program itself is not touched.")
                .arg(QDir::toNativeSeparators(m_logPath)));
    });
    connect(m_document, &OutputDocument::finished, this, [this] {
        restorePlaces();
        updateFilters();
        updatePlaceholder();
        updateProgress();
    });
    if (m_finished)
        m_document->setFinished();
    else
        m_document->grow();
    updateFilters();
    updatePlaceholder();
}

// What it has on disk, bookmarks too, is there when the next one looks for it.
void OutputPane::closeDocument()
{
    if (!m_document)
        return;
    for (OutputView *view : {m_view, m_second}) {
        if (!view)
            continue;
        view->setDocument(nullptr);
        view->setBookmarks(nullptr);
    }
    m_findBar->setDocument(nullptr);
    m_highlighter->setDocument(nullptr);
    m_lens->setDocument(nullptr);
    m_bookmarks = nullptr;
    auto transcript = m_document->source().transcript;
    delete std::exchange(m_document, nullptr);
    // Files as large as the output go with it: not in this thread.
    if (transcript) {
        inBackground(
            QCoreApplication::instance(),
            [last = std::move(transcript)]() mutable {
                last.reset();
                return true;
            },
            [](bool) {});
    }
}

void OutputPane::grow()
{
    if (m_document)
        m_document->grow();
}

void OutputPane::setFinished()
{
    m_finished = true;
    if (m_document)
        m_document->setFinished();
    updatePlaceholder();
    updateProgress();
}

void OutputPane::updatePlaceholder()
{
    m_saveAction->setEnabled(m_document && !m_logMissing && !m_saver->isSaving());
    QString placeholder;
    if (m_logMissing) {
        placeholder =
            tr("The output of this run is no longer there: the file “%1” does not exist. It was "
               "removed or "
               "moved since the run. Restore it from a backup, or run the command again.")
                .arg(QDir::toNativeSeparators(m_logPath));
    } else if (m_document && m_document->lineCount() > 0 && m_document->rowCount() == 0) {
        placeholder = tr("No line passes the filters");
    } else if (!m_finished) {
        placeholder = tr("No output yet");
    } else if (m_document && m_document->isFinished()) {
        placeholder = tr("This run printed nothing");
    } else {
        placeholder = tr("Reading the output…");
    }
    m_view->setPlaceholder(placeholder);
    if (m_second)
        m_second->setPlaceholder(placeholder);
}

void OutputPane::updateFilters()
{
    QStringList folded;
    for (QAction *action : m_filtersMenu->actions()) {
        if (!action->data().isValid())
            continue;
        const auto lineClass = LineClass(action->data().toInt());
        const qint64 count = m_document ? m_document->classCount(lineClass) : 0;
        const QString name = lineClassName(lineClass);
        const bool hidden = (m_hidden & lineClassBit(lineClass)) != 0;
        action->setChecked(hidden);
        // What this output has nothing of is no choice, except for what is folded from the start.
        action->setVisible(count > 0 || hidden
                           || (OutputDocument::defaultHidden & lineClassBit(lineClass)) != 0);
        action->setText(tr("%1 %2", "class of lines, their number").arg(name, numberText(count)));
        if (hidden && count > 0)
            folded.append(action->text());
    }
    folded += m_lens->activeTexts();
    const QString list = folded.join(u" · "_s);
    updatePlaceholder();
    showFiltersText(folded.isEmpty() ? tr("Filters") : tr("Filters: %1").arg(list));
    m_filtersButton->setAccessibleDescription(folded.isEmpty() ? tr("No lines are folded away")
                                                               : tr("Folded away: %1").arg(list));
}

// With room for numbers that grow: a button whose size is fixed takes another text without laying
// out the tool bar, the pane and the tabs around it, which paint themselves again then.
void OutputPane::showFiltersText(const QString &text)
{
    m_filtersButton->setText(text);
    const int spare = 3 * fontMetrics().averageCharWidth();
    const QSize wanted = m_filtersButton->sizeHint();
    const QSize now = m_filtersButton->maximumSize();
    if (wanted.width() > now.width() || wanted.width() + 2 * spare < now.width()
        || wanted.height() != now.height())
        m_filtersButton->setFixedSize(wanted + QSize(spare, 0));
}

std::optional<double> OutputPane::progress() const
{
    return m_document && !m_finished ? m_document->progress() : std::nullopt;
}

void OutputPane::updateProgress()
{
    const auto share = progress();
    const int shown = share ? int(*share * 1000) : -1;
    if (shown == m_shownProgress)
        return;
    m_shownProgress = shown;
    if (share)
        m_progress->setValue(shown);
    m_progress->setVisible(share.has_value());
    Q_EMIT progressChanged();
}

void OutputPane::setHiddenClasses(LineClasses classes)
{
    m_hidden = classes;
    if (m_document)
        m_document->setHiddenClasses(classes);
    updateFilters();
}

LineClasses OutputPane::hiddenClasses() const
{
    return m_hidden;
}

void OutputPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        const int icon = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
        m_toolBar->setIconSize({icon, icon});
    }
}

} // namespace CommandRunner
