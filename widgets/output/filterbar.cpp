// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/filterbar.h"

#include "core/output/outputdocument.h"
#include "widgets/output/filterrow.h"
#include "widgets/output/lenscontroller.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

FilterBar::FilterBar(LensController &controller, QWidget *parent)
    : QWidget(parent),
      m_controller(controller),
      m_layout(new QVBoxLayout(this)),
      m_any(new QComboBox(this))
{
    setAccessibleName(tr("Filters of lines"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    auto *only = new QPushButton(tr("Only Lines With…"), this);
    auto *without = new QPushButton(tr("Without Lines With…"), this);
    auto *closeButton = new QToolButton(this);
    closeButton->setText(u"✕"_s);
    closeButton->setAutoRaise(true);
    closeButton->setFocusPolicy(Qt::TabFocus);
    closeButton->setAccessibleName(tr("Close the filters"));
    closeButton->setToolTip(tr("Close this bar; the filters stay (Esc)"));
    m_any->addItem(tr("Lines must match all of them"));
    m_any->addItem(tr("Lines must match one of them"));
    m_any->setAccessibleName(tr("Several filters"));
    for (QPushButton *button : {only, without})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    buttons->setContentsMargins(space, space / 2, space, space / 2);
    buttons->addWidget(only);
    buttons->addWidget(without);
    buttons->addWidget(m_any);
    buttons->addStretch(1);
    buttons->addWidget(closeButton);
    m_layout->addLayout(buttons);
    setVisible(false);

    connect(only, &QPushButton::clicked, this, [this] { add(LineFilter::Kind::Include); });
    connect(without, &QPushButton::clicked, this, [this] { add(LineFilter::Kind::Exclude); });
    connect(closeButton, &QToolButton::clicked, this, &FilterBar::close);
    connect(m_any, &QComboBox::currentIndexChanged, this, &FilterBar::takeFilters);
    connect(&controller, &LensController::changed, this, &FilterBar::showFilters);
    connect(&controller, &LensController::countsChanged, this, &FilterBar::showCounts);
    showFilters();
}

void FilterBar::open()
{
    setVisible(true);
    if (m_rows.isEmpty())
        add(LineFilter::Kind::Include);
    m_rows.constLast()->field()->setFocus(Qt::ShortcutFocusReason);
    m_rows.constLast()->field()->selectAll();
}

void FilterBar::close()
{
    for (FilterRow *row : QList(m_rows)) {
        if (row->filter().pattern.text.isEmpty())
            remove(row);
    }
    setVisible(false);
    Q_EMIT closed();
}

void FilterBar::add(LineFilter::Kind kind)
{
    LineFilter filter;
    filter.kind = kind;
    addRow(filter);
    m_rows.constLast()->field()->setFocus(Qt::OtherFocusReason);
    takeFilters();
}

void FilterBar::addRow(const LineFilter &filter)
{
    auto *row = new FilterRow(filter, this);
    m_layout->insertWidget(int(m_rows.size()), row);
    m_rows.append(row);
    connect(row, &FilterRow::changed, this, &FilterBar::takeFilters);
    connect(row, &FilterRow::removeRequested, this, [this, row] {
        const qsizetype place = m_rows.indexOf(row);
        remove(row);
        if (!m_rows.isEmpty())
            m_rows.at(std::min(place, m_rows.size() - 1))->field()->setFocus();
    });
}

void FilterBar::remove(FilterRow *row)
{
    m_rows.removeOne(row);
    m_layout->removeWidget(row);
    row->hide();
    row->deleteLater();
    takeFilters();
}

// Somebody else changed them.
void FilterBar::showFilters()
{
    if (m_taking)
        return;
    m_taking = true;
    const LineFilters &filters = m_controller.filters();
    for (FilterRow *row : std::exchange(m_rows, {})) {
        m_layout->removeWidget(row);
        delete row;
    }
    for (const LineFilter &filter : filters.filters)
        addRow(filter);
    m_any->setCurrentIndex(filters.anyInclude ? 1 : 0);
    m_taking = false;
    updateAny();
    showCounts();
}

void FilterBar::takeFilters()
{
    if (m_taking)
        return;
    m_taking = true;
    LineFilters filters;
    filters.anyInclude = m_any->currentIndex() == 1;
    for (const FilterRow *row : std::as_const(m_rows))
        filters.filters.append(row->filter());
    m_controller.setFilters(filters);
    m_taking = false;
    updateAny();
    showCounts();
}

void FilterBar::updateAny()
{
    int inclusions = 0;
    for (const FilterRow *row : std::as_const(m_rows))
        inclusions += row->filter().kind == LineFilter::Kind::Include ? 1 : 0;
    m_any->setVisible(inclusions > 1);
}

void FilterBar::showCounts()
{
    for (FilterRow *row : std::as_const(m_rows)) {
        const OutputDocument *document = m_controller.document();
        row->showState(document ? document->lens().stateOf(row->filter().pattern)
                                : OutputLens::PatternState());
    }
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        add(event->modifiers() & Qt::ShiftModifier ? LineFilter::Kind::Exclude
                                                   : LineFilter::Kind::Include);
    else
        QWidget::keyPressEvent(event);
}

} // namespace CommandRunner
