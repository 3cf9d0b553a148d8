// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/outputhitsview.h"

#include "widgets/common/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QTreeView>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr int soonMs = 300;
constexpr int barSteps = 1000;
} // namespace

OutputHitsView::OutputHitsView(RunService &runs, const Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_runs(runs),
      m_model(new OutputHitsModel(clock, this)),
      m_search(runs.createOutputsSearch(this)),
      m_status(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_cancel(new QToolButton(this)),
      m_tree(new QTreeView(this))
{
    setAccessibleName(tr("Found in outputs"));
    m_status->setTextFormat(Qt::PlainText);
    m_bar->setAccessibleName(tr("Search in outputs"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Ends the search; what was found stays"));
    m_cancel->setFocusPolicy(Qt::StrongFocus);
    m_tree->setAccessibleName(tr("Found in outputs"));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    auto *row = new QHBoxLayout;
    row->addWidget(m_status, 1);
    row->addWidget(m_bar, 1);
    row->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_tree, 1);
    m_bar->hide();
    m_cancel->hide();

    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &OutputHitsView::search);
    connect(m_cancel, &QToolButton::clicked, this, &OutputHitsView::cancel);
    connect(m_tree, &QTreeView::activated, this, &OutputHitsView::open);
    connect(m_search, &OutputsSearch::found, m_model, &OutputHitsModel::add);
    connect(m_search, &OutputsSearch::progressed, this, &OutputHitsView::showProgress);
    connect(m_search, &OutputsSearch::finished, this, &OutputHitsView::finish);
    connect(m_model, &OutputHitsModel::runWanted, this, &OutputHitsView::askRun);
    // The first runs show their lines at once; further ones would push them away.
    connect(m_model, &QAbstractItemModel::rowsInserted, m_tree,
            [this](const QModelIndex &run, int first) {
                constexpr int opened = 20;
                if (run.isValid() && first == 0 && run.row() < opened)
                    m_tree->expand(run);
            });
}

void OutputHitsView::searchSoon(const OutputsQuery &query)
{
    if (query.text == m_query.text && query.runs == m_query.runs)
        return;
    m_query = query;
    if (query.text.isEmpty()) {
        cancel();
        m_model->clear();
        m_status->clear();
        return;
    }
    m_soon.start();
}

void OutputHitsView::search()
{
    m_search->cancel();
    m_model->clear();
    m_bar->setRange(0, 0);
    m_bar->setFormat(tr("Searching…"));
    m_bar->show();
    m_cancel->show();
    m_status->setText(tr("Searching the outputs…"));
    m_search->start(m_query);
}

void OutputHitsView::cancel()
{
    m_soon.stop();
    m_search->cancel();
}

void OutputHitsView::showProgress(const OutputsProgress &progress)
{
    if (progress.bytesTotal > 0) {
        m_bar->setRange(0, barSteps);
        m_bar->setValue(int(double(progress.bytes) / double(progress.bytesTotal) * barSteps));
    }
    m_bar->setFormat(tr("%1 of %2 runs, %3", "searched, of all, how much")
                         .arg(numberText(progress.runs), numberText(progress.runsTotal),
                              sizeText(progress.bytes)));
    m_status->setText(tr("%1 in %2", "lines, runs")
                          .arg(tr("%Ln lines", nullptr, m_model->hitCount()),
                               tr("%Ln runs", nullptr, m_model->runCount())));
}

void OutputHitsView::finish(OutputsSearch::End end)
{
    showProgress(m_search->progress());
    m_bar->hide();
    const bool hadKeyboard = m_cancel->hasFocus();
    m_cancel->hide();
    if (hadKeyboard)
        m_tree->setFocus();
    const QString found = m_status->text();
    switch (end) {
    case OutputsSearch::End::Complete:
        if (m_model->hitCount() == 0)
            m_status->setText(tr("No output holds this text."));
        break;
    case OutputsSearch::End::Limited:
        m_status->setText(tr("%1: these are the newest, there are more.").arg(found));
        break;
    case OutputsSearch::End::Cancelled:
        m_status->setText(tr("%1: the search was ended before it was through.").arg(found));
        break;
    case OutputsSearch::End::Failed:
        if (const auto &error = m_search->error())
            Q_EMIT failed(*error);
        break;
    }
}

QString OutputHitsView::statusText() const
{
    return m_status->text();
}

void OutputHitsView::askRun(const QString &runId)
{
    m_runs.record(runId, this, [this](const Result<RunRecord> &record) {
        if (record)
            m_model->setRun(*record);
    });
}

void OutputHitsView::open(const QModelIndex &index)
{
    const QVariant line = index.data(OutputHitsModel::LineRole);
    m_runs.record(index.data(OutputHitsModel::RunIdRole).toString(), this,
                  [this, line](const Result<RunRecord> &record) {
                      if (record)
                          Q_EMIT openRequested(*record, line.isValid() ? line.toLongLong() : -1);
                      else
                          Q_EMIT failed(record.error());
                  });
}

} // namespace CommandRunner
