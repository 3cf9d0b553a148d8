// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/linepattern.h"

#include <QFlags>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace CommandRunner {

// A colour by its meaning, so that it reads in light and dark, or a fixed one.
struct LineColour {
    enum class Role : std::uint8_t { None, Neutral, Good, Caution, Bad, Accent, Fixed };
    Role role = Role::None;
    quint32 rgb = 0; // 0xrrggbb, of a fixed one

    bool operator==(const LineColour &) const = default;
};

enum class RuleAction : std::uint8_t {
    Fold = 1,     // into a marker
    Hide = 2,     // without a trace
    Colour = 4,   // foreground, background
    Mark = 8,     // in the scroll bar
    Notify = 16,  // the person, of lines that come while the run is watched
    Progress = 32 // the pattern tells the run's progress
};
Q_DECLARE_FLAGS(RuleActions, RuleAction)
Q_DECLARE_OPERATORS_FOR_FLAGS(RuleActions)

// What to do with the lines that match a pattern.
struct LineRule {
    QString id; // unique in its set
    QString name;
    QString group; // the word in markers; empty: the name of the set
    LinePattern pattern;
    RuleActions actions = RuleAction::Fold;
    LineColour foreground;
    LineColour background;
    bool matchOnly = false; // the colours are for the matching part, not for the line
    bool enabled = true;

    bool operator==(const LineRule &) const = default;
};

struct LineRuleSet {
    QString id; // unique; those of built-in sets begin with "builtin:"
    QString name;
    bool builtIn = false;
    QList<LineRule> rules;

    bool operator==(const LineRuleSet &) const = default;
};

// Lines that a person wants to see only, or does not want to see.
struct LineFilter {
    enum class Kind : std::uint8_t { Include, Exclude };
    Kind kind = Kind::Include;
    LinePattern pattern;
    int before = 0; // Include: lines of context, in [0, LensPlane::maximumContext]
    int after = 0;
    bool enabled = true;

    bool isActive() const { return enabled && !pattern.text.isEmpty(); }
    bool operator==(const LineFilter &) const = default;
};

struct LineFilters {
    QList<LineFilter> filters;
    bool anyInclude = false; // a line needs one of the inclusions, not all of them

    bool isActive() const;
    bool operator==(const LineFilters &) const = default;
};

// JSON as it is stored and exported. Unknown keys are ignored. Errors: InvalidFormat; subject is
// the rule's or set's name, detail what is missing or of the wrong kind.
QJsonObject toJson(const LinePattern &pattern);
QJsonObject toJson(const LineRule &rule);
QJsonObject toJson(const LineRuleSet &set);
QJsonObject toJson(const LineFilters &filters);
Result<LinePattern> linePatternFromJson(const QJsonObject &json);
Result<LineRule> lineRuleFromJson(const QJsonObject &json);
Result<LineRuleSet> lineRuleSetFromJson(const QJsonObject &json);
Result<LineFilters> lineFiltersFromJson(const QJsonObject &json);

// A file of rule sets, version 1:
//   {"format": "commandrunner-rule-sets", "version": 1, "sets": [set, …]}
// Errors of reading: InvalidFormat (not JSON: detail says where; or not such a file), NewerVersion.
QByteArray ruleSetsToFile(const QList<LineRuleSet> &sets);
Result<QList<LineRuleSet>> ruleSetsFromFile(const QByteArray &bytes, const QString &name);

} // namespace CommandRunner
