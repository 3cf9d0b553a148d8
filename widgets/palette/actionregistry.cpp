// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/actionregistry.h"

#include "widgets/icons/glyphicon.h"

#include <QWidget>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr auto sectionProperty = "commandrunnerSection";
}

ActionRegistry::ActionRegistry(QWidget *window) : QObject(window), m_window(window) {}

QAction *ActionRegistry::add(const ActionSpec &spec)
{
    Q_ASSERT(!spec.id.isEmpty() && !action(spec.id));
    auto *result = new QAction(glyphIcon(spec.icon), spec.text, m_window);
    result->setObjectName(spec.id);
    result->setProperty(sectionProperty, spec.section);
    result->setShortcuts(spec.shortcuts);
    result->setStatusTip(spec.description);
    const QString keys = shortcutText(result);
    result->setToolTip(keys.isEmpty() ? spec.description
                                      : u"%1 (%2)"_s.arg(spec.description, keys));
    m_window->addAction(result);
    m_actions.append(result);
    return result;
}

void ActionRegistry::adopt(const QString &section, QAction *action, const QString &icon)
{
    Q_ASSERT(!id(action).isEmpty() && !this->action(id(action)));
    action->setProperty(sectionProperty, section);
    if (!icon.isEmpty())
        action->setIcon(glyphIcon(icon));
    if (action->statusTip().isEmpty()) {
        QString about = action->toolTip();
        const QString keys = u" (%1)"_s.arg(action->shortcut().toString(QKeySequence::NativeText));
        if (about.endsWith(keys))
            about.chop(keys.size());
        action->setStatusTip(about);
    }
    m_actions.append(action);
    connect(action, &QObject::destroyed, this, [this](QObject *gone) {
        m_actions.removeIf([gone](QAction *a) { return a == gone; });
    });
}

QAction *ActionRegistry::action(const QString &id) const
{
    for (QAction *candidate : m_actions) {
        if (candidate->objectName() == id)
            return candidate;
    }
    return nullptr;
}

QStringList ActionRegistry::sections() const
{
    QStringList result;
    for (const QAction *candidate : m_actions) {
        if (!result.contains(section(candidate)))
            result.append(section(candidate));
    }
    return result;
}

QString ActionRegistry::id(const QAction *action)
{
    return action->objectName();
}

QString ActionRegistry::section(const QAction *action)
{
    return action->property(sectionProperty).toString();
}

QString ActionRegistry::name(const QAction *action)
{
    QString text = action->text();
    text.replace(u"&&"_s, u"\x1"_s).remove(u'&').replace(u'\x1', u'&');
    if (text.endsWith(u'…'))
        text.chop(1);
    return text.trimmed();
}

QString ActionRegistry::shortcutText(const QAction *action)
{
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)
        .replace(u"; "_s, u", "_s);
}

} // namespace CommandRunner
