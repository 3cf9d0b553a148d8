// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/terminalstrip.h"

#include "core/output/outputencoding.h"
#include "core/run/runfollower.h"
#include "widgets/common/messagebanner.h"
#include "widgets/icons/glyphicon.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// While a window is dragged to its size a program need not draw itself for each step.
constexpr int resizeMs = 60;

} // namespace

TerminalStrip::TerminalStrip(OutputPane &pane, QWidget *parent)
    : QWidget(parent),
      m_pane(pane),
      m_offer(new MessageBanner(this)),
      m_text(new QLabel(this)),
      m_typing(new QAction(glyphIcon(u"keyboard"), tr("Type Into the Program"), this)),
      m_openTerminal(new QAction(glyphIcon(u"terminal"), tr("Open in Terminal"), this))
{
    createActions();
    m_text->setTextFormat(Qt::PlainText);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QHBoxLayout(this);
    const int space = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this);
    layout->setContentsMargins(2 * space, space / 2, space, space / 2);
    layout->addWidget(m_text, 1);
    for (QAction *action : actions()) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    }
    const QPushButton *open = m_offer->addButton(m_openTerminal->text());
    connect(open, &QPushButton::clicked, m_openTerminal, &QAction::trigger);

    m_resize.setSingleShot(true);
    m_resize.setInterval(resizeMs);
    connect(&m_pane, &OutputPane::grown, this, &TerminalStrip::updateOffer);
    connect(&m_resize, &QTimer::timeout, this, &TerminalStrip::sendSize);
    connect(&view(), &OutputView::gridChanged, this, [this] {
        if (m_follower)
            m_resize.start();
    });
    connect(&view(), &OutputView::typed, this, &TerminalStrip::send);
    setVisible(false);
}

OutputView &TerminalStrip::view() const
{
    return *m_pane.view();
}

// Keys are ASCII in every encoding that a terminal has; text is in the program's own.
void TerminalStrip::send(const QByteArray &bytes)
{
    if (!m_follower)
        return;
    const bool ascii = std::all_of(bytes.begin(), bytes.end(),
                                   [](char c) { return uchar(c) < 0x80; });
    if (ascii) {
        m_follower->sendInput(bytes);
    } else {
        const auto encoded = encodeText(QString::fromUtf8(bytes), m_pane.inputEncoding());
        m_follower->sendInput(encoded ? *encoded : bytes);
    }
}

void TerminalStrip::createActions()
{
    const auto prepare = [this](QAction *action, const QString &id, const QString &toolTip,
                                const QKeySequence &key) {
        action->setObjectName(id);
        action->setStatusTip(toolTip);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(tr("%1 (%2)", "what it does (its shortcut)")
                               .arg(toolTip, key.toString(QKeySequence::NativeText)));
        m_pane.addAction(action);
    };
    prepare(m_typing, u"output.typing"_s,
            tr("Whether keys go to the program or move in the output"),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    m_typing->setCheckable(true);
    prepare(m_openTerminal, u"output.openTerminal"_s,
            tr("Have this run in a window of your terminal application"),
            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T));
    connect(m_typing, &QAction::toggled, this, [this](bool on) {
        view().setTyping(on);
        update();
        if (on)
            view().setFocus();
    });
    connect(m_openTerminal, &QAction::triggered, this, &TerminalStrip::openTerminalRequested);
}

void TerminalStrip::setFollower(RunFollower *follower)
{
    if (follower == m_follower && follower)
        return;
    m_follower = follower;
    setVisible(follower);
    for (QAction *action : actions())
        action->setEnabled(follower);
    m_readsPassword = follower && follower->inputMode().readsPassword();
    m_sent = {0, 0};
    const bool focused = view().hasFocus();
    m_typing->setChecked(follower);
    if (focused)
        view().setFocus();
    if (follower) {
        connect(follower, &RunFollower::inputModeChanged, this, [this](TerminalInputMode mode) {
            m_readsPassword = mode.readsPassword();
            update();
        });
        m_resize.start();
    }
    update();
    updateOffer();
}

void TerminalStrip::sendSize()
{
    // A pane that was never shown has no size that means anything.
    if (!m_follower || !view().isVisible())
        return;
    const QSize grid = view().grid();
    const TerminalSize size{grid.width(), grid.height()};
    if (std::exchange(m_sent, size) != size)
        m_follower->resize(size);
}

void TerminalStrip::update()
{
    const QString before = m_text->text();
    const QString key = m_typing->shortcut().toString(QKeySequence::NativeText);
    if (m_readsPassword)
        m_text->setText(tr("The program reads a password: what you type is not shown."));
    else if (m_typing->isChecked())
        m_text->setText(tr("Keys go to the program. %1: read instead; F6: leave").arg(key));
    else
        m_text->setText(tr("Keys move in the output. %1: type into the program").arg(key));
    if (m_readsPassword && before != m_text->text()) {
        QAccessibleEvent alert(m_text, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void TerminalStrip::updateOffer()
{
    const bool fills = m_follower && m_pane.document()
        && m_pane.document()->terminalModes().fillsScreen();
    if (std::exchange(m_fillsScreen, fills) == fills)
        return;
    if (fills) {
        m_offer->showMessage(MessageBanner::Kind::Information,
                             tr("This program fills the whole screen, which only a terminal can "
                                "show. It goes on in one as it is; what it prints is kept here."));
    } else {
        m_offer->dismiss();
    }
}

} // namespace CommandRunner
