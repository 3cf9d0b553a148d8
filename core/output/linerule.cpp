// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/linerule.h"

#include "core/output/linelens.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int fileVersion = 1;
constexpr auto fileFormat = "commandrunner-rule-sets"_L1;
constexpr int maximumFollowingLines = 1000;

struct RoleWord {
    LineColour::Role role;
    QLatin1StringView word;
};
constexpr std::array roleWords{RoleWord{LineColour::Role::Neutral, "neutral"_L1},
                               RoleWord{LineColour::Role::Good, "good"_L1},
                               RoleWord{LineColour::Role::Caution, "caution"_L1},
                               RoleWord{LineColour::Role::Bad, "bad"_L1},
                               RoleWord{LineColour::Role::Accent, "accent"_L1}};

struct ActionWord {
    RuleAction action;
    QLatin1StringView word;
};
constexpr std::array actionWords{
    ActionWord{RuleAction::Fold, "fold"_L1},     ActionWord{RuleAction::Hide, "hide"_L1},
    ActionWord{RuleAction::Colour, "colour"_L1}, ActionWord{RuleAction::Mark, "mark"_L1},
    ActionWord{RuleAction::Notify, "notify"_L1}, ActionWord{RuleAction::Progress, "progress"_L1}};

QString colourText(const LineColour &colour)
{
    if (colour.role == LineColour::Role::Fixed)
        return u"#%1"_s.arg(colour.rgb & 0xffffff, 6, 16, QLatin1Char('0'));
    for (const RoleWord &role : roleWords) {
        if (role.role == colour.role)
            return role.word;
    }
    return {};
}

Result<LineColour> colourFromText(const QString &text)
{
    if (text.isEmpty())
        return LineColour();
    for (const RoleWord &role : roleWords) {
        if (role.word == text)
            return LineColour{role.role, 0};
    }
    bool ok = text.size() == 7 && text.startsWith(u'#');
    const uint rgb = ok ? text.sliced(1).toUInt(&ok, 16) : 0;
    if (!ok)
        return fail(ErrorCode::InvalidFormat, text,
                    u"a colour is neutral, good, caution, bad, accent or #rrggbb"_s);
    return LineColour{LineColour::Role::Fixed, rgb};
}

void put(QJsonObject &json, QLatin1StringView key, bool value)
{
    if (value)
        json.insert(key, true);
}

void put(QJsonObject &json, QLatin1StringView key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(key, value);
}

template<class T, class Read>
Result<QList<T>> listFrom(const QJsonValue &value, const QString &subject, const Read &read)
{
    if (!value.isArray())
        return fail(ErrorCode::InvalidFormat, subject, u"a list is missing"_s);
    QList<T> result;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &each : array) {
        if (!each.isObject())
            return fail(ErrorCode::InvalidFormat, subject, u"its list holds something else"_s);
        auto one = read(each.toObject());
        if (!one)
            return std::unexpected(one.error());
        result.append(*std::move(one));
    }
    return result;
}

} // namespace

bool LineFilters::isActive() const
{
    return std::any_of(filters.begin(), filters.end(),
                       [](const LineFilter &filter) { return filter.isActive(); });
}

QJsonObject toJson(const LinePattern &pattern)
{
    QJsonObject json{{"text"_L1, pattern.text}};
    put(json, "regex"_L1, pattern.regex);
    put(json, "caseSensitive"_L1, pattern.caseSensitive);
    put(json, "wholeLine"_L1, pattern.wholeLine);
    if (pattern.streams != allLineStreams)
        json.insert("streams"_L1, int(pattern.streams));
    put(json, "following"_L1, pattern.following);
    if (pattern.followingLines > 0)
        json.insert("followingLines"_L1, pattern.followingLines);
    return json;
}

Result<LinePattern> linePatternFromJson(const QJsonObject &json)
{
    if (!json.value("text"_L1).isString())
        return fail(ErrorCode::InvalidFormat, u"pattern"_s, u"its text is missing"_s);
    LinePattern result;
    result.text = json.value("text"_L1).toString();
    result.regex = json.value("regex"_L1).toBool();
    result.caseSensitive = json.value("caseSensitive"_L1).toBool();
    result.wholeLine = json.value("wholeLine"_L1).toBool();
    result.streams = LineStreams(json.value("streams"_L1).toInt(allLineStreams));
    result.following = json.value("following"_L1).toString();
    result.followingLines = std::clamp(json.value("followingLines"_L1).toInt(), 0,
                                       maximumFollowingLines);
    return result;
}

QJsonObject toJson(const LineRule &rule)
{
    QJsonObject json{
        {"id"_L1, rule.id}, {"name"_L1, rule.name}, {"pattern"_L1, toJson(rule.pattern)}};
    put(json, "group"_L1, rule.group);
    QJsonArray actions;
    for (const ActionWord &action : actionWords) {
        if (rule.actions & action.action)
            actions.append(action.word);
    }
    json.insert("actions"_L1, actions);
    put(json, "foreground"_L1, colourText(rule.foreground));
    put(json, "background"_L1, colourText(rule.background));
    put(json, "matchOnly"_L1, rule.matchOnly);
    put(json, "disabled"_L1, !rule.enabled);
    return json;
}

