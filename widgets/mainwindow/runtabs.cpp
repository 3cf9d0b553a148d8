// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/runtabs.h"

#include "core/command/shellwords.h"
#include "widgets/commands/commandcolors.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/mainwindow/floatingrun.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"
#include "widgets/output/runtab.h"

#include <QAction>
#include <QGuiApplication>
#include <QProgressBar>
#include <QStyle>
#include <QTabBar>
#include <QToolButton>

#include <ranges>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QIcon runStateIcon(RunState state)
{
    return glyphIcon(u"state-"_s + toString(state), [state] {
        return runStatePresentation(state, QGuiApplication::palette()).color;
    });
}

RunTabs::RunTabs(RunService &runs, QWidget *parent) : QTabWidget(parent), m_runs(runs)
{
    setAccessibleName(tr("Open runs"));
    tabBar()->setAccessibleName(tr("Open runs"));
    setDocumentMode(true);
    setMovable(true);
    setElideMode(Qt::ElideRight);
    connect(this, &QTabWidget::currentChanged, this, &RunTabs::tabsChanged);
    connect(this, &QTabWidget::currentChanged, this, &RunTabs::currentStateChanged);
    connect(tabBar(), &QTabBar::tabMoved, this, &RunTabs::tabsChanged);
}

RunTabs::~RunTabs()
{
    for (const QPointer<FloatingRun> &floating : std::as_const(m_floating))
        delete floating.data();
    while (count() > 0) // while we still know what they tell us about
        delete widget(0);
}

RunTab *RunTabs::open(const RunRecord &record, bool raise)
{
    RunTab *tab = tabOf(record.id());
    if (!tab) {
        tab = new RunTab(m_runs, record, this, m_preferences);
        const QList<QAction *> actions = tab->actions(); // Stop, Run Again, and those of its pane
        actions.at(0)->setIcon(glyphIcon(u"stop"_s));
        actions.at(1)->setIcon(glyphIcon(u"run-again"_s));
        insert(tab);
        connect(tab, &RunTab::titleChanged, this, [this, tab] { updateTab(tab); });
        connect(tab, &RunTab::titleChanged, this, [this, tab] { updateProgress(tab); });
        connect(tab, &RunTab::progressChanged, this, [this, tab] { updateProgress(tab); });
        connect(tab, &RunTab::runAgainRequested, this, &RunTabs::runAgainRequested);
        updateTab(tab);
        Q_EMIT opened(tab);
        Q_EMIT tabsChanged();
    }
    if (raise && indexOf(tab) >= 0)
        setCurrentWidget(tab);
    else if (raise)
        tab->window()->activateWindow();
    return tab;
}

void RunTabs::insert(RunTab *tab)
{
    giveKeys(tab, false);
    const int index = addTab(tab, QString());
    tabBar()->setTabButton(index, QTabBar::RightSide, createCloseButton(tab, tab->title()));
    setTabToolTip(index, joinShellWords(tab->record().request.argv));
}

void RunTabs::openPage(QWidget *page)
{
    const auto name = [this, page] {
        setTabText(indexOf(page), page->windowTitle().replace(u'&', u"&&"_s));
    };
    const int index = addTab(page, page->windowIcon(), {});
    tabBar()->setTabButton(index, QTabBar::RightSide, createCloseButton(page, page->windowTitle()));
    name();
    connect(page, &QWidget::windowTitleChanged, this, name);
    setCurrentWidget(page);
    Q_EMIT tabsChanged();
}

void RunTabs::setWindowKeys(const QList<QKeySequence> &stop, const QList<QKeySequence> &runAgain)
{
    m_stopKeys = stop;
    m_runAgainKeys = runAgain;
    for (RunTab *tab : allTabs())
        giveKeys(tab, indexOf(tab) < 0);
}

void RunTabs::giveKeys(RunTab *tab, bool ownWindow) const
{
    const QList<QAction *> actions = tab->actions(); // Stop, Run Again, and those of its pane
    actions.at(0)->setShortcuts(ownWindow ? m_stopKeys : QList<QKeySequence>());
    actions.at(1)->setShortcuts(ownWindow ? m_runAgainKeys : QList<QKeySequence>());
}

void RunTabs::floatTab(int index)
{
    auto *tab = qobject_cast<RunTab *>(widget(index));
    if (!tab)
        return;
    const QSize size = tab->size();
    removeTab(index);
    giveKeys(tab, true); // its window has no menus
    auto *floating = new FloatingRun(tab, window());
    m_floating.removeAll(nullptr);
    m_floating.append(floating);
    connect(floating, &FloatingRun::givesBack, this, [this](RunTab *back) {
        insert(back);
        updateTab(back);
        updateProgress(back);
        setCurrentWidget(back);
        Q_EMIT tabsChanged();
    });
    floating->resize(size.expandedTo({640, 400}));
    floating->show();
    tab->setFocus();
    Q_EMIT tabsChanged();
}

RunTab *RunTabs::lastFloating() const
{
    for (const auto &floating : m_floating | std::views::reverse) {
        if (floating && floating->tab())
            return floating->tab();
    }
    return nullptr;
}

