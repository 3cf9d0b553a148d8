// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mailbox.h"

#include <QCoreApplication>
#include <QEvent>

namespace CommandRunner {

namespace {

// One event for one call: between two calls other events get their turn.
QEvent::Type callEvent()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

} // namespace

Mailbox::~Mailbox()
{
    std::deque<std::function<void()>> dropped;
    const std::scoped_lock lock(m_mutex);
    dropped.swap(m_calls);
}

void Mailbox::post(std::function<void()> call)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_calls.push_back(std::move(call));
    }
    QCoreApplication::postEvent(this, new QEvent(callEvent()));
}

bool Mailbox::event(QEvent *event)
{
    if (event->type() != callEvent())
        return QObject::event(event);
    std::function<void()> call;
    {
        const std::scoped_lock lock(m_mutex);
        call = std::move(m_calls.front());
        m_calls.pop_front();
    }
    call(); // may delete us
    return true;
}

} // namespace CommandRunner
