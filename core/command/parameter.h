// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace CommandRunner {

enum class ParameterKind {
    Positional, // a bare word, in its place
    Option,     // a flag followed by a value
    Flag,       // present or absent, no value
};

enum class ParameterType {
    Text,
    Integer,
    Number,
    Boolean,
    Choice,
    File,
    Folder,
    Secret,
    Date,     // 2026-01-31
    DateTime, // 2026-01-31T09:30, seconds and offset as one likes
    KeyValue, // NAME=value
};

// How the value becomes words of the argument vector.
enum class ParameterPassing {
    Separate,      // --name value (or a bare word for positionals)
    Joined,        // --name=value
    Assignment,    // name=value, as make and just take variables
    Bracketed,     // command[value,value]: in the last fixed word, as rake takes arguments
    Counted,       // -v, -vv, -vvv: an integer value is the number of times the flag is given
    Remainder,     // the last words, taken as they are, also those that begin with a dash
    Environment,   // not an argument: a variable of the child's environment
    StandardInput, // not an argument: what the child reads first
};

// What another parameter's value must be. No `values`: it must be given, and not be "false".
struct ParameterCondition {
    QString parameter; // its name
    QStringList values;

    bool operator==(const ParameterCondition &) const = default;
};

// One argument that a command takes. `name` is unique within its command and is what --set and
// stored values use.
struct Parameter {
    QString name;
    QStringList flags;         // every spelling, for options and flags: "-n", "--name"
    QStringList negativeFlags; // "--no-x" of an on/off pair; passed when the value is false
    ParameterKind kind = ParameterKind::Positional;
    ParameterType type = ParameterType::Text;
    ParameterPassing passing = ParameterPassing::Separate;
    bool required = false;
    bool multiple = false;    // takes a list of values
    bool repeatsFlag = false; // with `multiple`: the flag is repeated before each value (argparse
                              // "append")
    int valueCount = 0;    // with `multiple`: so many values a time, neither more nor fewer; 0: any
    bool constant = false; // always passed, as `defaultValue`; nobody fills it in. A constant
                           // positional stands between what is declared before and after it, as
                           // the name of a sub-command does
    bool advanced = false; // common to all commands of its source; the form folds it
    QString defaultValue;  // what the command assumes when nothing is given; empty: none known
    QStringList choices;
    bool editable = false;       // other values than `choices` are taken, too
    QString exclusiveGroup;      // at most one of those that share it may be given
    QString requiredGroup;       // at least one of those that share it must be given
    QString environmentVariable; // for ParameterPassing::Environment; empty: `name`
    QString help;
    QString group;
    QString placeholder; // the metavar: what to type
    std::optional<double> minimum;
    std::optional<double> maximum;
    QString pattern; // of files: the names that a dialog offers, as in a shell ("*.csv"); of texts:
                     // a Perl-compatible regular expression that the whole value must match
    bool mustExist = false;                // files and folders
    bool multiLine = false;                // texts
    QList<ParameterCondition> visibleWhen; // all must hold, otherwise it is neither shown nor
                                           // passed

    bool operator==(const Parameter &) const = default;

    // The spelling that is passed: the first long one, else the first.
    QString preferredFlag() const;
    QJsonObject toJson() const;
    static Parameter fromJson(const QJsonObject &json);
};

QString toString(ParameterKind kind);
QString toString(ParameterType type);
// The words that fromJson() knows, for those who write parameters by hand.
QStringList parameterKindNames();
QStringList parameterTypeNames();
QStringList parameterPassingNames();

// What a person filled in, by parameter name. A missing entry means "not given" (the command's
// default applies). Flags: {"true"} or {"false"}; counted: {"3"}; multiple: one entry a value.
using ArgumentValues = QMap<QString, QStringList>;

QJsonObject argumentValuesToJson(const ArgumentValues &values);
ArgumentValues argumentValuesFromJson(const QJsonObject &json);

} // namespace CommandRunner
