// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/outputpane.h"

#include "widgets/common/format.h"
#include "widgets/common/messagebanner.h"
#include "widgets/output/findbar.h"
#include "widgets/output/lineclasspresentation.h"
#include "widgets/output/outputview.h"

#include <QAction>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QProgressBar>
#include <QStandardPaths>
#include <QStyle>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

OutputPane::OutputPane(QWidget *parent)
    : QWidget(parent),
      m_toolBar(new QToolBar(this)),
      m_banner(new MessageBanner(this)),
      m_progress(new QProgressBar(this)),
      m_view(new OutputView(this)),
      m_findBar(new FindBar(m_view, this)),
      m_filtersButton(new QToolButton(this)),
      m_filtersMenu(new QMenu(this)),
      m_saver(new OutputSaver(this))
{
    m_toolBar->setAccessibleName(tr("Output tools"));
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->setMovable(false);
    const int icon = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_toolBar->setIconSize({icon, icon});
    m_progress->setVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setRange(0, 1000);

    createActions();
    createFilters();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_banner);
    layout->addWidget(m_findBar);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_progress);
    setFocusProxy(m_view);

    connect(m_saver, &OutputSaver::failed, this, [this](const SaveRequest &, const Error &error) {
        m_saveAction->setEnabled(true);
        m_banner->showError(error);
    });
    connect(m_saver, &OutputSaver::saved, this, [this](const SaveRequest &request, qint64 bytes) {
        m_saveAction->setEnabled(true);
        m_banner->showMessage(
            MessageBanner::Kind::Success,
            tr("Saved %1 to “%2”.").arg(sizeText(bytes), QDir::toNativeSeparators(request.target)));
        Q_EMIT saved(request.target);
    });
    connect(m_view, &OutputView::copyRefused, this, [this] {
        m_banner->showMessage(MessageBanner::Kind::Warning,
                              tr("The selection is larger than %1, too much for the clipboard. "
                                 "Save the output to a file "
                                 "instead.")
                                  .arg(sizeText(OutputView::maximumCopyBytes)));
    });
    updatePlaceholder();
}

OutputPane::~OutputPane() = default;

QAction *OutputPane::addPaneAction(const QString &text, const QString &toolTip,
                                   const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
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
    QAction *follow = addPaneAction(tr("Follow"), tr("Stay at the end while output arrives (End)"),
                                    {});
    follow->setCheckable(true);
    follow->setChecked(m_view->isFollowing());
    connect(follow, &QAction::triggered, m_view, &OutputView::setFollowing);
    connect(m_view, &OutputView::followingChanged, follow, &QAction::setChecked);

    QAction *wrap = addPaneAction(tr("Wrap"), tr("Break long lines instead of scrolling sideways"),
                                  {});
    wrap->setCheckable(true);
    connect(wrap, &QAction::toggled, m_view, &OutputView::setWrapping);

    QAction *times = addPaneAction(tr("Times"), tr("Show when each line was written"), {});
    times->setCheckable(true);
    connect(times, &QAction::toggled, m_view, &OutputView::setTimesShown);

    QAction *filters = addPaneAction(tr("Filters"),
                                     tr("Choose which kinds of lines are folded away"),
                                     {QKeySequence(Qt::CTRL | Qt::Key_L)});
    connect(filters, &QAction::triggered, m_filtersButton, &QToolButton::showMenu);

    QAction *find = addPaneAction(tr("Find"), tr("Find text in the output"),
                                  {QKeySequence(QKeySequence::Find)});
    connect(find, &QAction::triggered, this, [this] { m_findBar->open(); });
    QAction *next = addPaneAction(tr("Find Next"), tr("Go to the next match"),
                                  {QKeySequence(Qt::Key_F3)});
    connect(next, &QAction::triggered, this, [this] { m_findBar->findNext(false); });
    QAction *previous = addPaneAction(tr("Find Previous"), tr("Go to the previous match"),
                                      {QKeySequence(Qt::SHIFT | Qt::Key_F3)});
    connect(previous, &QAction::triggered, this, [this] { m_findBar->findNext(true); });

    // Ctrl+C belongs to whatever has the focus: the view takes it as a key, the action offers it in
    // menus.
    m_copyAction = addPaneAction(tr("Copy"), tr("Copy the selected lines as plain text"), {});
    m_copyAction->setEnabled(false);
    connect(m_copyAction, &QAction::triggered, m_view, &OutputView::copy);
    connect(m_view, &OutputView::selectionChanged, m_copyAction, &QAction::setEnabled);

    m_saveAction = addPaneAction(tr("Save…"), tr("Save the output to a file"),
                                 {QKeySequence(QKeySequence::Save)});
    connect(m_saveAction, &QAction::triggered, this, &OutputPane::askWhereToSave);

    QAction *nextError = addPaneAction(tr("Next Error"), tr("Go to the next error"),
                                       {QKeySequence(Qt::Key_F8)});
    connect(nextError, &QAction::triggered, this, [this] { goToError(false); });
    QAction *previousError = addPaneAction(tr("Previous Error"), tr("Go to the previous error"),
                                           {QKeySequence(Qt::SHIFT | Qt::Key_F8)});
    connect(previousError, &QAction::triggered, this, [this] { goToError(true); });

    m_toolBar->addActions({follow, wrap, times});
    m_toolBar->addSeparator();
    m_toolBar->addWidget(m_filtersButton);
    m_toolBar->addSeparator();
    m_toolBar->addActions({find, m_copyAction, m_saveAction});
    connect(m_view, &OutputView::contextMenuAboutToShow, this, [=, this](QMenu *menu) {
        menu->addSeparator();
        menu->addActions({find, nextError, previousError});
        menu->addSeparator();
        menu->addActions({follow, wrap, times});
        menu->addMenu(m_filtersMenu);
        menu->addSeparator();
        menu->addAction(m_saveAction);
    });
}

