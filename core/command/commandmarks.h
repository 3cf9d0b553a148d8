// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/command/command.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace CommandRunner {

// A few that stay apart for most kinds of colour blindness, together with their names.
enum class CommandColor { None, Red, Orange, Yellow, Green, Teal, Blue, Purple, Grey };
constexpr int commandColorCount = 8;  // without None
QString toString(CommandColor color); // "red"; "none"
std::optional<CommandColor> commandColorFromString(QStringView name);

// How a person arranges the list; nothing of it changes what runs. Of a command, by its absolute
// id, or of all commands of a place, by placeKey(). Outlives every scan.
struct CommandMarks {
    QStringList tags; // own ones, beside those that the command's source gives it
    CommandColor color = CommandColor::None;
    std::optional<bool> hidden; // goes before what the source says, and a command's before a
                                // place's

    bool operator==(const CommandMarks &) const = default;
    QJsonObject toJson() const;
    // What makes no sense is left out.
    static CommandMarks fromJson(const QJsonObject &json);
};

using MarksById = QHash<QString, CommandMarks>;

// All commands of one source in a folder, or of the whole folder.
QString placeKey(const QString &folder, const QString &source = {});

// A tag as it is kept: no "#", no blanks within; empty when nothing is left.
QString normalizedTag(const QString &typed);
// "deploy, #slow" → those two, each once.
QStringList tagsFromText(const QString &typed);

// The command as the person sees it: with own tags, hidden or not.
void applyMarks(Command &command, const MarksById &marks);
// The way back, for what is to be saved as the command's own; `hiddenBefore` is what it said
// itself.
void removeMarks(Command &command, const MarksById &marks, bool hiddenBefore);

} // namespace CommandRunner
