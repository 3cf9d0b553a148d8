// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runrecord.h"

#include <memory>
#include <unordered_set>

namespace CommandRunner {

// What a row of the list shows in words. Runs of the same command with the same arguments share
// one, so that a list of a million rows stays small.
struct RunTexts {
    QString name;
    QString commandId;
    QString folder;
    QString workingDirectory;
    QString commandLine; // program and arguments as a shell would read them
    QString arguments;   // the same without the program
    QString note;
    QString error;

    bool operator==(const RunTexts &) const = default;
    RunSeries series() const { return {commandId, folder, name}; }
    QString project() const; // the folder's name
};

// A run as the list keeps it: a twentieth of its RunRecord, which is read again when somebody asks
// for it. Times in ms since the epoch; -1: not known.
struct RunEntry {
    QByteArray id;
    std::shared_ptr<const RunTexts> texts;
    qint64 created = -1;
    qint64 started = -1;
    qint64 ended = -1;
    int exitCode = -1;
    int signal = 0;
    RunState state = RunState::Queued;
    RunOrigin origin = RunOrigin::Person;
    bool pinned = false;

    QString runId() const { return QString::fromUtf8(id); }
    QDateTime begun() const; // its start, or when it was asked for
    // To the end, or to `now` while it runs; -1: it never started, or nobody knows.
    qint64 durationMs(const QDateTime &now) const;
};

// Makes entries whose texts are shared.
class RunEntries final
{
public:
    RunEntry from(const RunRecord &record);
    void prune(); // forgets texts that no entry has any more
    size_t textCount() const { return m_texts.size(); }

private:
    using Texts = std::shared_ptr<const RunTexts>;
    struct Hash {
        size_t operator()(const Texts &texts) const;
    };
    struct Equal {
        bool operator()(const Texts &one, const Texts &other) const { return *one == *other; }
    };
    std::unordered_set<Texts, Hash, Equal> m_texts;
};

} // namespace CommandRunner

Q_DECLARE_TYPEINFO(CommandRunner::RunEntry, Q_RELOCATABLE_TYPE);
