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
    auto *result = new QAction(glyphIcon(spec.icon), spec.text, m_window);
    result->setShortcuts(spec.shortcuts);
    result->setStatusTip(spec.description);
    enlist(spec.id, spec.section, result);
    return result;
}

void ActionRegistry::adopt(const QString &id, const QString &section, QAction *action)
{
    // Most actions say what they do in their tooltip only.
    if (action->statusTip().isEmpty() && action->toolTip() != name(action))
        action->setStatusTip(action->toolTip());
    enlist(id, section, action);
    connect(action, &QObject::destroyed, this, [this](QObject *gone) { m_actions.removeIf([gone](QAction *a) { return a == gone; }); });
}

void ActionRegistry::enlist(const QString &id, const QString &section, QAction *action)
{
    Q_ASSERT(!id.isEmpty() && !this->action(id));
    action->setObjectName(id);
    action->setProperty(sectionProperty, section);
    const QString keys = shortcutText(action);
    const QString title = keys.isEmpty() ? name(action) : u"%1 (%2)"_s.arg(name(action), keys);
    action->setToolTip(action->statusTip().isEmpty() ? title : title + u'\n' + action->statusTip());
    m_window->addAction(action);
    m_actions.append(action);
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
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText).replace(u"; "_s, u", "_s);
}

} // namespace CommandRunner
