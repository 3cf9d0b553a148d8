// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/findbar.h"

#include "core/output/outputdocument.h"
#include "widgets/common/clearbutton.h"
#include "widgets/common/format.h"
#include "widgets/output/outputview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

FindBar::FindBar(OutputView *view, QWidget *parent)
    : QWidget(parent),
      m_view(view),
      m_field(new QLineEdit(this)),
      m_count(new QLabel(this))
{
    m_field->setPlaceholderText(tr("Find in the output"));
    m_field->setAccessibleName(tr("Find in the output"));
    addClearButton(m_field);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 40);
    m_count->setAccessibleName(tr("Matches"));
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(u"000,000 of 000,000"_s));

    const auto button = [this](Qt::ArrowType arrow, const QString &name, bool backwards) {
        auto *result = new QToolButton(this);
        result->setArrowType(arrow);
        result->setAutoRaise(true);
        result->setAccessibleName(name);
        result->setToolTip(name);
        result->setFocusPolicy(Qt::TabFocus);
        connect(result, &QToolButton::clicked, this, [this, backwards] { findNext(backwards); });
        return result;
    };
    auto *closeButton = new QToolButton(this);
    closeButton->setText(u"✕"_s);
    closeButton->setAutoRaise(true);
    closeButton->setAccessibleName(tr("Close the search"));
    closeButton->setToolTip(tr("Close the search (Esc)"));
    closeButton->setFocusPolicy(Qt::TabFocus);

    auto *layout = new QHBoxLayout(this);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(space, space / 2, space, space / 2);
    layout->addWidget(m_field);
    layout->addWidget(button(Qt::UpArrow, tr("Previous match (Shift+F3)"), true));
    layout->addWidget(button(Qt::DownArrow, tr("Next match (F3)"), false));
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(closeButton);
    setVisible(false);
    setFocusProxy(m_field);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::needleChanged);
    connect(closeButton, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::setDocument(OutputDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document)
        connect(document, &OutputDocument::searchChanged, this, &FindBar::searchMoved);
    if (isVisible())
        needleChanged(m_field->text());
}

void FindBar::open(const QString &text)
{
    const bool wasClosed = isHidden();
    setVisible(true);
    if (!text.isEmpty() && text != m_field->text())
        m_field->setText(text);
    else if (wasClosed)
        needleChanged(m_field->text());
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::close()
{
    setVisible(false);
    m_view->setNeedle({});
    if (m_document)
        m_document->find(FindQuery());
    m_view->setFocus(Qt::OtherFocusReason);
}

void FindBar::needleChanged(const QString &needle)
{
    m_firstWanted = !needle.isEmpty();
    m_view->setNeedle(needle);
    if (m_document)
        m_document->find(needle);
    showCount();
}

void FindBar::searchMoved()
{
    if (m_firstWanted && m_document && m_document->matchCount() > 0) {
        // Matches come from the log's start: wait for one at or below what is seen, or for the end
        // of the search.
        const qint64 seen = m_document->rowCount() > 0 ? m_document->row(m_view->topRow()).line : 0;
        if (m_document->nextMatch(seen - 1, false) >= seen || !m_document->isSearching()) {
            m_firstWanted = false;
            m_view->findNext(false);
        }
    }
    showCount();
}

void FindBar::findNext(bool backwards)
{
    if (isHidden()) {
        open();
        return;
    }
    m_firstWanted = false;
    m_view->findNext(backwards);
    showCount();
}

QString FindBar::countText() const
{
    return m_count->text();
}

void FindBar::showCount()
{
    QString text;
    if (m_document && !m_field->text().isEmpty()) {
        const qint64 count = m_document->matchCount();
        if (count == 0)
            text = m_document->isSearching() ? tr("Searching…") : tr("No match");
        else if (m_view->currentMatch() >= 0)
            text = tr("%1 of %2", "the third match of 98")
                       .arg(numberText(m_document->matchesBefore(m_view->currentMatch()) + 1),
                            numberText(count));
        else
            text = count == 1 ? tr("1 line")
                              : tr("%Ln lines", nullptr, int(std::min<qint64>(count, INT_MAX)));
    }
    m_count->setText(text);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        findNext(event->modifiers() & Qt::ShiftModifier);
    else
        QWidget::keyPressEvent(event);
}

} // namespace CommandRunner
