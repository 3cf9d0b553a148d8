// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/lastrunsstrip.h"

#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/runwords.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostRuns = 6;
constexpr int agingMs = 20'000;

} // namespace

LastRunsStrip::LastRunsStrip(const Clock *clock, QWidget *parent)
    : QWidget(parent),
      m_clock(clock ? clock : &m_systemClock),
      m_title(new QLabel(tr("Last runs"), this)),
      m_statistics(new QLabel(this)),
      m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->addWidget(m_title);
    m_layout->addStretch();
    m_layout->addWidget(m_statistics);
    m_statistics->setTextFormat(Qt::PlainText);
    m_statistics->hide();
    setAccessibleName(tr("Last runs"));
    m_aging.setInterval(agingMs);
    connect(&m_aging, &QTimer::timeout, this, [this] {
        if (isVisible())
            fill();
    });
    setVisible(false);
}

void LastRunsStrip::setRuns(const QList<RunRecord> &runs)
{
    m_runs = runs.first(std::min(runs.size(), mostRuns));
    setVisible(!m_runs.isEmpty());
    if (m_runs.isEmpty())
        m_aging.stop();
    else
        m_aging.start();
    fill();
}

void LastRunsStrip::fill()
{
    // The buttons stay, so that focus does when a run ends.
    while (m_buttons.size() > m_runs.size())
        delete m_buttons.takeLast();
    while (m_buttons.size() < m_runs.size()) {
        auto *button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        const qsizetype number = m_buttons.size();
        connect(button, &QToolButton::clicked, this,
                [this, number] { Q_EMIT activated(m_runs.at(number).id()); });
        m_layout->insertWidget(m_layout->count() - 2, button);
        m_buttons.append(button);
    }
    const QDateTime now = m_clock->now();
    for (qsizetype number = 0; number < m_runs.size(); ++number) {
        const RunRecord &run = m_runs.at(number);
        const RunStatePresentation state = runStatePresentation(run.state, palette());
        const QDateTime started = run.outcome.started.isValid() ? run.outcome.started : run.created;
        const QString when = relativeTime(started, now);
        const bool ended = isFinal(run.state) && run.outcome.ended.isValid();
        const QString duration = ended ? durationText(started.msecsTo(run.outcome.ended))
                                       : QString();
        QToolButton *button = m_buttons.at(number);
        button->setText(ended ? tr("%1 %2 · %3").arg(state.symbol, when, duration)
                              : tr("%1 %2").arg(state.symbol, when));
        QPalette colours = palette();
        colours.setColor(QPalette::ButtonText, state.color);
        button->setPalette(colours);
        button->setAccessibleName(ended ? tr("%1, %2, took %3").arg(state.word, when, duration)
                                        : tr("%1, %2").arg(state.word, when));
        button->setToolTip(tr("%1\n%2\nOpen this run").arg(state.text(), exactTime(started)));
    }
    hideWhatDoesNotFit();
}

void LastRunsStrip::setStatistics(const RunStatistics &statistics)
{
    m_statistics->setText(CommandRunner::statisticsText(statistics));
    m_statistics->setVisible(!m_statistics->text().isEmpty());
    m_statistics->setToolTip(
        tr("Of the latest %Ln runs: how many succeeded, and how long these took", nullptr,
           statistics.runs));
    hideWhatDoesNotFit();
}

QString LastRunsStrip::statisticsText() const
{
    return m_statistics->text();
}

QStringList LastRunsStrip::texts() const
{
    QStringList texts;
    for (const QToolButton *button : m_buttons)
        texts.append(button->text());
    return texts;
}

void LastRunsStrip::hideWhatDoesNotFit()
{
    const int room = m_statistics->isHidden()
        ? width()
        : width() - m_layout->spacing() - m_statistics->sizeHint().width();
    int right = m_title->sizeHint().width();
    for (QToolButton *button : std::as_const(m_buttons)) {
        right += m_layout->spacing() + button->sizeHint().width();
        button->setVisible(right <= room || button == m_buttons.first());
    }
}

// Older runs give way when it gets narrow.
QSize LastRunsStrip::minimumSizeHint() const
{
    const int first = m_buttons.isEmpty() ? 0 : m_buttons.first()->sizeHint().width();
    return {m_title->sizeHint().width() + m_layout->spacing() + first,
            QWidget::minimumSizeHint().height()};
}

void LastRunsStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    hideWhatDoesNotFit();
}

void LastRunsStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

} // namespace CommandRunner
