// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <QVariantMap>

namespace CommandRunner {

// All that makes up one action; every text is translated already.
struct ActionSpec {
    QString id;      // "run.stop": stable over versions and languages
    QString section; // the menu it stands in, without mnemonic: "Run"
    QString text;    // with mnemonic and "…" where a question follows
    QString icon;    // a name of resources/icons
    QList<QKeySequence> shortcuts;
    QString description; // one sentence without full stop: what it does
};

// The one list of what the window can do. Menus, palette and the list of shortcuts all read it, so
// that none of them forgets anything.
class ActionRegistry final : public QObject
{
    Q_OBJECT
public:
    // The actions become the window's children and its shortcuts.
    explicit ActionRegistry(QWidget *window);

    // `id` must be new.
    QAction *add(const ActionSpec &spec);
    // Lists an action that a page made and owns: its objectName is the id, its tooltip what it
    // does. It leaves the list when it dies. Its keys stay where the page put them.
    void adopt(const QString &section, QAction *action, const QString &icon = {});

    // Keys that a person chose instead of those that an action came with; remembered for actions
    // that are adopted later, too. An empty list: none.
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    void resetKeys(const QString &id);
    bool hasOwnKeys(const QString &id) const { return m_keys.contains(id); }
    QList<QKeySequence> defaultKeys(const QString &id) const;
    // For the settings: id → "Ctrl+R; F5" in portable text. What makes no sense is left out.
    QVariantMap ownKeys() const;
    void setOwnKeys(const QVariantMap &keys);
    // Others that answer to these keys where `action` does: Qt would run neither of them.
    QList<QAction *> conflicts(const QAction *action, const QKeySequence &keys) const;

    QAction *action(const QString &id) const; // null when there is none
    QList<QAction *> actions() const { return m_actions; }
    QStringList sections() const; // in the order added
    static QString id(const QAction *action);
    static QString section(const QAction *action);
    // The text as people read it: no mnemonic, no "…".
    static QString name(const QAction *action);
    // "Ctrl+Shift+P, Ctrl+K" in the platform's own words; empty when it has none.
    static QString shortcutText(const QAction *action);

Q_SIGNALS:
    void keysChanged();

private:
    void apply(QAction *action);
    static void showKeys(QAction *action);

    QWidget *m_window; // our parent
    QList<QAction *> m_actions;
    QHash<QString, QList<QKeySequence>> m_keys; // a person's
};

} // namespace CommandRunner
