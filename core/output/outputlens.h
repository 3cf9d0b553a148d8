// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linelens.h"
#include "core/output/linerule.h"
#include "core/output/outputsearch.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace CommandRunner {

// A part of a line's text in other colours.
struct LineDecoration {
    qsizetype start = 0; // UTF-16 units of the text as shown
    qsizetype length = 0;
    LineColour foreground;
    LineColour background;
};

// Lines that a rule with RuleAction::Notify found among those that came while it was on.
struct RuleMatch {
    LineRule rule;
    qint64 firstLine = 0;
    qint64 count = 0;
};

// Rules and filters over a document's lines: what they fold, leave out, colour, mark and count.
// Lives in the reader's thread; the matching is done by the document's search thread, and a rule
// that was on before is on again within a frame.
class OutputLens final : public QObject
{
    Q_OBJECT
public:
    struct PatternState {
        qint64 count = 0;       // lines, so far
        bool complete = false;  // all there is was looked at
        qint64 gaveUpLines = 0; // where the pattern needed too many steps: taken as no match
        bool stopped = false;   // too many of these: the rest was not looked at
    };

    // All outlive us.
    OutputLens(LineLens &lens, const LineIndex &index, OutputSearch &search,
               QObject *parent = nullptr);

    // Disabled rules do nothing and are not counted. Earlier rules' colours win.
    void setRules(const QList<LineRule> &rules);
    const QList<LineRule> &rules() const { return m_rules; }
    void setFilters(const LineFilters &filters);
    const LineFilters &filters() const { return m_filters; }
    // Patterns that are counted only: for a menu or a preview.
    void setCounted(const QList<LinePattern> &patterns);
    PatternState stateOf(const LinePattern &pattern) const;
    bool isSettled() const; // all rules and filters have looked at all there is
    // The lines of a pattern that is in use; null otherwise. Valid until the next call that sets
    // patterns.
    const LinePlane *plane(const LinePattern &pattern) const { return m_search.plane(pattern); }

    // Whether any of the lines [first, end) matches and is not left out; as far as is known.
    bool hasLineIn(const LinePattern &pattern, qint64 first, qint64 end) const;

    void setSeenLine(qint64 line) { m_seenLine = line; } // a new pattern is tried there first

    QStringList foldedBy(const OutputRow &marker) const; // the words of the rules, without doubles
    QList<LineDecoration> decorations(qint64 line, const QString &text) const; // first ones win
    bool isLeftOut(qint64 line) const { return m_lens.isLeftOut(line); }
    // Rules with RuleAction::Mark, for an overview beside the scroll bar: the first one that has
    // any of the lines [first, end), as its place in rules(), or -1; the next line of any of them,
    // wrapping.
    int markedBy(qint64 first, qint64 end) const;
    qint64 nextMarked(qint64 line, bool backwards) const;
    bool hasMarks() const;
    std::optional<double> progress() const { return m_progress; } // that a rule told: 0…1
    qint64 memoryBytes() const { return m_search.memoryBytes(); } // of the bits

    // For the document only.
    void setSought(const LinePattern &pattern); // of find; an empty text ends it
    const LinePattern &sought() const { return m_sought; }
    void extend(const IndexBatch &batch);      // the index took it, the lens has its lines
    bool takeResults();                        // true: find's result moved
    void setLive(bool live) { m_live = live; } // false: no rulesMatched()

Q_SIGNALS:
    void rowsReset(); // rows changed otherwise than at the end
    void rowsGrown(); // rows came at the end, or progress
    void changed();   // counts, states; at most every 16 ms
    void rulesMatched(const QList<CommandRunner::RuleMatch> &matches);

private:
    void search();
    void layPlanes();
    void updatePending();
    QList<RuleMatch> freshMatches(const QList<OutputSearch::Changes::Fresh> &fresh) const;
    const BytePattern *compiled(const LinePattern &pattern) const;

    LineLens &m_lens;
    const LineIndex &m_index;
    OutputSearch &m_search;
    QList<LineRule> m_rules;
    LineFilters m_filters;
    QList<LinePattern> m_counted;
    LinePattern m_sought;
    QList<LinePattern> m_parked; // used before, newest first: searched on, so that they come back
                                 // at once
    QList<int> m_foldingRules;   // of the lens's folding planes: places in m_rules
    qint64 m_seenLine = 0;
    bool m_live = true;
    std::optional<double> m_progress;
    qint64 m_progressLine = -1;
    mutable QHash<LinePattern, std::optional<BytePattern>> m_compiled; // for decorations()
};

} // namespace CommandRunner
