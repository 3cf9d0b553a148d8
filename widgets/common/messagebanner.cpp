// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/messagebanner.h"

#include "widgets/common/errortext.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

SemanticColor meaningOf(MessageBanner::Kind kind)
{
    switch (kind) {
    case MessageBanner::Kind::Error:
        return SemanticColor::Bad;
    case MessageBanner::Kind::Warning:
        return SemanticColor::Caution;
    case MessageBanner::Kind::Success:
        return SemanticColor::Good;
    case MessageBanner::Kind::Information:
        break;
    }
    return SemanticColor::Active;
}

QString symbolOf(MessageBanner::Kind kind)
{
    switch (kind) {
    case MessageBanner::Kind::Error:
        return u"✕"_s;
    case MessageBanner::Kind::Warning:
        return u"!"_s;
    case MessageBanner::Kind::Success:
        return u"✓"_s;
    case MessageBanner::Kind::Information:
        break;
    }
    return u"i"_s;
}

} // namespace

MessageBanner::MessageBanner(QWidget *parent)
    : QFrame(parent),
      m_symbol(new QLabel(this)),
      m_text(new QLabel(this)),
      m_fold(new QToolButton(this)),
      m_close(new QToolButton(this)),
      m_detail(new QPlainTextEdit(this)),
      m_row(new QHBoxLayout)
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setVisible(false);

    QFont bold = m_symbol->font();
    bold.setBold(true);
    m_symbol->setFont(bold);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_fold->setText(tr("Details"));
    m_fold->setAccessibleName(tr("Details"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setFocusPolicy(Qt::TabFocus);
    m_close->setAutoRaise(true);
    m_close->setText(u"✕"_s); // takes the text colour, unlike the style's pixmap
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setFocusPolicy(Qt::TabFocus);
    m_detail->setReadOnly(true);
    m_detail->setVisible(false);
    m_detail->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_detail->setAccessibleName(tr("Details of the message"));
    m_detail->setTabChangesFocus(true);
    m_detail->setFixedHeight(m_detail->fontMetrics().lineSpacing() * 6);

    m_row->addWidget(m_symbol);
    m_row->addWidget(m_text, 1);
    m_row->addWidget(m_fold);
    m_row->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_row);
    layout->addWidget(m_detail);
    const int around = std::max(
        2, style()->pixelMetric(QStyle::PM_LayoutTopMargin, nullptr, this) / 2);
    layout->setContentsMargins(2 * around, around, 2 * around, around);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_detail->setVisible(open);
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        dismiss();
        Q_EMIT dismissed();
    });
    applyColors();
}

void MessageBanner::showMessage(Kind kind, const QString &text, const QString &detail)
{
    m_kind = kind;
    m_symbol->setText(symbolOf(kind));
    m_text->setText(text);
    m_detail->setPlainText(detail);
    m_fold->setChecked(false);
    m_fold->setVisible(!detail.isEmpty());
    setAccessibleName(text);
    applyColors();
    setVisible(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBanner::showError(const Error &error)
{
    showMessage(Kind::Error, errorText(error), errorDetail(error));
}

void MessageBanner::dismiss()
{
    setVisible(false);
}

void MessageBanner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

QPushButton *MessageBanner::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    m_row->insertWidget(m_row->indexOf(m_fold), button);
    return button;
}

QString MessageBanner::text() const
{
    return m_text->text();
}

QString MessageBanner::detail() const
{
    return m_detail->toPlainText();
}

void MessageBanner::applyColors()
{
    if (m_coloring)
        return;
    m_coloring = true; // setting a palette below sends a PaletteChange back here
    const QPalette around = parentWidget() ? parentWidget()->palette() : palette();
    const QColor color = semanticColor(meaningOf(m_kind), around);
    QPalette own = around;
    const QColor background = mixed(around.color(QPalette::Base), color, 0.1);
    own.setColor(QPalette::Window, background);
    own.setColor(QPalette::WindowText, readableOn(background, around.color(QPalette::WindowText)));
    setPalette(own);
    own.setColor(QPalette::WindowText, readableOn(background, color));
    m_symbol->setPalette(own);
    m_coloring = false;
}

void MessageBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange)
        applyColors();
}

} // namespace CommandRunner
