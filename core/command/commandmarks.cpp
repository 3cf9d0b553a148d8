// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandmarks.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, commandColorCount + 1> colorNames{
    "none"_L1, "red"_L1,  "orange"_L1, "yellow"_L1, "green"_L1,
    "teal"_L1, "blue"_L1, "purple"_L1, "grey"_L1};

} // namespace

QString toString(CommandColor color)
{
    return colorNames.at(std::size_t(color));
}

std::optional<CommandColor> commandColorFromString(QStringView name)
{
    const auto found = std::ranges::find_if(colorNames, [name](QLatin1StringView known) {
        return known == name;
    });
    if (found == colorNames.end())
        return {};
    return CommandColor(found - colorNames.begin());
}

QJsonObject CommandMarks::toJson() const
{
    QJsonObject json;
    if (!tags.isEmpty())
        json.insert("tags"_L1, QJsonArray::fromStringList(tags));
    if (color != CommandColor::None)
        json.insert("color"_L1, toString(color));
    if (hidden)
        json.insert("hidden"_L1, *hidden);
    return json;
}

CommandMarks CommandMarks::fromJson(const QJsonObject &json)
{
    CommandMarks marks;
    for (const auto &tag : json.value("tags"_L1).toArray()) {
        if (const QString name = normalizedTag(tag.toString()); !name.isEmpty())
            marks.tags.append(name);
    }
    marks.tags.removeDuplicates();
    marks.color = commandColorFromString(json.value("color"_L1).toString())
                      .value_or(CommandColor::None);
    if (const QJsonValue hidden = json.value("hidden"_L1); hidden.isBool())
        marks.hidden = hidden.toBool();
    return marks;
}

// No path of a folder has a line break before it.
QString placeKey(const QString &folder, const QString &source)
{
    return u"\nplace:"_s + source + u'\n' + folder;
}

QString normalizedTag(const QString &typed)
{
    QString tag = typed.simplified();
    while (tag.startsWith(u'#'))
        tag.remove(0, 1);
    return tag.simplified().replace(u' ', u'-').remove(u',');
}

QStringList tagsFromText(const QString &typed)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    QStringList tags;
    for (const QString &part : typed.split(between, Qt::SkipEmptyParts)) {
        if (const QString tag = normalizedTag(part);
            !tag.isEmpty() && !tags.contains(tag, Qt::CaseInsensitive))
            tags.append(tag);
    }
    return tags;
}

void applyMarks(Command &command, const MarksById &marks)
{
    if (marks.isEmpty())
        return;
    const CommandMarks own = marks.value(command.absoluteId());
    for (const QString &tag : own.tags) {
        if (!command.tags.contains(tag, Qt::CaseInsensitive))
            command.tags.append(tag);
    }
    const auto ofSource = marks.value(placeKey(command.folder, command.source)).hidden;
    const auto ofFolder = marks.value(placeKey(command.folder)).hidden;
    if (own.hidden)
        command.hidden = *own.hidden;
    else if (ofSource.value_or(false) || ofFolder.value_or(false))
        command.hidden = true;
}

void removeMarks(Command &command, const MarksById &marks, bool hiddenBefore)
{
    const CommandMarks own = marks.value(command.absoluteId());
    command.tags.removeIf([&own](const QString &tag) { return own.tags.contains(tag); });
    command.hidden = hiddenBefore;
}

} // namespace CommandRunner
