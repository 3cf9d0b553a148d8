// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/filterrow.h"

#include "core/output/linelens.h"
#include "widgets/common/clearbutton.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/output/rulepresentation.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStyle>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

FilterRow::FilterRow(const LineFilter &filter, QWidget *parent)
    : QWidget(parent),
      m_enabled(new QCheckBox(this)),
      m_kind(new QComboBox(this)),
      m_field(new QLineEdit(this)),
      m_caseSensitive(createToggle(u"Aa"_s, tr("Match case"), tr("Upper and lower case count"))),
      m_regex(createToggle(u".*"_s, tr("Regular expression"),
                           tr("The text is a regular expression (PCRE2)"))),
      m_before(createContext(tr("Lines before"))),
      m_after(createContext(tr("Lines after"))),
      m_count(new QLabel(this)),
      m_rest(filter.pattern)
{
    m_enabled->setChecked(filter.enabled);
    m_enabled->setAccessibleName(tr("Filter is on"));
    m_enabled->setToolTip(tr("Switch this filter on or off"));
    m_kind->addItem(tr("Only lines with"));
    m_kind->addItem(tr("Without lines with"));
    m_kind->setCurrentIndex(filter.kind == LineFilter::Kind::Include ? 0 : 1);
    m_kind->setAccessibleName(tr("Kind of filter"));
    m_field->setText(filter.pattern.text);
    m_field->setAccessibleName(tr("Text of the filter"));
    m_field->setPlaceholderText(tr("Text that lines hold"));
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 24);
    addClearButton(m_field);
    m_caseSensitive->setChecked(filter.pattern.caseSensitive);
    m_regex->setChecked(filter.pattern.regex);
    m_before->setValue(filter.before);
    m_after->setValue(filter.after);
    m_count->setAccessibleName(tr("Lines that match"));
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(u"00,000,000 …"_s));
    auto *removeButton = new QToolButton(this);
    removeButton->setText(u"✕"_s);
    removeButton->setAutoRaise(true);
    removeButton->setFocusPolicy(Qt::TabFocus);
    removeButton->setAccessibleName(tr("Remove the filter"));
    removeButton->setToolTip(tr("Remove the filter"));

    auto *layout = new QHBoxLayout(this);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(space, space / 4, space, space / 4);
    layout->setSpacing(space);
    for (QWidget *widget : {static_cast<QWidget *>(m_enabled), static_cast<QWidget *>(m_kind)})
        layout->addWidget(widget);
    layout->addWidget(m_field, 1);
    for (QWidget *widget : QList<QWidget *>{m_caseSensitive, m_regex, m_before, m_after})
        layout->addWidget(widget);
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(removeButton);
    setFocusProxy(m_field);

    connect(m_enabled, &QCheckBox::toggled, this, &FilterRow::update);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FilterRow::update);
    connect(m_field, &QLineEdit::textChanged, this, &FilterRow::update);
    connect(m_caseSensitive, &QToolButton::toggled, this, &FilterRow::update);
    connect(m_regex, &QToolButton::toggled, this, &FilterRow::update);
    connect(m_before, &QSpinBox::valueChanged, this, &FilterRow::update);
    connect(m_after, &QSpinBox::valueChanged, this, &FilterRow::update);
    connect(removeButton, &QToolButton::clicked, this, &FilterRow::removeRequested);
    update();
}

QToolButton *FilterRow::createToggle(const QString &text, const QString &name,
                                     const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    return button;
}

QSpinBox *FilterRow::createContext(const QString &name)
{
    auto *box = new QSpinBox(this);
    box->setRange(0, LensPlane::maximumContext);
    box->setAccessibleName(name);
    box->setToolTip(name == tr("Lines before") ? tr("Lines to show before each match")
                                               : tr("Lines to show after each match"));
    box->setPrefix(name == tr("Lines before") ? u"−"_s : u"+"_s);
    return box;
}

LineFilter FilterRow::filter() const
{
    LineFilter result;
    result.kind = m_kind->currentIndex() == 0 ? LineFilter::Kind::Include
                                              : LineFilter::Kind::Exclude;
    result.pattern = m_rest;
    result.pattern.text = m_field->text();
    result.pattern.regex = m_regex->isChecked();
    result.pattern.caseSensitive = m_caseSensitive->isChecked();
    result.enabled = m_enabled->isChecked();
    if (result.kind == LineFilter::Kind::Include) {
        result.before = m_before->value();
        result.after = m_after->value();
    }
    return result;
}

QString FilterRow::problem() const
{
    const LineFilter now = filter();
    return now.pattern.text.isEmpty() ? QString() : problemText(problemOf(now.pattern));
}

QString FilterRow::countText() const
{
    return m_count->text();
}

void FilterRow::update()
{
    const LineFilter now = filter();
    const bool include = now.kind == LineFilter::Kind::Include;
    m_before->setEnabled(include);
    m_after->setEnabled(include);
    markProblem(m_field, now.pattern.text.isEmpty() ? std::nullopt : problemOf(now.pattern));
    Q_EMIT changed();
}

void FilterRow::showState(const OutputLens::PatternState &state)
{
    const LineFilter now = filter();
    const QString wrong = problem();
    const QString hard = gaveUpText(state);
    QPalette colours = palette();
    if (!wrong.isEmpty() || !hard.isEmpty())
        colours.setColor(QPalette::WindowText,
                         semanticColor(wrong.isEmpty() ? SemanticColor::Caution
                                                       : SemanticColor::Bad,
                                       palette()));
    m_count->setPalette(colours);
    if (!wrong.isEmpty())
        m_count->setText(wrong);
    else if (!now.isActive())
        m_count->setText(QString());
    else
        m_count->setText(hard.isEmpty() ? CommandRunner::countText(state)
                                        : tr("! %1").arg(CommandRunner::countText(state)));
    m_count->setToolTip(hard);
}

} // namespace CommandRunner
