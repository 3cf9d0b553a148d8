// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QIcon>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QVariantMap>

#include <optional>

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

// What is known of an action; of a pane's also while no such pane is open.
struct ListedAction {
    QString id;
    QString section;
    QString place; // where its keys work: a page or a pane; empty: everywhere in the window
    QString name;  // as ActionRegistry::name() has it
    QString description;
    QIcon icon;
    QList<QKeySequence> keys;
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
    // Lists the actions of a pane of which there may be many, or none: those with the same id have
    // the same keys. What was learned of them stays when the pane dies.
    void adoptPane(const QString &place, const QList<QAction *> &actions);
    bool knowsPane(const QString &place) const;
    // Says which page `widget` is: for adopted actions that work only there.
    void namePlace(const QWidget *widget, const QString &place);

    // Keys that a person chose instead of those that an action came with; remembered for actions
    // that are adopted later, too. An empty list: none.
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    void resetKeys(const QString &id);
    bool hasOwnKeys(const QString &id) const { return m_keys.contains(id); }
    QList<QKeySequence> defaultKeys(const QString &id) const;
    // For the settings: id → "Ctrl+R; F5" in portable text. What makes no sense is left out.
    QVariantMap ownKeys() const;
    void setOwnKeys(const QVariantMap &keys);
    // Others that answer to these keys, or to the beginning of them, where this one does: Qt would
    // run neither of them.
    QList<ListedAction> conflicts(const QString &id, const QKeySequence &keys) const;

    static bool meet(const QKeySequence &one, const QKeySequence &other);

    // The window's and those of the panes, in the order added.
    QList<ListedAction> listed() const;
    std::optional<ListedAction> find(const QString &id) const;
    // Of the window and its pages; those of panes belong to the pane.
    QAction *action(const QString &id) const; // null when there is none
    QList<QAction *> actions() const { return m_actions; }
    static QString id(const QAction *action);
    static QString section(const QAction *action);
    // The text as people read it: no mnemonic, no "…".
    static QString name(const QAction *action);
    // "Ctrl+Shift+P, Ctrl+K" in the platform's own words; empty when it has none.
    static QString shortcutText(const QAction *action);
    static QString shortcutText(const QList<QKeySequence> &keys);

Q_SIGNALS:
    void keysChanged();

private:
    struct PaneAction {
        ListedAction known;
        QList<QKeySequence> defaults;
        QList<QPointer<QAction>> live; // one for each open pane
    };

    void apply(QAction *action);
    void apply(PaneAction &pane);
    static void prepare(QAction *action, const QString &section);
    static void showKeys(QAction *action);
    ListedAction listed(const QAction *action) const;
    QString place(const QAction *action) const;
    PaneAction *paneAction(const QString &id);
    const PaneAction *paneAction(const QString &id) const;

    QWidget *m_window; // our parent
    QList<QAction *> m_actions;
    QList<PaneAction> m_paneActions;
    QHash<const QObject *, QString> m_places;
    QHash<QString, QList<QKeySequence>> m_keys; // a person's
};

} // namespace CommandRunner
