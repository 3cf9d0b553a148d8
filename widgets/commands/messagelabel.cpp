// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/messagelabel.h"

#include "widgets/common/runstatepresentation.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QGuiApplication>

namespace CommandRunner {

using namespace Qt::StringLiterals;

MessageLabel::MessageLabel(Kind kind, QWidget *parent) : QLabel(parent), m_kind(kind)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setVisible(false);
    updateColor();
}

void MessageLabel::setMessage(const QString &message)
{
    m_message = message;
    const QString symbol = m_kind == Kind::Problem ? u"✕ "_s
        : m_kind == Kind::Caution                  ? u"⚠ "_s
                                                   : QString();
    setText(message.isEmpty() ? QString() : symbol + message);
    setAccessibleName(message);
    setVisible(!message.isEmpty());
}

void MessageLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    // Our own setPalette() sends the same event.
    if (event->type() == QEvent::PaletteChange && !m_updating)
        updateColor();
}

void MessageLabel::updateColor()
{
    m_updating = true;
    // Not from our own palette: it holds the colour that was set before.
    const QPalette base = parentWidget() ? parentWidget()->palette() : QGuiApplication::palette();
    QPalette own = palette();
    const QColor window = base.color(QPalette::Window);
    switch (m_kind) {
    case Kind::Problem:
        own.setColor(QPalette::WindowText, semanticColor(SemanticColor::Bad, base));
        break;
    case Kind::Caution:
        own.setColor(QPalette::WindowText, semanticColor(SemanticColor::Caution, base));
        break;
    case Kind::Hint:
        own.setColor(QPalette::WindowText,
                     readableOn(window, base.color(QPalette::PlaceholderText)));
        break;
    }
    setPalette(own);
    m_updating = false;
}

} // namespace CommandRunner
