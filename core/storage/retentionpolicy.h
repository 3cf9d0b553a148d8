// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace CommandRunner {

// What of finished runs is kept. 0: all. Pinned runs are kept whatever is said here, and counted
// nowhere.
struct RetentionPolicy {
    int runDays = 0;        // runs that ended more days ago go
    qint64 runCount = 0;    // beyond so many, the oldest runs go
    int outputDays = 0;     // outputs of runs that ended more days ago go; the runs stay listed
    qint64 outputBytes = 0; // beyond so many bytes on the disk, the oldest outputs go

    bool keepsAll() const { return *this == RetentionPolicy(); }
    bool operator==(const RetentionPolicy &) const = default;
    QJsonObject toJson() const; // without what is 0
    static RetentionPolicy fromJson(const QJsonObject &json);
};

// What a person wants for one command instead; what is not set is as for all commands. Where one
// has a count or a size of its own, its runs are not counted in that of all.
struct CommandRetention {
    QString commandId;
    QString folder;
    std::optional<int> runDays;
    std::optional<qint64> runCount;
    std::optional<int> outputDays;
    std::optional<qint64> outputBytes;

    bool operator==(const CommandRetention &) const = default;
    QJsonObject toJson() const;
    static CommandRetention fromJson(const QJsonObject &json);
};

// By default nothing is ever removed: what somebody did is theirs, and a disk that fills up slowly
// says so earlier than a run that is missed. Compressing takes nothing away, so it is on.
struct RetentionRules {
    RetentionPolicy all;
    QList<CommandRetention> own;
    bool compress = true; // outputs of finished runs, when the machine is idle

    bool keepAll() const;
    bool operator==(const RetentionRules &) const = default;
    QJsonObject toJson() const;
    static RetentionRules fromJson(const QJsonObject &json); // negative values count as not there
};

// What rules would remove.
struct RetentionPlan {
    struct Share {
        qint64 runs = 0;
        qint64 bytes = 0; // of output, on the disk
        QDateTime oldest; // when they were asked for
        QDateTime newest;
    };
    struct Command {
        QString name;
        QString commandId;
        QString folder;
        qint64 runs = 0; // removed, or without their output from then on
        qint64 bytes = 0;
    };
    Share runs;              // that go with all that is known of them
    Share outputs;           // of which only the output goes
    QList<Command> commands; // of both; those with most bytes first, at most 50
    qint64 pinned = 0;       // runs that are pinned, so that nobody has to worry

    bool isEmpty() const { return runs.runs == 0 && outputs.runs == 0; }
    QJsonObject toJson() const;
};

} // namespace CommandRunner
