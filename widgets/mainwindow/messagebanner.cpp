// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/messagebanner.h"

#include "widgets/common/errortext.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"
#include "widgets/icons/glyphicon.h"

#include <QAccessible>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

SemanticColor meaning(MessageBanner::Kind kind)
{
    switch (kind) {
    case MessageBanner::Kind::Error:
        return SemanticColor::Bad;
    case MessageBanner::Kind::Warning:
        return SemanticColor::Caution;
    case MessageBanner::Kind::Information:
        break;
    }
    return SemanticColor::Active;
}

} // namespace

MessageBanner::MessageBanner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_more(new QToolButton(this))
    , m_button(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setAccessibleName(tr("Message"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setTextFormat(Qt::PlainText);
    m_text->setTextFormat(Qt::PlainText);
    m_more->setText(tr("Details"));
    m_more->setAccessibleName(tr("Details"));
    m_more->setToolTip(tr("Shows the technical text"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_close->setIcon(glyphIcon(u"close"_s));
    m_close->setAccessibleName(tr("Dismiss message"));
    m_close->setToolTip(tr("Dismiss this message"));
    m_close->setAutoRaise(true);

    auto *layout = new QGridLayout(this);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_text, 0, 1);
    layout->addWidget(m_button, 0, 2, Qt::AlignTop);
    layout->addWidget(m_more, 0, 3, Qt::AlignTop);
    layout->addWidget(m_close, 0, 4, Qt::AlignTop);
    layout->addWidget(m_detail, 1, 1, 1, 4);
    layout->setColumnStretch(1, 1);

    connect(m_more, &QToolButton::toggled, m_detail, &QWidget::setVisible);
    connect(m_close, &QToolButton::clicked, this, &MessageBanner::dismiss);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const std::function<void()> action = m_action;
        dismiss();
        if (action)
            action();
    });
    hide();
}

void MessageBanner::showMessage(Kind kind, const QString &text, const QString &detail)
{
    m_kind = kind;
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(glyphIcon(kind == Kind::Error ? u"error"_s : kind == Kind::Warning ? u"warning"_s : u"about"_s).pixmap(extent));
    m_text->setText(text);
    m_detail->setText(detail);
    m_more->setChecked(false);
    m_more->setVisible(!detail.isEmpty());
    m_detail->hide();
    m_button->hide();
    m_action = {};
    setAccessibleDescription(text);
    show();
    update();
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

void MessageBanner::showError(const Error &error)
{
    showMessage(Kind::Error, errorText(error), errorDetail(error));
}

void MessageBanner::offer(const QString &buttonText, std::function<void()> action)
{
    m_button->setText(buttonText);
    m_action = std::move(action);
    m_button->show();
}

void MessageBanner::dismiss()
{
    hide();
    m_action = {};
}

QString MessageBanner::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBanner::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void MessageBanner::paintEvent(QPaintEvent *)
{
    // A tint of the window's own colour keeps the text readable in any theme; the bar at the side carries the colour.
    QPainter painter(this);
    const QColor colour = semanticColor(meaning(m_kind), palette());
    painter.fillRect(rect(), mixed(palette().color(QPalette::Window), colour, 0.10));
    const int bar = qMax(3, fontMetrics().averageCharWidth() / 2);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, bar, height())), colour);
}

} // namespace CommandRunner
