// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/lenslibrary.h"

#include "core/base/logging.h"
#include "core/output/builtinrules.h"
#include "core/storage/lensstore.h"

#include <QJsonArray>
#include <QUuid>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct ClassWord {
    LineClass lineClass;
    QLatin1StringView word;
};
constexpr ClassWord classWords[]{
    {LineClass::Plain, "plain"_L1},       {LineClass::Sql, "sql"_L1},
    {LineClass::Progress, "progress"_L1}, {LineClass::Warning, "warning"_L1},
    {LineClass::Error, "error"_L1},       {LineClass::Debug, "debug"_L1}};

Result<QList<QJsonObject>> replaceSets(Database &database, const QList<QJsonObject> &sets)
{
    Transaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return std::unexpected(begun.error());
    LensStore store(database);
    const auto before = store.ruleSets();
    if (!before)
        return std::unexpected(before.error());
    for (const QJsonObject &set : *before) {
        if (auto done = store.removeRuleSet(set.value("id"_L1).toString()); !done)
            return std::unexpected(done.error());
    }
    for (const QJsonObject &set : sets) {
        if (auto done = store.saveRuleSet(set); !done)
            return std::unexpected(done.error());
    }
    if (auto done = transaction.commit(); !done)
        return std::unexpected(done.error());
    return sets;
}

} // namespace

QJsonObject LensChoice::toJson() const
{
    QJsonArray classes;
    for (const ClassWord &each : classWords) {
        if (hiddenClasses & lineClassBit(each.lineClass))
            classes.append(each.word);
    }
    QStringList sets(ruleSets.begin(), ruleSets.end());
    sets.sort();
    return {{"hidden"_L1, classes},
            {"ruleSets"_L1, QJsonArray::fromStringList(sets)},
            {"filters"_L1, CommandRunner::toJson(filters)},
            {"encoding"_L1, encodingName(encoding)}};
}

LensChoice LensChoice::fromJson(const QJsonObject &json)
{
    LensChoice choice;
    const QJsonArray classes = json.value("hidden"_L1).toArray();
    for (const ClassWord &each : classWords) {
        if (classes.contains(QJsonValue(each.word)))
            choice.hiddenClasses |= lineClassBit(each.lineClass);
    }
    const QJsonArray sets = json.value("ruleSets"_L1).toArray();
    for (const QJsonValue &id : sets)
        choice.ruleSets.insert(id.toString());
    if (auto filters = lineFiltersFromJson(json.value("filters"_L1).toObject()))
        choice.filters = *std::move(filters);
    if (const auto encoding = encodingFromName(json.value("encoding"_L1).toString()))
        choice.encoding = *encoding;
    return choice;
}

QString lensCommandId(const RunRequest &request)
{
    return request.commandId.isEmpty() ? u"exec:"_s + request.argv.value(0) : request.commandId;
}

LensLibrary::LensLibrary(DatabaseWorker &worker, QObject *parent)
    : QObject(parent),
      m_worker(worker),
      m_builtIn(builtInRuleSets())
{}

QString LensLibrary::newSetId()
{
    return u"own:"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

void LensLibrary::load()
{
    if (std::exchange(m_loaded, true))
        return;
    m_worker.submit(
        this, [](Database &database) { return LensStore(database).ruleSets(); },
        [this](const Result<QList<QJsonObject>> &stored) { take(stored); });
}

void LensLibrary::take(const Result<QList<QJsonObject>> &stored)
{
    if (!stored) {
        Q_EMIT failed(stored.error());
        return;
    }
    QList<LineRuleSet> sets;
    for (const QJsonObject &json : *stored) {
        if (auto set = lineRuleSetFromJson(json))
            sets.append(*std::move(set));
        else
            qCWarning(logWorkspace).noquote()
                << "a rule set cannot be read:" << set.error().toString();
    }
    if (sets == m_own)
        return;
    m_own = sets;
    Q_EMIT setsChanged();
}

void LensLibrary::setOwnSets(const QList<LineRuleSet> &sets)
{
    if (sets == m_own)
        return;
    m_loaded = true;
    m_own = sets;
    QList<QJsonObject> stored;
    for (LineRuleSet &set : m_own) {
        set.builtIn = false;
        stored.append(CommandRunner::toJson(set));
    }
    m_worker.submit(
        this, [stored](Database &database) { return replaceSets(database, stored); },
        [this](const Result<QList<QJsonObject>> &written) {
            if (!written)
                Q_EMIT failed(written.error());
        });
    Q_EMIT setsChanged();
}

void LensLibrary::choice(const QString &folder, const QString &commandId, QObject *context,
                         std::function<void(std::optional<LensChoice>)> done)
{
    using Stored = Result<std::optional<QJsonObject>>;
    m_worker.submit(
        context,
        [folder, commandId](Database &database) -> Stored {
            return LensStore(database).choice(folder, commandId);
        },
        [done = std::move(done)](const Stored &stored) {
            if (stored && *stored)
                done(LensChoice::fromJson(**stored));
            else
                done(std::nullopt);
        });
}

void LensLibrary::remember(const QString &folder, const QString &commandId,
                           const LensChoice &choice)
{
    m_worker.submit(
        this,
        [folder, commandId, json = choice.toJson()](Database &database) {
            return LensStore(database).saveChoice(folder, commandId, json);
        },
        [this](const Result<void> &written) {
            if (!written)
                Q_EMIT failed(written.error());
        });
}

} // namespace CommandRunner
