// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/runtabs.h"

#include "core/command/shellwords.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/output/runtab.h"

#include <QAction>
#include <QGuiApplication>
#include <QStyle>
#include <QTabBar>
#include <QToolButton>

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

RunTab *RunTabs::open(const RunRecord &record, bool raise)
{
    RunTab *tab = tabOf(record.id());
    if (!tab) {
        tab = new RunTab(m_runs, record, this, m_preferences);
        const QList<QAction *> actions = tab->actions(); // Stop, Run Again, and those of its pane
        actions.at(0)->setIcon(glyphIcon(u"stop"_s));
        actions.at(1)->setIcon(glyphIcon(u"run-again"_s));
        for (QAction *action : actions) {
            if (m_windowKeys.contains(action->shortcut()))
                action->setShortcuts(QList<QKeySequence>());
        }
        const int index = addTab(tab, QString());
        tabBar()->setTabButton(index, QTabBar::RightSide, createCloseButton(tab));
        setTabToolTip(index, joinShellWords(record.request.argv));
        connect(tab, &RunTab::titleChanged, this, [this, tab] { updateTab(tab); });
        connect(tab, &RunTab::runAgainRequested, this, &RunTabs::runAgainRequested);
        updateTab(tab);
        Q_EMIT tabsChanged();
    }
    if (raise)
        setCurrentWidget(tab);
    return tab;
}

// Of our own: the style's has no name for assistive technology.
QWidget *RunTabs::createCloseButton(RunTab *tab)
{
    auto *button = new QToolButton(tabBar());
    button->setIcon(glyphIcon(u"close"_s));
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this) * 3 / 4;
    button->setIconSize({extent, extent});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus); // Ctrl+W does it
    button->setAccessibleName(tr("Close %1").arg(tab->title()));
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
    tabBar()->setAccessibleTabName(
        index, tr("%1, %2", "run, its state").arg(title, runStateWord(tab->state())));
    if (index == currentIndex())
        Q_EMIT currentStateChanged();
}

RunTab *RunTabs::currentTab() const
{
    return qobject_cast<RunTab *>(currentWidget());
}

RunTab *RunTabs::tabOf(const QString &runId) const
{
    for (int i = 0; i < count(); ++i) {
        if (auto *tab = qobject_cast<RunTab *>(widget(i)); tab && tab->runId() == runId)
            return tab;
    }
    return nullptr;
}

QStringList RunTabs::runIds() const
{
    QStringList result;
    for (int i = 0; i < count(); ++i) {
        if (const auto *tab = qobject_cast<RunTab *>(widget(i)))
            result.append(tab->runId());
    }
    return result;
}

void RunTabs::raiseRun(const QString &runId)
{
    if (RunTab *tab = tabOf(runId))
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
    if (!tab)
        return;
    const bool running = !isFinal(tab->state());
    const QString title = tab->title();
    removeTab(index);
    tab->deleteLater();
    Q_EMIT tabsChanged();
    if (running)
        Q_EMIT leftRunning(title);
}

} // namespace CommandRunner
