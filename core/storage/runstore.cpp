// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/runstore.h"

#include "core/storage/runrow.h"
#include "core/storage/runsearch.h"

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;
using RunRow::toMs;
using RunRow::toText;

namespace {

// Marks of secrets alone: "run again" puts the values there anew.
bool isOnlyMarks(const QByteArray &input)
{
    constexpr qsizetype most = 4096;
    const QStringList lines = QString::fromUtf8(input.first(qMin(input.size(), most)))
                                  .split(u'\n', Qt::SkipEmptyParts);
    return input.size() <= most && std::ranges::all_of(lines, [](const QString &line) {
               return !nameInSecretMark(line).isEmpty();
           });
}

constexpr auto unfinishedStates = "state IN ('queued', 'running')"_L1;

// See the table's migration.
constexpr qint64 numbersPerMs = 1024;

// What a program can be given ends at a NUL; passing on the part before it would run something else
// than was asked.
Result<void> checkRequest(const RunRequest &request)
{
    if (request.runId.isEmpty())
        return fail(ErrorCode::InvalidFormat, request.name, u"the run has no id"_s);
    if (request.argv.isEmpty())
        return fail(ErrorCode::InvalidFormat, request.name, u"the run has no program"_s);
    QStringList texts = request.argv;
    texts << request.runId << request.commandId << request.folder << request.name
          << request.workingDirectory;
    for (auto it = request.environment.cbegin(); it != request.environment.cend(); ++it)
        texts << it.key() << it.value().value_or(QString());
    for (const QString &text : std::as_const(texts)) {
        if (text.contains(QChar::Null))
            return fail(ErrorCode::InvalidFormat, text,
                        u"the text holds a NUL character, which no program can be given"_s);
    }
    return {};
}

// An empty state when there is no such row.
Result<QString> stateOf(Database &database, const QString &runId)
{
    const auto state = database.value(u"SELECT state FROM runs WHERE id = ?"_s, {runId});
    if (!state)
        return std::unexpected(state.error());
    return state->toString();
}

std::unexpected<Error> noSuchRun(const QString &runId)
{
    return fail(ErrorCode::NotFound, runId, u"there is no such run"_s);
}

// A free one of that millisecond, or of the next that has one: what is taken in again from folders
// has its time by the second. Within a transaction.
Result<qint64> numberFor(Database &database, const QDateTime &created)
{
    for (qint64 first = created.toMSecsSinceEpoch() * numbersPerMs;; first += numbersPerMs) {
        const qint64 last = first + numbersPerMs - 1;
        const auto taken = database.value(
            u"SELECT max(number) FROM runs WHERE number BETWEEN ? AND ?"_s, {first, last});
        if (!taken)
            return std::unexpected(taken.error());
        if (taken->isNull())
            return first;
        if (taken->toLongLong() < last)
            return taken->toLongLong() + 1;
    }
}

Result<qint64> textIdFor(Database &database, const QString &text)
{
    if (auto added = database.execute(u"INSERT OR IGNORE INTO texts (text) VALUES (?)"_s, {text});
        !added)
        return std::unexpected(added.error());
    const auto id = database.value(u"SELECT id FROM texts WHERE text = ?"_s, {text});
    if (!id)
        return std::unexpected(id.error());
    return id->toLongLong();
}

} // namespace

Result<void> RunStore::insert(const RunRequest &request, RunState state, const QDateTime &created)
{
    if (auto sound = checkRequest(request); !sound)
        return sound;
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto existing = stateOf(m_database, request.runId);
    if (!existing)
        return std::unexpected(existing.error());
    if (!existing->isEmpty())
        return fail(ErrorCode::AlreadyExists, request.runId,
                    u"a run with this id is recorded already"_s);
    const auto text = textIdFor(m_database, RunSearch::textOf(request, {}));
    if (!text)
        return std::unexpected(text.error());
    const auto number = numberFor(m_database, created);
    if (!number)
        return std::unexpected(number.error());
    RunRequest kept = request;
    if (!isOnlyMarks(request.initialInput))
        kept.initialInput.clear(); // may be large, and a password
    if (auto done = m_database.execute(
            u"INSERT INTO runs (number, id, command_id, folder, name, argv, cwd, origin, request, "
            "state, priority, created, text_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {*number, request.runId, request.commandId, request.folder, request.name,
             toText(request.argv), request.workingDirectory, toString(request.origin),
             toText(kept.toJson()), toString(state), request.priority, created.toMSecsSinceEpoch(),
             *text});
        !done)
        return std::unexpected(done.error());
    return transaction.commit();
}

