// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/shellwords.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/compare/comparepage.h"
#include "widgets/compare/compareview.h"
#include "widgets/compare/facttext.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/output/runoutcometext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QStackedWidget>
#include <QStyle>
#include <QTableWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownFacts = 5;     // rows; of more one scrolls
constexpr qsizetype fewFacts = 2; // are shown at once

QString titleOf(const RunRecord &record)
{
    return record.request.name.isEmpty() ? record.request.argv.value(0) : record.request.name;
}

} // namespace

QWidget *ComparePage::createHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(2 * space, space, 2 * space, 0);
    layout->setSpacing(2 * space);
    QFont bold = font();
    bold.setBold(true);
    for (Side &side : m_sides) {
        auto *part = new QHBoxLayout;
        part->setSpacing(space);
        side.caption = new QLabel(&side == &m_sides[0] ? tr("Before:") : tr("After:"), header);
        side.state = new QLabel(header);
        side.state->setFont(bold);
        side.facts = new ElidedLabel(header);
        part->addWidget(side.caption);
        part->addWidget(side.state);
        part->addWidget(side.facts, 1);
        layout->addLayout(part, 1);
    }
    return header;
}

void ComparePage::showHeader()
{
    for (Side &side : m_sides) {
        const RunRecord &record = side.record;
        const auto look = runStatePresentation(record.state, palette());
        QPalette colored = palette();
        colored.setColor(QPalette::WindowText, look.color);
        side.state->setPalette(colored);
        side.state->setText(look.text());
        const RunOutcome &outcome = record.outcome;
        const QDateTime started = outcome.started.isValid() ? outcome.started : record.created;
        QStringList parts{titleOf(record),
                          QLocale().toString(started.toLocalTime(), QLocale::ShortFormat)};
        if (isFinal(record.state) && outcome.started.isValid() && outcome.ended.isValid())
            parts.append(durationText(outcome.started.msecsTo(outcome.ended)));
        parts.append(isFinal(record.state) ? runEndText(outcome) : QString());
        parts.removeAll(QString());
        side.facts->setText(parts.join(u" · "_s));
        side.facts->setToolTip(tr("%1\nin %2\n%3", "command line, folder, time")
                                   .arg(joinShellWords(record.request.argv),
                                        record.request.workingDirectory, exactTime(started)));
    }
    setWindowTitle(tr("Compare %1").arg(titleOf(m_sides[1].record)));
}

