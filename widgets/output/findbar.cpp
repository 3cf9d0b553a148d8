// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/findbar.h"

#include "core/output/outputdocument.h"
#include "widgets/common/clearbutton.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
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
      m_count(new QLabel(this)),
      m_caseSensitive(createToggle(u"Aa"_s, tr("Match case"),
                                   tr("Upper and lower case count; without it only when the text "
                                      "holds a capital letter"),
                                   Qt::Key_C)),
      m_wholeWord(createToggle(u"W"_s, tr("Whole words"), tr("Only whole words"), Qt::Key_W)),
      m_expression(createToggle(u".*"_s, tr("Regular expression"),
                                tr("The text is a regular expression (PCRE2)"), Qt::Key_X))
{
    QFont underlined = m_wholeWord->font();
    underlined.setUnderline(true);
    m_wholeWord->setFont(underlined);
    m_field->installEventFilter(this);
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
    layout->addWidget(m_caseSensitive);
    layout->addWidget(m_wholeWord);
    layout->addWidget(m_expression);
    layout->addWidget(button(Qt::UpArrow, tr("Previous match (Shift+F3)"), true));
    layout->addWidget(button(Qt::DownArrow, tr("Next match (F3)"), false));
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(closeButton);
    setVisible(false);
    setFocusProxy(m_field);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::queryChanged);
    connect(closeButton, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::setDocument(OutputDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document)
        connect(document, &OutputDocument::searchChanged, this, &FindBar::searchMoved);
    if (!isVisible())
        return;
    queryChanged();
    m_firstWanted = false; // nobody typed: the view stays where it is
}

void FindBar::open(const QString &text)
{
    const bool wasClosed = isHidden();
    setVisible(true);
    if (!text.isEmpty() && text != m_field->text())
        m_field->setText(text);
    else if (wasClosed)
        queryChanged();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::close()
{
    setVisible(false);
    m_view->setQuery({});
    if (m_document)
        m_document->find(FindQuery());
    m_view->setFocus(Qt::OtherFocusReason);
}

FindQuery FindBar::query() const
{
    return {.text = m_field->text(),
            .regularExpression = m_expression->isChecked(),
            .caseSensitive = m_caseSensitive->isChecked(),
            .wholeWord = m_wholeWord->isChecked()};
}

QString FindBar::problem() const
{
    const auto problem = problemOf(query());
    if (!problem)
        return {};
    return tr("At character %1: %2", "place in a pattern, what is wrong there")
        .arg(problem->position + 1)
        .arg(problem->message);
}

void FindBar::queryChanged()
{
    const FindQuery wanted = query();
    m_firstWanted = !wanted.isEmpty();
    m_view->setQuery(wanted);
    if (m_document)
        m_document->find(wanted);
    showCount();
}

void FindBar::setView(OutputView *view)
{
    if (view == m_view)
        return;
    if (isVisible()) {
        m_view->setQuery({});
        view->setQuery(query());
    }
    m_view = view;
    showCount();
}

QToolButton *FindBar::createToggle(const QString &text, const QString &name, const QString &toolTip,
                                   Qt::Key key)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(name);
    button->setToolTip(tr("%1 (%2)", "what it does (its shortcut)")
                           .arg(toolTip,
                                QKeySequence(Qt::ALT | key).toString(QKeySequence::NativeText)));
    button->setProperty("key", int(key));
    connect(button, &QToolButton::toggled, this, &FindBar::queryChanged);
    return button;
}

QToolButton *FindBar::toggleOf(const QKeyEvent &event) const
{
    if (event.modifiers() != Qt::AltModifier)
        return nullptr;
    for (QToolButton *button : {m_caseSensitive, m_wholeWord, m_expression}) {
        if (button->property("key").toInt() == event.key())
            return button;
    }
    return nullptr;
}

// Alt and a letter would open a menu: while the field has the keyboard it switches.
bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        if (QToolButton *button = toggleOf(*static_cast<QKeyEvent *>(event))) {
            if (event->type() == QEvent::KeyPress)
                button->toggle();
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
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
    const QString wrong = problem();
    if (!wrong.isEmpty()) {
        text = wrong;
    } else if (m_document && !m_field->text().isEmpty()) {
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
    if (m_document && m_view->currentMatch() >= 0 && m_view->isMatchOutOfSight())
        text = tr("%1, not in what is shown of the line", "the third match of 98").arg(text);
    m_count->setText(text);
    QPalette colors = palette();
    if (!wrong.isEmpty())
        colors.setColor(QPalette::WindowText, semanticColor(SemanticColor::Bad, palette()));
    m_count->setPalette(colors);
    m_field->setAccessibleDescription(wrong);
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
