// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/lastsuccess.h"
#include "widgets/compare/comparepage.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/mainwindow/mainwindow.h"
#include "widgets/mainwindow/runtabs.h"
#include "widgets/palette/actionregistry.h"

namespace CommandRunner {

using namespace Qt::StringLiterals;

void MainWindow::compareWithLastSuccess()
{
    withTargetRun([this](const RunRecord &run) {
        askLastSuccess(std::make_shared<LastSuccessSearch>(run), run);
    });
}

void MainWindow::askLastSuccess(const std::shared_ptr<LastSuccessSearch> &search,
                                const RunRecord &run)
{
    if (const auto query = search->next()) {
        m_services.runs.query(*query, this,
                              [this, search, run](const Result<QList<RunRecord>> &answer) {
                                  if (!answer)
                                      return showError(answer.error());
                                  search->take(*answer);
                                  askLastSuccess(search, run);
                              });
    } else if (search->found()) {
        compareRuns(*search->found(), run);
    } else {
        showMessage(MessageBanner::Kind::Information,
                    tr("There is nothing to compare with: no other run of %1 has succeeded yet. "
                       "The page Runs compares any two that you select.")
                        .arg(run.request.name));
    }
}

void MainWindow::compareRuns(const RunRecord &before, const RunRecord &after)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        const auto *page = qobject_cast<ComparePage *>(m_tabs->widget(i));
        if (page && page->isOf(before.id(), after.id())) {
            m_tabs->setCurrentIndex(i);
            m_tabs->currentWidget()->setFocus();
            return;
        }
    }
    auto *page = new ComparePage(m_services.runs, before, after, m_tabs);
    page->setWindowIcon(glyphIcon(u"compare"_s));
    m_registry->adoptPane(tr("Comparison"), page->pageActions());
    m_tabs->openPage(page);
    page->setFocus();
}

QList<QAction *> MainWindow::comparisonActions() const
{
    const auto *page = qobject_cast<ComparePage *>(m_tabs->currentWidget());
    return page ? page->pageActions() : QList<QAction *>();
}

} // namespace CommandRunner