void OutputPane::goToError(bool backwards)
{
    if (m_view->goToError(backwards) < 0)
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
    m_filtersMenu->addSeparator();
    m_filtersMenu->addAction(tr("Show All Lines"), this, [this] {
        setHiddenClasses(0);
        Q_EMIT hiddenClassesChanged(m_hidden);
    });
    m_filtersButton->setMenu(m_filtersMenu);
    m_filtersButton->setPopupMode(QToolButton::MenuButtonPopup); // its arrow has a place of its own
    connect(m_filtersButton, &QToolButton::clicked, m_filtersButton, &QToolButton::showMenu);
    m_filtersButton->setAutoRaise(true);
    m_filtersButton->setAccessibleName(tr("Filters"));
    m_filtersButton->setToolTip(tr("Choose which kinds of lines are folded away (Ctrl+L)"));
    m_filtersButton->setFocusPolicy(Qt::TabFocus);
    connect(m_filtersMenu, &QMenu::aboutToShow, this, &OutputPane::updateFilters);
    updateFilters();
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
    m_logMissing = finished && !QFileInfo::exists(logPath);
    OutputDocument *const before = m_document;
    m_document = new OutputDocument(logPath, indexPath, this);
    m_document->setHiddenClasses(m_hidden);
    m_view->setDocument(m_document);
    m_findBar->setDocument(m_document);
    delete before;
    connect(m_document, &OutputDocument::grown, this, [this] {
        updateFilters();
        updateProgress();
    });
    connect(m_document, &OutputDocument::damaged, this, [this] {
        m_banner->showMessage(
            MessageBanner::Kind::Warning,
            tr("The file of this output was cut or removed by somebody while it was shown: “%1”. "
               "Lines that can no longer be read are empty; the program itself is not touched.")
                .arg(QDir::toNativeSeparators(m_logPath)));
    });
    connect(m_document, &OutputDocument::finished, this, [this] {
        updatePlaceholder();
        updateProgress();
    });
    if (finished)
        m_document->setFinished();
    else
        m_document->grow();
    updateFilters();
    updatePlaceholder();
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
    m_saveAction->setEnabled(m_document && !m_logMissing);
    if (m_logMissing) {
        m_view->setPlaceholder(
            tr("The output of this run is no longer there: the file “%1” does not exist. It was "
               "removed or "
               "moved since the run. Restore it from a backup, or run the command again.")
                .arg(QDir::toNativeSeparators(m_logPath)));
    } else if (!m_finished) {
        m_view->setPlaceholder(tr("No output yet"));
    } else if (m_document && m_document->isFinished()) {
        m_view->setPlaceholder(tr("This run printed nothing"));
    } else {
        m_view->setPlaceholder(tr("Reading the output…"));
    }
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
    const QString list = folded.join(u" · "_s);
    m_filtersButton->setText(folded.isEmpty() ? tr("Filters") : tr("Filters: %1").arg(list));
    m_filtersButton->setAccessibleDescription(folded.isEmpty() ? tr("No lines are folded away")
                                                               : tr("Folded away: %1").arg(list));
}

void OutputPane::updateProgress()
{
    const auto progress = m_document ? m_document->progress() : std::nullopt;
    const bool shown = progress && !m_finished;
    if (shown)
        m_progress->setValue(int(*progress * 1000));
    if (shown != m_progress->isVisibleTo(this))
        m_progress->setVisible(shown);
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

void OutputPane::askWhereToSave()
{
    const QString shown = tr("As shown: plain text without folded lines (*.txt)");
    const QString raw = tr("Raw: every byte, escape codes included (*.log)");
    auto *dialog = new QFileDialog(this, tr("Save Output"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({shown, raw});
    dialog->setDefaultSuffix(u"txt"_s);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(m_suggestedName.isEmpty() ? tr("output") : m_suggestedName);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, raw](const QString &filter) {
        dialog->setDefaultSuffix(filter == raw ? u"log"_s : u"txt"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, raw](const QString &path) {
        saveTo(path, dialog->selectedNameFilter() == raw ? SaveFormat::Raw : SaveFormat::Shown);
    });
    dialog->open();
}

void OutputPane::saveTo(const QString &path, SaveFormat format)
{
    if (!m_document || m_saver->isSaving())
        return;
    m_saveAction->setEnabled(false);
    m_saver->save({m_logPath, m_indexPath, path, format, m_document->lineCount(), m_hidden,
                   m_view->expandedMarkers()});
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