Result<LineRule> lineRuleFromJson(const QJsonObject &json)
{
    LineRule result;
    result.id = json.value("id"_L1).toString();
    result.name = json.value("name"_L1).toString();
    const auto pattern = linePatternFromJson(json.value("pattern"_L1).toObject());
    if (!pattern)
        return fail(ErrorCode::InvalidFormat, result.name, pattern.error().detail);
    result.pattern = *pattern;
    result.group = json.value("group"_L1).toString();
    result.actions = {};
    const QJsonArray actions = json.value("actions"_L1).toArray();
    for (const QJsonValue &value : actions) {
        const auto *const found = std::find_if(actionWords.begin(), actionWords.end(),
                                               [&value](const ActionWord &action) {
                                                   return value.toString() == action.word;
                                               });
        if (found == actionWords.end())
            return fail(ErrorCode::InvalidFormat, result.name,
                        u"there is no action \"%1\""_s.arg(value.toString()));
        result.actions |= found->action;
    }
    const auto foreground = colourFromText(json.value("foreground"_L1).toString());
    const auto background = colourFromText(json.value("background"_L1).toString());
    for (const auto &colour : {foreground, background}) {
        if (!colour)
            return fail(ErrorCode::InvalidFormat, result.name,
                        u"\"%1\": %2"_s.arg(colour.error().subject, colour.error().detail));
    }
    result.foreground = *foreground;
    result.background = *background;
    result.matchOnly = json.value("matchOnly"_L1).toBool();
    result.enabled = !json.value("disabled"_L1).toBool();
    result.pattern.takesProgress = bool(result.actions & RuleAction::Progress);
    return result;
}

QJsonObject toJson(const LineRuleSet &set)
{
    QJsonArray rules;
    for (const LineRule &rule : set.rules)
        rules.append(toJson(rule));
    return {{"id"_L1, set.id}, {"name"_L1, set.name}, {"rules"_L1, rules}};
}

Result<LineRuleSet> lineRuleSetFromJson(const QJsonObject &json)
{
    LineRuleSet result;
    result.id = json.value("id"_L1).toString();
    result.name = json.value("name"_L1).toString();
    if (result.id.isEmpty() || result.name.isEmpty())
        return fail(ErrorCode::InvalidFormat, result.name + result.id,
                    u"a rule set needs an id and a name"_s);
    auto rules = listFrom<LineRule>(json.value("rules"_L1), result.name, lineRuleFromJson);
    if (!rules)
        return std::unexpected(rules.error());
    result.rules = *std::move(rules);
    return result;
}

QJsonObject toJson(const LineFilters &filters)
{
    QJsonArray list;
    for (const LineFilter &filter : filters.filters) {
        QJsonObject json{{"pattern"_L1, toJson(filter.pattern)}};
        put(json, "exclude"_L1, filter.kind == LineFilter::Kind::Exclude);
        put(json, "disabled"_L1, !filter.enabled);
        if (filter.before > 0)
            json.insert("before"_L1, filter.before);
        if (filter.after > 0)
            json.insert("after"_L1, filter.after);
        list.append(json);
    }
    QJsonObject json{{"filters"_L1, list}};
    put(json, "anyInclude"_L1, filters.anyInclude);
    return json;
}

Result<LineFilters> lineFiltersFromJson(const QJsonObject &json)
{
    const auto read = [](const QJsonObject &each) -> Result<LineFilter> {
        const auto pattern = linePatternFromJson(each.value("pattern"_L1).toObject());
        if (!pattern)
            return std::unexpected(pattern.error());
        LineFilter filter;
        filter.pattern = *pattern;
        filter.kind = each.value("exclude"_L1).toBool() ? LineFilter::Kind::Exclude
                                                        : LineFilter::Kind::Include;
        filter.enabled = !each.value("disabled"_L1).toBool();
        filter.before = std::clamp(each.value("before"_L1).toInt(), 0, LensPlane::maximumContext);
        filter.after = std::clamp(each.value("after"_L1).toInt(), 0, LensPlane::maximumContext);
        return filter;
    };
    auto filters = listFrom<LineFilter>(json.value("filters"_L1), u"filters"_s, read);
    if (!filters)
        return std::unexpected(filters.error());
    return LineFilters{*std::move(filters), json.value("anyInclude"_L1).toBool()};
}

QByteArray ruleSetsToFile(const QList<LineRuleSet> &sets)
{
    QJsonArray array;
    for (const LineRuleSet &set : sets)
        array.append(toJson(set));
    return QJsonDocument(QJsonObject{{"format"_L1, fileFormat},
                                     {"version"_L1, fileVersion},
                                     {"sets"_L1, array}})
        .toJson();
}

Result<QList<LineRuleSet>> ruleSetsFromFile(const QByteArray &bytes, const QString &name)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (document.isNull())
        return fail(ErrorCode::InvalidFormat, name,
                    u"at byte %1: %2"_s.arg(error.offset).arg(error.errorString()));
    const QJsonObject json = document.object();
    if (json.value("format"_L1).toString() != fileFormat)
        return fail(ErrorCode::InvalidFormat, name, u"this is not a file of rule sets"_s);
    const int version = json.value("version"_L1).toInt();
    if (version > fileVersion)
        return fail(ErrorCode::NewerVersion, name,
                    u"version %1; this program reads up to %2"_s.arg(version).arg(fileVersion));
    if (version < 1)
        return fail(ErrorCode::InvalidFormat, name, u"it names no version"_s);
    return listFrom<LineRuleSet>(json.value("sets"_L1), name, lineRuleSetFromJson);
}

} // namespace CommandRunner