Result<void> RunStore::markRunning(const QString &runId, const QDateTime &started)
{
    const auto done = m_database.execute(
        u"UPDATE runs SET state = 'running', started = COALESCE(started, ?) WHERE id = ? AND "_s
            + unfinishedStates,
        {toMs(started), runId});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() > 0)
        return {};
    const auto state = stateOf(m_database, runId);
    if (!state)
        return std::unexpected(state.error());
    return state->isEmpty() ? noSuchRun(runId) : Result<void>();
}

Result<bool> RunStore::recordOutcome(const QString &runId, const RunOutcome &outcome)
{
    if (!isFinal(outcome.state))
        return fail(ErrorCode::InvalidFormat, runId,
                    u"\"%1\" is not the end of a run"_s.arg(toString(outcome.state)));
    // A host that vanished may not have told when the child started; a child that never started has
    // no such time.
    const QString started = outcome.state == RunState::FailedToStart ? u"?"_s
                                                                     : u"COALESCE(?, started)"_s;
    // What is shown with it and never searched needs no column of its own.
    QJsonObject usage = outcome.usage.toJson();
    if (outcome.redactions > 0)
        usage.insert(u"redactions"_s, outcome.redactions);
    const auto done = m_database.execute(
        u"UPDATE runs SET state = ?, started = "_s + started
            + u", ended = ?, exit_code = ?, signal = ?, output_bytes = ?, lines = ?, lost_from = "
              "?, output_error = ?, error = ?, survivors = ?, left_running = ?, usage = ? WHERE id = ? AND "_s
            + unfinishedStates,
        {toString(outcome.state), toMs(outcome.started), toMs(outcome.ended),
         outcome.exitCode == -1 ? QVariant() : QVariant(outcome.exitCode), outcome.signal,
         outcome.outputBytes, outcome.lines,
         outcome.outputLostFrom < 0 ? QVariant() : QVariant(outcome.outputLostFrom),
         outcome.outputError, outcome.error, toText(outcome.survivors), toText(outcome.leftRunning),
         toText(usage), runId});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() > 0)
        return true;
    const auto state = stateOf(m_database, runId);
    if (!state)
        return std::unexpected(state.error());
    if (state->isEmpty())
        return noSuchRun(runId);
    return false;
}

Result<void> RunStore::remove(const QString &runId)
{
    const auto done = m_database.execute(
        u"DELETE FROM runs WHERE id = ? AND NOT "_s + unfinishedStates, {runId});
    if (!done)
        return std::unexpected(done.error());
    if (done->numRowsAffected() > 0)
        return {};
    const auto state = stateOf(m_database, runId);
    if (!state)
        return std::unexpected(state.error());
    return state->isEmpty() ? noSuchRun(runId)
                            : fail(ErrorCode::Busy, runId, u"the run has not ended"_s);
}

Result<void> RunStore::change(const QString &runId, const QString &assignments,
                              const QVariantList &values)
{
    const auto done = m_database.execute(u"UPDATE runs SET %1 WHERE id = ?"_s.arg(assignments),
                                         values + QVariantList{runId});
    if (!done)
        return std::unexpected(done.error());
    return done->numRowsAffected() > 0 ? Result<void>() : noSuchRun(runId);
}

Result<void> RunStore::setContext(const QString &runId, const RunContext &context)
{
    return change(runId, u"context = ?"_s, {toText(context.toJson())});
}

Result<void> RunStore::setPinned(const QString &runId, bool pinned)
{
    return change(runId, u"pinned = ?"_s, {pinned ? 1 : 0});
}

Result<void> RunStore::setNote(const QString &runId, const QString &note)
{
    Transaction transaction(m_database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto record = run(runId);
    if (!record)
        return std::unexpected(record.error());
    const auto text = textIdFor(m_database, RunSearch::textOf(record->request, note));
    if (!text)
        return std::unexpected(text.error());
    if (auto changed = change(runId, u"note = ?, text_id = ?"_s, {note, *text}); !changed)
        return changed;
    return transaction.commit();
}

Result<void> RunStore::setOutputKept(const QString &runId, OutputKept kept, qint64 diskBytes)
{
    return change(runId, u"output_kept = ?, disk_bytes = ?"_s,
                  {toString(kept), diskBytes < 0 ? QVariant() : QVariant(diskBytes)});
}

} // namespace CommandRunner