QList<RunTab *> RunTabs::allTabs() const
{
    QList<RunTab *> result;
    for (int i = 0; i < count(); ++i) {
        if (auto *tab = qobject_cast<RunTab *>(widget(i)))
            result.append(tab);
    }
    for (const QPointer<FloatingRun> &floating : m_floating) {
        if (floating && floating->tab())
            result.append(floating->tab());
    }
    return result;
}

void RunTabs::updateProgress(RunTab *tab)
{
    const std::optional<double> share = tab->progress();
    const bool had = m_progress.contains(tab->runId());
    const int index = indexOf(tab);
    if (index >= 0) {
        auto *bar = qobject_cast<QProgressBar *>(tabBar()->tabButton(index, QTabBar::LeftSide));
        if (share && !bar) {
            bar = new QProgressBar(tabBar());
            bar->setRange(0, 1000);
            bar->setTextVisible(false);
            bar->setFixedSize(fontMetrics().averageCharWidth() * 8, fontMetrics().height() * 2 / 3);
            bar->setAccessibleName(tr("Progress of %1").arg(tab->title()));
            tabBar()->setTabButton(index, QTabBar::LeftSide, bar);
        } else if (!share && bar) {
            tabBar()->setTabButton(index, QTabBar::LeftSide, nullptr);
            bar->deleteLater();
        }
        if (share)
            bar->setValue(int(*share * 1000));
    }
    if (share)
        m_progress.insert(tab->runId(), *share);
    else
        m_progress.remove(tab->runId());
    if (share || had)
        Q_EMIT progressChanged(tab->runId(), share);
}

TerminalSize RunTabs::terminalSize() const
{
    const RunTab *tab = currentTab();
    if (!tab || !tab->isVisible())
        return {};
    const QSize grid = tab->pane()->view()->grid();
    return {grid.width(), grid.height()};
}

std::optional<double> RunTabs::progress() const
{
    if (m_progress.isEmpty())
        return std::nullopt;
    double sum = 0;
    for (const double share : m_progress)
        sum += share;
    return sum / double(m_progress.size());
}

// Of our own: the style's has no name for assistive technology.
QWidget *RunTabs::createCloseButton(QWidget *tab, const QString &title)
{
    auto *button = new QToolButton(tabBar());
    button->setIcon(glyphIcon(u"close"_s));
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this) * 3 / 4;
    button->setIconSize({extent, extent});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus); // Ctrl+W does it
    button->setAccessibleName(tr("Close %1").arg(title));
    button->setToolTip(tr("Close the tab; a run that is going on goes on"));
    connect(button, &QToolButton::clicked, tab, [this, tab] { closeTab(indexOf(tab)); });
    return button;
}

void RunTabs::updateTab(RunTab *tab)
{
    const int index = indexOf(tab);
    if (index < 0)
        return;
    QString title = tab->title();
    // A "&" of the command is no mnemonic.
    setTabText(index, QString(title).replace(u'&', u"&&"_s));
    setTabIcon(index, runStateIcon(tab->state()));
    QString spoken = tr("%1, %2", "run, its state").arg(title, runStateWord(tab->state()));
    const auto color = m_colorOf ? m_colorOf(tab->record()) : CommandColor::None;
    tabBar()->setTabTextColor(index, commandColor(color, palette()));
    if (color != CommandColor::None)
        spoken = tr("%1, %2", "run, its colour").arg(spoken, commandColorName(color));
    tabBar()->setAccessibleTabName(index, spoken);
    if (index == currentIndex())
        Q_EMIT currentStateChanged();
}

void RunTabs::setColors(std::function<CommandColor(const RunRecord &)> colorOf)
{
    m_colorOf = std::move(colorOf);
    updateColors();
}

void RunTabs::updateColors()
{
    for (RunTab *tab : allTabs())
        updateTab(tab);
}

void RunTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
}

RunTab *RunTabs::currentTab() const
{
    return qobject_cast<RunTab *>(currentWidget());
}

RunTab *RunTabs::tabOf(const QString &runId) const
{
    for (RunTab *tab : allTabs()) {
        if (tab->runId() == runId)
            return tab;
    }
    return nullptr;
}

QStringList RunTabs::runIds() const
{
    QStringList result;
    for (const RunTab *tab : allTabs())
        result.append(tab->runId());
    return result;
}

void RunTabs::raiseRun(const QString &runId)
{
    RunTab *tab = tabOf(runId);
    if (tab && indexOf(tab) >= 0)
        setCurrentWidget(tab);
}

void RunTabs::step(int by)
{
    if (count() > 0)
        setCurrentIndex((currentIndex() + by + count()) % count());
}

void RunTabs::closeTab(int index)
{
    auto *tab = qobject_cast<RunTab *>(widget(index));
    if (!tab) {
        if (QWidget *page = widget(index)) {
            removeTab(index);
            page->deleteLater();
            Q_EMIT tabsChanged();
        }
        return;
    }
    const bool running = !isFinal(tab->state());
    const QString title = tab->title();
    removeTab(index);
    tab->deleteLater();
    if (m_progress.remove(tab->runId()))
        Q_EMIT progressChanged(tab->runId(), {});
    Q_EMIT tabsChanged();
    if (running)
        Q_EMIT leftRunning(title);
}

} // namespace CommandRunner
