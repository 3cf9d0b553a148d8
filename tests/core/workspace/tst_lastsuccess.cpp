// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/lastsuccess.h"

#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestLastSuccess final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theNewestOlderOne();
    void elseTheNewest();
    void neverItself();
    void programsThatNoListHas();
    void behindManyOthers();

private:
    // A run of a minute of the day; command "": a program that no list has.
    RunRecord add(int minute, RunState state, const QString &command = u"make:Makefile:test"_s,
                  const QString &folder = u"/srv/shop"_s);
    std::optional<QString> found(const RunRecord &run, int *asked = nullptr);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

void TestLastSuccess::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(m_folder->filePath(u"commandrunner.db"_s));
    QVERIFY(database);
    m_database = std::move(*database);
}

RunRecord TestLastSuccess::add(int minute, RunState state, const QString &command,
                               const QString &folder)
{
    RunRecord record;
    record.created = QDateTime(QDate(2026, 11, 21), QTime(8, 0), Qt::UTC).addSecs(60 * minute);
    record.state = state;
    RunRequest &request = record.request;
    request.runId = newRunId(record.created);
    request.commandId = command;
    request.folder = command.isEmpty() ? QString() : folder;
    request.workingDirectory = folder;
    request.name = u"test"_s;
    request.argv = {u"make"_s, u"test"_s};
    if (!RunStore(*m_database).insert(request, RunState::Running, record.created))
        qFatal("the run cannot be recorded");
    record.outcome.state = state;
    if (!RunStore(*m_database).recordOutcome(record.id(), record.outcome))
        qFatal("its end cannot be recorded");
    return record;
}

std::optional<QString> TestLastSuccess::found(const RunRecord &run, int *asked)
{
    LastSuccessSearch search(run);
    while (const auto query = search.next()) {
        if (asked)
            ++*asked;
        const auto answer = RunStore(*m_database).runs(*query);
        if (!answer)
            qFatal("the runs cannot be read");
        search.take(*answer);
    }
    return search.found() ? std::optional(search.found()->id()) : std::nullopt;
}

void TestLastSuccess::theNewestOlderOne()
{
    add(1, RunState::Succeeded);
    const RunRecord wanted = add(2, RunState::Succeeded);
    add(3, RunState::Failed);
    add(4, RunState::Succeeded, u"make:Makefile:build"_s);
    add(5, RunState::Succeeded, u"make:Makefile:test"_s, u"/srv/other"_s);
    const RunRecord run = add(6, RunState::Failed);
    add(7, RunState::Succeeded);
    QCOMPARE(found(run), std::optional(wanted.id()));
}

void TestLastSuccess::elseTheNewest()
{
    const RunRecord run = add(1, RunState::Failed);
    add(2, RunState::Succeeded);
    const RunRecord wanted = add(3, RunState::Succeeded);
    QCOMPARE(found(run), std::optional(wanted.id()));
}

void TestLastSuccess::neverItself()
{
    const RunRecord run = add(1, RunState::Succeeded);
    QCOMPARE(found(run), std::nullopt);
    const RunRecord other = add(2, RunState::Succeeded);
    QCOMPARE(found(run), std::optional(other.id()));
    QCOMPARE(found(other), std::optional(run.id()));
}

void TestLastSuccess::programsThatNoListHas()
{
    const RunRecord wanted = add(1, RunState::Succeeded, QString());
    add(2, RunState::Succeeded, QString(), u"/srv/other"_s);
    add(3, RunState::Succeeded); // of a list, by the same name
    QCOMPARE(found(add(4, RunState::Failed, QString())), std::optional(wanted.id()));
}

// Page by page, and not for ever.
void TestLastSuccess::behindManyOthers()
{
    const RunRecord wanted = add(0, RunState::Succeeded, QString());
    Transaction transaction(*m_database);
    QVERIFY(transaction.begin());
    for (int i = 1; i <= 1200; ++i)
        add(i, RunState::Succeeded, QString(), u"/srv/other"_s);
    QVERIFY(transaction.commit());
    int asked = 0;
    QCOMPARE(found(add(1300, RunState::Failed, QString()), &asked), std::optional(wanted.id()));
    QCOMPARE(asked, 3);
}

QTEST_APPLESS_MAIN(TestLastSuccess)
#include "tst_lastsuccess.moc"