QToolBar *ComparePage::createToolBar()
{
    auto *bar = new QToolBar(this);
    bar->setAccessibleName(tr("Differences"));
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_previous = addPageAction(u"compare.previous"_s, tr("&Previous Difference"),
                               tr("Go to the difference before"),
                               QKeySequence(Qt::SHIFT | Qt::Key_F7));
    m_previous->setIconText(tr("▲ Previous"));
    m_next = addPageAction(u"compare.next"_s, tr("&Next Difference"),
                           tr("Go to the next difference"), QKeySequence(Qt::Key_F7));
    m_next->setIconText(tr("▼ Next"));
    m_summary = new QLabel(this);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    m_summary->setContentsMargins(space, 0, space, 0);
    bar->addActions({m_previous, m_next});
    bar->addWidget(m_summary);
    bar->addSeparator();
    createNoiseActions(bar);
    bar->addSeparator();
    QAction *swapped = addPageAction(u"compare.swap"_s, tr("&Swap Sides"),
                                     tr("Make before what is after"), {});
    m_copy = addPageAction(u"compare.copy"_s, tr("&Copy as Diff"),
                           tr("Copy the selected rows; Shift and the arrow keys select"), {});
    m_copy->setIcon(glyphIcon(u"copy"_s));
    bar->addActions({swapped, m_copy});
    connect(m_previous, &QAction::triggered, this, [this] { step(false); });
    connect(m_next, &QAction::triggered, this, [this] { step(true); });
    connect(swapped, &QAction::triggered, this, &ComparePage::swap);
    connect(m_copy, &QAction::triggered, m_view, &CompareView::copy);

    m_factsButton = new QToolButton(this);
    m_factsButton->setCheckable(true);
    m_factsButton->setAutoRaise(true);
    m_factsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_factsButton->setToolTip(tr("Show what differs in how the two were run and ended"));
    bar->addSeparator();
    bar->addWidget(m_factsButton);
    connect(m_factsButton, &QToolButton::toggled, this, [this](bool open) {
        m_facts->setVisible(open && m_facts->rowCount() > 0);
        m_factsButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    return bar;
}

QAction *ComparePage::addPageAction(const QString &id, const QString &text, const QString &toolTip,
                                    const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    action->setStatusTip(toolTip);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(key.isEmpty() ? toolTip
                                     : tr("%1 (%2)", "what it does (its shortcut)")
                                           .arg(toolTip, key.toString(QKeySequence::NativeText)));
    addAction(action);
    return action;
}

void ComparePage::createNoiseActions(QToolBar *bar)
{
    auto *label = new QLabel(tr("Ignore:"), this);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    label->setContentsMargins(space, 0, 0, 0);
    bar->addWidget(label);
    const std::pair<QString, QString> kinds[] = {
        {tr("Times"), tr("Timestamps, dates, durations, rates do not count")},
        {tr("Ids"),
         tr("UUIDs, long hexadecimal ids, process ids, names of temporary files do not count")},
        {tr("Addresses"), tr("Memory addresses and ephemeral ports do not count")},
        {tr("Numbers"), tr("No number counts")}};
    for (const auto &[name, toolTip] : kinds) {
        const int bit = 1 << m_noise.size();
        auto *action = new QAction(name, bar);
        action->setCheckable(true);
        action->setChecked((m_ignored & bit) != 0);
        action->setToolTip(toolTip);
        connect(action, &QAction::triggered, this, [this, bit](bool on) {
            setIgnored(NoiseKinds(on ? m_ignored | bit : m_ignored & ~bit));
        });
        bar->addAction(action);
        if (QWidget *button = bar->widgetForAction(action)) {
            button->setAccessibleName(tr("Ignore %1", "times, ids …").arg(name.toLower()));
            button->setFocusPolicy(Qt::TabFocus);
        }
        m_noise.append(action);
    }
}

QWidget *ComparePage::createFacts()
{
    m_facts = new QTableWidget(0, 3, this);
    m_facts->setAccessibleName(tr("What differs in how they were run"));
    m_facts->setHorizontalHeaderLabels({tr("What"), tr("Before"), tr("After")});
    m_facts->verticalHeader()->hide();
    m_facts->horizontalHeader()->hide(); // the columns stand as those above and below
    m_facts->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_facts->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_facts->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_facts->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_facts->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_facts->setTabKeyNavigation(false);
    m_facts->setShowGrid(false);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setWordWrap(false);
    m_facts->hide();
    return m_facts;
}

void ComparePage::showFacts()
{
    const auto facts = [](const Side &side) {
        RunOutcome outcome = side.record.outcome;
        outcome.state = side.record.state;
        return RunFacts{side.record.request, outcome, side.record.context};
    };
    QList<RunFact> differing = differingFacts(facts(m_sides[0]), facts(m_sides[1]));
    // The header says them.
    differing.removeIf([](const RunFact &fact) {
        return fact.key == RunFactKey::duration || fact.key == RunFactKey::state
            || fact.key == RunFactKey::exitCode || fact.key == RunFactKey::signal;
    });
    m_facts->setRowCount(int(differing.size()));
    QStringList names;
    for (int row = 0; row < differing.size(); ++row) {
        const RunFact &fact = differing.at(row);
        const QStringList whole{factName(fact), factValue(fact, fact.before),
                                factValue(fact, fact.after)};
        const QStringList texts{whole.at(0), withoutCommonBeginning(whole.at(1), whole.at(2)),
                                withoutCommonBeginning(whole.at(2), whole.at(1))};
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(isolated(texts.at(column)));
            item->setToolTip(whole.at(column));
            item->setData(Qt::AccessibleTextRole, whole.at(column));
            m_facts->setItem(row, column, item);
        }
        names.append(factName(fact));
    }
    const int height = m_facts->fontMetrics().height() * 4 / 3;
    m_facts->verticalHeader()->setDefaultSectionSize(height);
    m_facts->setFixedHeight(height * std::min(shownFacts, m_facts->rowCount()) + 2);
    const bool some = !differing.isEmpty();
    m_factsButton->setEnabled(some);
    m_factsButton->setText(some ? tr("Run differently: %Ln things", nullptr, int(differing.size()))
                                : tr("Run in the same way"));
    m_factsButton->setAccessibleDescription(QLocale().createSeparatedList(names));
    m_factsButton->setChecked(some && differing.size() <= fewFacts);
    m_factsButton->setArrowType(!some                            ? Qt::NoArrow
                                    : m_factsButton->isChecked() ? Qt::DownArrow
                                                                 : Qt::RightArrow);
    m_facts->setVisible(m_factsButton->isChecked());
    alignFacts();
}

// What was is above what was, what is above what is.
void ComparePage::alignFacts()
{
    m_facts->setColumnWidth(1, std::max(0, width() / 2 - m_facts->columnWidth(0)));
}

void ComparePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    alignFacts();
}

QWidget *ComparePage::createWaiting()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    auto *label = new QLabel(tr("Comparing the outputs…"), page);
    label->setAlignment(Qt::AlignHCenter);
    m_progress = new QProgressBar(page);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    m_progress->setAccessibleName(tr("Progress of the comparison"));
    layout->addStretch(2);
    layout->addWidget(label);
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_progress, 1);
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch(3);
    return page;
}

QWidget *ComparePage::createSame()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    m_same = new QLabel(page);
    m_same->setTextFormat(Qt::PlainText);
    m_same->setWordWrap(true);
    m_same->setAlignment(Qt::AlignHCenter);
    QFont large = m_same->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    m_same->setFont(large);
    layout->addStretch(2);
    layout->addWidget(m_same);
    layout->addStretch(3);
    return page;
}

} // namespace CommandRunner
