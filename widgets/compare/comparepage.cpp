// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/comparepage.h"

#include "core/run/runfolder.h"
#include "core/workspace/runservice.h"
#include "widgets/common/format.h"
#include "widgets/compare/compareview.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QStackedWidget>
#include <QTableWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

ComparePage::ComparePage(RunService &service, const RunRecord &before, const RunRecord &after,
                         QWidget *parent)
    : QWidget(parent),
      m_service(service),
      m_sides{Side{.record = before}, Side{.record = after}},
      m_view(new CompareView(this)),
      m_stack(new QStackedWidget(this))
{
    setAccessibleName(tr("Comparison of two runs"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    QToolBar *bar = createToolBar();
    layout->addWidget(createHeader());
    layout->addWidget(bar);
    layout->addWidget(createFacts());
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(createWaiting());
    m_stack->addWidget(createSame());
    m_stack->addWidget(m_view);
    setFocusProxy(m_view);
    connect(m_view, &CompareView::currentChanged, this, &ComparePage::showSummary);
    connect(&m_service, &RunService::runChanged, this, &ComparePage::runChanged);
    showHeader();
    showFacts();
    askEncodings();
}

ComparePage::~ComparePage()
{
    m_view->clear(); // before the documents that it reads
}

bool ComparePage::isOf(const QString &before, const QString &after) const
{
    return (m_sides[0].record.id() == before && m_sides[1].record.id() == after)
        || (m_sides[0].record.id() == after && m_sides[1].record.id() == before);
}

bool ComparePage::isComparing() const
{
    return !m_comparison || !m_comparison->result();
}

// An output is read as was chosen for its command.
void ComparePage::askEncodings()
{
    m_asked = int(m_sides.size());
    for (Side &side : m_sides) {
        const RunRequest &request = side.record.request;
        m_service.lenses().choice(request.folder, lensCommandId(request), this,
                                  [this, &side](const std::optional<LensChoice> &choice) {
                                      if (choice)
                                          side.encoding = choice->encoding;
                                      if (--m_asked == 0)
                                          start();
                                  });
    }
}

void ComparePage::start()
{
    const auto side = [this](const Side &of) {
        const RunFolder folder(m_service.runFolder(of.record.id()));
        return RunComparison::Side{{.logPath = folder.log(), .indexPath = folder.index()},
                                   {.encoding = of.encoding,
                                    .scratchFolder = m_service.cacheFolder()}};
    };
    m_view->clear();
    m_comparison = std::make_unique<RunComparison>(side(m_sides[0]), side(m_sides[1]));
    connect(m_comparison.get(), &RunComparison::progressed, this,
            [this](double share) { m_progress->setValue(int(share * m_progress->maximum())); });
    connect(m_comparison.get(), &RunComparison::done, this, &ComparePage::showResult);
    compare();
}

void ComparePage::compare()
{
    m_view->clear();
    m_progress->setValue(0);
    m_stack->setCurrentIndex(0);
    m_comparison->compare(m_ignored);
    showSummary();
}

void ComparePage::setIgnored(NoiseKinds kinds)
{
    if (std::exchange(m_ignored, kinds) == kinds)
        return;
    for (int i = 0; i < m_noise.size(); ++i)
        m_noise.at(i)->setChecked((kinds & (1 << i)) != 0);
    if (m_comparison)
        compare();
}

void ComparePage::showResult()
{
    const OutputComparison &result = *m_comparison->result();
    const bool hadKeyboard = isAncestorOf(focusWidget()) || hasFocus();
    if (result.isSame()) {
        m_stack->setCurrentIndex(1);
    } else {
        m_stack->setCurrentWidget(m_view);
        m_view->setComparison(m_comparison->before(), m_comparison->after(), result);
        if (hadKeyboard)
            m_view->setFocus();
    }
    showSummary();
    QAccessibleEvent alert(m_summary, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    Q_EMIT compared();
}

QString ComparePage::summary() const
{
    if (isComparing())
        return tr("Comparing…");
    const OutputComparison &result = *m_comparison->result();
    if (result.isSame())
        return tr("No differences");
    const auto count = m_view->rows().differenceCount();
    const qint64 current = m_view->currentDifference();
    QString text = current < 0
        ? tr("%Ln differences", nullptr, int(count))
        : tr("%1 of %Ln differences", nullptr, int(count)).arg(numberText(current + 1));
    if (result.script.approximate)
        text += u" · "_s + tr("not the shortest way", "of a comparison");
    return text;
}

void ComparePage::showSummary()
{
    const QString text = summary();
    m_summary->setText(text);
    m_summary->setAccessibleName(text);
    const bool approximate = m_comparison && m_comparison->result()
        && m_comparison->result()->script.approximate;
    m_summary->setToolTip(
        approximate ? tr("The outputs differ so much that the shortest list of differences would "
                         "take too long. This one is right, but may be longer than needed.")
                    : QString());
    const bool any = m_view->rows().differenceCount() > 0;
    m_previous->setEnabled(any);
    m_next->setEnabled(any);
    m_copy->setEnabled(m_view->canCopy());

    QStringList kinds;
    for (const QAction *noise : std::as_const(m_noise)) {
        if (noise->isChecked())
            kinds.append(noise->text().remove(u'&').toLower());
    }
    m_same->setText(kinds.isEmpty() ? tr("The outputs are the same.")
                                    : tr("The outputs are the same (after ignoring %1).")
                                          .arg(QLocale().createSeparatedList(kinds)));
}

void ComparePage::step(bool forward)
{
    if (m_view->stepDifference(forward) || m_view->rows().differenceCount() == 0)
        return;
    // Around the ends.
    m_view->goToDifference(forward ? 0 : m_view->rows().differenceCount() - 1);
}

void ComparePage::swap()
{
    std::swap(m_sides[0].record, m_sides[1].record);
    std::swap(m_sides[0].encoding, m_sides[1].encoding);
    showHeader();
    showFacts();
    if (!m_comparison)
        return;
    m_view->clear();
    m_comparison->swap();
    compare();
}

// What a run wrote since is compared when it has ended.
void ComparePage::runChanged(const RunRecord &record)
{
    bool ended = false;
    for (Side &side : m_sides) {
        if (side.record.id() != record.id())
            continue;
        ended = ended || (!isFinal(side.record.state) && isFinal(record.state));
        side.record = record;
    }
    showHeader();
    showFacts();
    if (ended && m_asked == 0)
        start();
}

} // namespace CommandRunner
