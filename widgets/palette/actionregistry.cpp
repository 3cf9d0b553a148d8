// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/actionregistry.h"

#include "widgets/icons/glyphicon.h"

#include <QWidget>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
constexpr auto sectionProperty = "commandrunnerSection";
constexpr auto defaultsProperty = "commandrunnerKeys";
} // namespace

ActionRegistry::ActionRegistry(QWidget *window) : QObject(window), m_window(window) {}

QAction *ActionRegistry::add(const ActionSpec &spec)
{
    Q_ASSERT(!spec.id.isEmpty() && !action(spec.id));
    auto *result = new QAction(glyphIcon(spec.icon), spec.text, m_window);
    result->setObjectName(spec.id);
    result->setProperty(sectionProperty, spec.section);
    result->setShortcuts(spec.shortcuts);
    result->setStatusTip(spec.description);
    m_window->addAction(result);
    m_actions.append(result);
    apply(result);
    return result;
}

// The keys that it came with are remembered when it is seen for the first time.
void ActionRegistry::apply(QAction *action)
{
    if (!action->property(defaultsProperty).isValid())
        action->setProperty(defaultsProperty, QVariant::fromValue(action->shortcuts()));
    const auto own = m_keys.constFind(id(action));
    const QList<QKeySequence> keys = own != m_keys.cend() ? *own : defaultKeys(id(action));
    if (keys != action->shortcuts())
        action->setShortcuts(keys);
    showKeys(action);
}

void ActionRegistry::showKeys(QAction *action)
{
    const QString keys = shortcutText(action);
    const QString about = action->statusTip();
    action->setToolTip(keys.isEmpty() ? about : u"%1 (%2)"_s.arg(about, keys));
}

void ActionRegistry::setKeys(const QString &id, const QList<QKeySequence> &keys)
{
    if (keys == defaultKeys(id))
        m_keys.remove(id);
    else
        m_keys.insert(id, keys);
    if (QAction *known = action(id))
        apply(known);
    Q_EMIT keysChanged();
}

void ActionRegistry::resetKeys(const QString &id)
{
    setKeys(id, defaultKeys(id));
}

QList<QKeySequence> ActionRegistry::defaultKeys(const QString &id) const
{
    const QAction *known = action(id);
    return known ? known->property(defaultsProperty).value<QList<QKeySequence>>()
                 : QList<QKeySequence>();
}

QVariantMap ActionRegistry::ownKeys() const
{
    QVariantMap keys;
    for (auto own = m_keys.cbegin(); own != m_keys.cend(); ++own)
        keys.insert(own.key(), QKeySequence::listToString(*own, QKeySequence::PortableText));
    return keys;
}

void ActionRegistry::setOwnKeys(const QVariantMap &keys)
{
    m_keys.clear();
    for (auto own = keys.cbegin(); own != keys.cend(); ++own) {
        QList<QKeySequence> list = QKeySequence::listFromString(own->toString(),
                                                                QKeySequence::PortableText);
        list.removeIf([](const QKeySequence &each) {
            return each.isEmpty() || each[0].key() == Qt::Key_unknown;
        });
        if (!list.isEmpty() || own->toString().isEmpty())
            m_keys.insert(own.key(), list);
    }
    for (QAction *each : std::as_const(m_actions))
        apply(each);
    Q_EMIT keysChanged();
}

QList<QAction *> ActionRegistry::conflicts(const QAction *action, const QKeySequence &keys) const
{
    QList<QAction *> others;
    const auto isEverywhere = [](const QAction *each) {
        return each->shortcutContext() == Qt::WindowShortcut
            || each->shortcutContext() == Qt::ApplicationShortcut;
    };
    for (QAction *other : m_actions) {
        const bool meet = isEverywhere(action) || isEverywhere(other)
            || action->parent() == other->parent();
        if (other != action && meet && other->shortcuts().contains(keys))
            others.append(other);
    }
    return others;
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
    apply(action);
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
