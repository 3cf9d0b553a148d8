// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/palette/actionregistry.h"

#include "widgets/icons/glyphicon.h"

#include <QWidget>

#include <algorithm>

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
    const QList<QKeySequence> keys = own != m_keys.cend()
        ? *own
        : action->property(defaultsProperty).value<QList<QKeySequence>>();
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
    if (PaneAction *pane = paneAction(id))
        apply(*pane);
    Q_EMIT keysChanged();
}

void ActionRegistry::resetKeys(const QString &id)
{
    setKeys(id, defaultKeys(id));
}

QList<QKeySequence> ActionRegistry::defaultKeys(const QString &id) const
{
    if (const PaneAction *pane = paneAction(id))
        return pane->defaults;
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
    for (PaneAction &each : m_paneActions)
        apply(each);
    Q_EMIT keysChanged();
}

QList<ListedAction> ActionRegistry::conflicts(const QString &id, const QKeySequence &keys) const
{
    const auto wanted = find(id);
    if (!wanted || keys.isEmpty())
        return {};
    QList<ListedAction> others = listed();
    others.removeIf([&](const ListedAction &other) {
        const bool samePlace = wanted->place.isEmpty() || other.place.isEmpty()
            || wanted->place == other.place;
        const bool sameKeys = std::ranges::any_of(other.keys, [&keys](const QKeySequence &theirs) {
            return meet(theirs, keys);
        });
        return other.id == id || !samePlace || !sameKeys;
    });
    return others;
}

bool ActionRegistry::meet(const QKeySequence &one, const QKeySequence &other)
{
    return one.matches(other) != QKeySequence::NoMatch
        || other.matches(one) != QKeySequence::NoMatch;
}

void ActionRegistry::adopt(const QString &section, QAction *action, const QString &icon)
{
    Q_ASSERT(!id(action).isEmpty() && !this->action(id(action)));
    prepare(action, section);
    if (!icon.isEmpty())
        action->setIcon(glyphIcon(icon));
    m_actions.append(action);
    apply(action);
    connect(action, &QObject::destroyed, this, [this](QObject *gone) {
        m_actions.removeIf([gone](QAction *a) { return a == gone; });
    });
}

// What it does is said without its keys, which may change.
void ActionRegistry::prepare(QAction *action, const QString &section)
{
    action->setProperty(sectionProperty, section);
    if (action->statusTip().isEmpty()) {
        QString about = action->toolTip();
        const QString keys = u" (%1)"_s.arg(action->shortcut().toString(QKeySequence::NativeText));
        if (about.endsWith(keys))
            about.chop(keys.size());
        action->setStatusTip(about);
    }
}

void ActionRegistry::adoptPane(const QString &place, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        Q_ASSERT(!id(action).isEmpty() && !this->action(id(action)));
        prepare(action, place);
        PaneAction *known = paneAction(id(action));
        if (!known) {
            ListedAction about{
                id(action),         place, place, name(action), action->statusTip(), action->icon(),
                action->shortcuts()};
            m_paneActions.append({about, action->shortcuts(), {}});
            known = &m_paneActions.last();
        }
        known->live.removeAll(nullptr);
        known->live.append(action);
        apply(*known);
    }
}

void ActionRegistry::apply(PaneAction &pane)
{
    pane.known.keys = m_keys.value(pane.known.id, pane.defaults);
    for (const QPointer<QAction> &action : std::as_const(pane.live)) {
        if (action)
            apply(action.data());
    }
}

bool ActionRegistry::knowsPane(const QString &place) const
{
    return std::ranges::any_of(m_paneActions, [&place](const PaneAction &each) {
        return each.known.place == place;
    });
}

ActionRegistry::PaneAction *ActionRegistry::paneAction(const QString &id)
{
    return const_cast<PaneAction *>(std::as_const(*this).paneAction(id));
}

const ActionRegistry::PaneAction *ActionRegistry::paneAction(const QString &id) const
{
    const auto found = std::ranges::find_if(m_paneActions, [&id](const PaneAction &each) {
        return each.known.id == id;
    });
    return found == m_paneActions.cend() ? nullptr : &*found;
}

void ActionRegistry::namePlace(const QWidget *widget, const QString &place)
{
    m_places.insert(widget, place);
}

QString ActionRegistry::place(const QAction *action) const
{
    if (action->shortcutContext() == Qt::WindowShortcut
        || action->shortcutContext() == Qt::ApplicationShortcut)
        return {};
    for (const QObject *at = action->parent(); at; at = at->parent()) {
        if (const auto known = m_places.constFind(at); known != m_places.cend())
            return *known;
    }
    return section(action);
}

ListedAction ActionRegistry::listed(const QAction *action) const
{
    return {id(action),          section(action), place(action),      name(action),
            action->statusTip(), action->icon(),  action->shortcuts()};
}

QList<ListedAction> ActionRegistry::listed() const
{
    QList<ListedAction> result;
    for (const QAction *action : m_actions)
        result.append(listed(action));
    for (const PaneAction &pane : m_paneActions)
        result.append(pane.known);
    return result;
}

std::optional<ListedAction> ActionRegistry::find(const QString &id) const
{
    if (const QAction *known = action(id))
        return listed(known);
    const PaneAction *pane = paneAction(id);
    return pane ? std::optional(pane->known) : std::nullopt;
}

QAction *ActionRegistry::action(const QString &id) const
{
    for (QAction *candidate : m_actions) {
        if (candidate->objectName() == id)
            return candidate;
    }
    return nullptr;
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
    return shortcutText(action->shortcuts());
}

QString ActionRegistry::shortcutText(const QList<QKeySequence> &keys)
{
    return QKeySequence::listToString(keys, QKeySequence::NativeText).replace(u"; "_s, u", "_s);
}

} // namespace CommandRunner
