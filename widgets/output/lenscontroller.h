// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlens.h"
#include "core/workspace/lenslibrary.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QAction;
class QMenu;

namespace CommandRunner {

class OutputDocument;

// What a pane looks at its output with: which rule sets are on, which filters there are. Hands them
// to the document and remembers them for the command. Without a library it knows the built-in sets
// and remembers nothing.
class LensController final : public QObject
{
    Q_OBJECT
public:
    explicit LensController(QObject *parent = nullptr);
    ~LensController() override;

    void setDocument(OutputDocument *document); // borrowed; may be null
    OutputDocument *document() const { return m_document; }
    // Gives the line at the top of what a person sees: new patterns are tried there first.
    void setSeen(std::function<qint64()> seen) { m_seen = std::move(seen); }
    // Takes over what was remembered for the command; changed() and hiddenClassesRemembered() may
    // follow. The library outlives us.
    void setLibrary(LensLibrary *library, const QString &folder, const QString &commandId);
    LensLibrary *library() const { return m_library; }

    QList<LineRuleSet> sets() const;
    void setOwnSets(const QList<LineRuleSet> &sets); // kept in the library, when there is one
    bool isOn(const QString &setId) const { return m_choice.ruleSets.contains(setId); }
    void setOn(const QString &setId, bool on);
    const LineFilters &filters() const { return m_choice.filters; }
    void setFilters(const LineFilters &filters);
    void setHiddenClasses(LineClasses classes); // as a person chose: only to be remembered
    void setEncoding(OutputEncoding encoding);  // the same
    // The set with these rules in the place of the one with its id, without being saved: for a
    // preview while it is edited. Empty: ends it.
    void setPreview(const std::optional<LineRuleSet> &set);

    OutputLens::PatternState stateOf(const LineRuleSet &set) const; // of its rules together
    QStringList activeTexts() const; // "npm noise 12", "2 filters": what is on and does something

    void addSetActions(QMenu *menu); // one for each set, with its count while the menu is open

Q_SIGNALS:
    void changed();       // sets, what is on, filters
    void countsChanged(); // at most every 16 ms
    void hiddenClassesRemembered(CommandRunner::LineClasses classes);
    void encodingRemembered(CommandRunner::OutputEncoding encoding);
    void editRequested();
    void ruleMatched(const QString &text); // words for a person

private:
    void apply();
    void touched();
    void rememberNow();
    void fillSets(QMenu *menu, QAction *before);
    void updateSetActions();
    void setCounting(bool counting);

    QPointer<OutputDocument> m_document;
    QPointer<LensLibrary> m_library;
    std::function<qint64()> m_seen;
    QString m_folder;
    QString m_commandId;
    QList<LineRuleSet> m_builtIn;
    QList<LineRuleSet> m_own; // without a library
    LensChoice m_choice;
    bool m_touched = false; // by a person: what was remembered comes too late
    std::optional<LineRuleSet> m_preview;
    QList<QAction *> m_setActions;
    QTimer m_remember; // runs: something is to be remembered
};

} // namespace CommandRunner
