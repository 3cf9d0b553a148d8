// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/lineclass.h"
#include "core/output/linerule.h"
#include "core/output/outputencoding.h"
#include "core/run/runrequest.h"
#include "core/storage/databaseworker.h"

#include <QObject>
#include <QSet>

#include <functional>

namespace CommandRunner {

// What is switched on for the output of a command.
struct LensChoice {
    LineClasses hiddenClasses = 0;
    QSet<QString> ruleSets; // ids of those that are on; one that no longer exists does nothing
    LineFilters filters;
    OutputEncoding encoding = OutputEncoding::Automatic;

    bool operator==(const LensChoice &) const = default;
    QJsonObject toJson() const;
    // What makes no sense is left out.
    static LensChoice fromJson(const QJsonObject &json);
};

// By what a choice is remembered beside the request's folder: a program that no list has is known
// by its name.
QString lensCommandId(const RunRequest &request);

// The rule sets there are, and what each command's output was looked at with. Lives in the GUI
// thread; the database is read and written by its worker.
class LensLibrary final : public QObject
{
    Q_OBJECT
public:
    explicit LensLibrary(DatabaseWorker &worker, QObject *parent = nullptr); // outlives us

    // The built-in sets, then a person's own; those are there after the first setsChanged().
    QList<LineRuleSet> sets() const { return m_builtIn + m_own; }
    const QList<LineRuleSet> &ownSets() const { return m_own; }
    void load(); // once; later calls do nothing
    // Replaces a person's own sets: all of them. At once here, soon in the database.
    void setOwnSets(const QList<LineRuleSet> &sets);
    static QString newSetId();

    // What was remembered; nullopt: nothing yet. done is called in the context's thread, not when
    // the context died.
    void choice(const QString &folder, const QString &commandId, QObject *context,
                std::function<void(std::optional<LensChoice>)> done);
    void remember(const QString &folder, const QString &commandId, const LensChoice &choice);

Q_SIGNALS:
    void setsChanged();
    void failed(const CommandRunner::Error &error); // reading or writing

private:
    void take(const Result<QList<QJsonObject>> &stored);

    DatabaseWorker &m_worker;
    const QList<LineRuleSet> m_builtIn;
    QList<LineRuleSet> m_own;
    bool m_loaded = false;
};

} // namespace CommandRunner
