// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/floatingrun.h"

#include "widgets/common/runstatepresentation.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/output/runtab.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace CommandRunner {

FloatingRun::FloatingRun(RunTab *tab, QWidget *parent) : QWidget(parent, Qt::Window), m_tab(tab)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(tab);
    tab->show();
    setFocusProxy(tab);
    connect(tab, &RunTab::titleChanged, this, &FloatingRun::updateTitle);
    updateTitle();
}

void FloatingRun::updateTitle()
{
    if (!m_tab)
        return;
    setWindowTitle(tr("%1, %2 – Command Runner", "run, its state")
                       .arg(m_tab->title(), runStateWord(m_tab->state())));
    setWindowIcon(runStateIcon(m_tab->state()));
    setAccessibleName(windowTitle());
}

void FloatingRun::closeEvent(QCloseEvent *event)
{
    if (RunTab *tab = std::exchange(m_tab, nullptr)) {
        tab->disconnect(this);
        Q_EMIT givesBack(tab);
    }
    QWidget::closeEvent(event);
}

} // namespace CommandRunner
