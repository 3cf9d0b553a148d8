// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/outputlog.h"
#include "core/run/runcompression.h"
#include "core/storage/lensstore.h"
#include "core/workspace/lenslibrary.h"
#include "core/workspace/outputssearch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// A search over the outputs of many runs: order, limits, progress, cancel, what cannot be read.
class TestOutputsSearch final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void newestRunFirst();
    void onlyWantedRuns();
    void runThatStillRuns();
    void encodingOfTheCommand();
    void limits();
    void whoFindsWaitsForWhoTakes();
    void unreadableLogsHideNothing();
    void nothingToLookFor();
    void cancelledAndStartedAgain();
    void deletedWhileItSearches();
    void databaseThatCannotBeOpened();

private:
    RunFolder folder(const QString &id) const
    {
        return RunFolder(m_dir->filePath(u"runs/"_s + id));
    }
    void addRun(int number, const QByteArray &output, const QString &command = u"c"_s,
                RunState state = RunState::Succeeded);
    void compress(int number) const
    {
        RunOutcome outcome;
        outcome.state = RunState::Succeeded;
        QVERIFY(folder(idOf(number)).writeOutcome(outcome));
        QCOMPARE(compressOutput(folder(idOf(number)))->compressedFiles, 1);
    }
    static QString idOf(int number) { return u"run-%1"_s.arg(number, 5, 10, QChar(u'0')); }
    OutputsSearch::End run(const OutputsQuery &query);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<DatabaseWorker> m_worker;
    std::unique_ptr<OutputsSearch> m_search;
    QStringList m_found; // "run:line:text"
    QList<SearchedRun> m_runs;
    int m_batches = 0;
    qsizetype m_largestBatch = 0;
};

void TestOutputsSearch::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_database = *Database::open(m_dir->filePath(u"commandrunner.db"_s));
    m_worker = std::make_unique<DatabaseWorker>(m_dir->filePath(u"commandrunner.db"_s));
    m_worker->start();
    m_search = std::make_unique<OutputsSearch>(*m_worker, [this](const QString &id) {
        return folder(id).path();
    });
    connect(m_search.get(), &OutputsSearch::found, this, [this](const QList<OutputHit> &hits) {
        for (const OutputHit &hit : hits)
            m_found.append(u"%1:%2:%3"_s.arg(hit.runId).arg(hit.line.line).arg(hit.line.text));
        ++m_batches;
        m_largestBatch = std::max(m_largestBatch, hits.size());
    });
    connect(m_search.get(), &OutputsSearch::runsSearched, this,
            [this](const QList<SearchedRun> &runs) { m_runs += runs; });
}

void TestOutputsSearch::cleanup()
{
    m_search.reset();
    m_worker.reset();
    m_database.reset();
    m_dir.reset();
}

void TestOutputsSearch::addRun(int number, const QByteArray &output, const QString &command,
                               RunState state)
{
    RunRequest request;
    request.runId = idOf(number);
    request.commandId = command;
    request.folder = u"/project"_s;
    request.argv = {u"x"_s};
    RunStore store(*m_database);
    const QDateTime time = QDateTime::fromSecsSinceEpoch(1'700'000'000 + number, Qt::UTC);
    QVERIFY(store.insert(request, RunState::Running, time));
    QVERIFY(QDir().mkpath(folder(request.runId).path()));
    OutputLogWriter writer;
    QVERIFY(writer.open(folder(request.runId).log(), folder(request.runId).index()));
    writer.append(OutputStream::Standard, output, 0);
    writer.close();
    if (!isFinal(state))
        return;
    RunOutcome outcome;
    outcome.state = state;
    outcome.outputBytes = output.size();
    QVERIFY(*store.recordOutcome(request.runId, outcome));
}

OutputsSearch::End TestOutputsSearch::run(const OutputsQuery &query)
{
    m_found.clear();
    m_runs.clear();
    m_batches = 0;
    m_largestBatch = 0;
    QSignalSpy finished(m_search.get(), &OutputsSearch::finished);
    m_search->start(query);
    if (!QTest::qWaitFor([&] { return finished.count() > 0; }, 300'000))
        qFatal("the search does not end");
    if (finished.count() != 1 || m_search->isSearching())
        qFatal("the search ended more than once, or goes on");
    return finished.first().first().value<OutputsSearch::End>();
}

void TestOutputsSearch::newestRunFirst()
{
    constexpr int count = 1200; // more than two pages
    QStringList expected;
    qint64 bytes = 0;
    for (int i = 0; i < count; ++i) {
        QByteArray output = "hay\n"_ba.repeated(i % 50);
        if (i % 3 == 0)
            output += "a needle in " + QByteArray::number(i);
        bytes += output.size();
        addRun(i, output);
        if (i % 3 == 0)
            expected.prepend(u"%1:%2:a needle in %3"_s.arg(idOf(i)).arg(i % 50).arg(i));
    }
    QCOMPARE(run({.text = {.text = u"needle"_s}}), OutputsSearch::End::Complete);
    QCOMPARE(m_found, expected);
    QCOMPARE(m_runs.size(), expected.size());
    const OutputsProgress &progress = m_search->progress();
    QCOMPARE(progress.bytes, bytes);
    QCOMPARE(progress.bytesTotal, bytes);
    QCOMPARE(progress.runs, progress.runsTotal);
    QCOMPARE(progress.runs, count - count / 50 + count / 150); // the others printed nothing
    QCOMPARE(progress.hits, expected.size());
    QVERIFY(progress.listed);

    // Compressed ones are no different; small ones stay.
    addRun(count, "hay\n"_ba.repeated(5000) + "the needle\n");
    compress(count);
    QCOMPARE(run({.text = {.text = u"needle"_s}}), OutputsSearch::End::Complete);
    expected.prepend(idOf(count) + u":5000:the needle"_s);
    QCOMPARE(m_found, expected);
}

void TestOutputsSearch::onlyWantedRuns()
{
    addRun(1, "needle 1\n", u"a"_s, RunState::Failed);
    addRun(2, "needle 2\n", u"b"_s, RunState::Failed);
    addRun(3, "needle 3\n", u"a"_s);
    OutputsQuery query{.text = {.text = u"needle"_s}, .runs = {.commandId = u"a"_s, .limit = 0}};
    run(query);
    QCOMPARE(m_found, (QStringList{idOf(3) + u":0:needle 3"_s, idOf(1) + u":0:needle 1"_s}));
    query.runs.state = RunState::Failed;
    run(query);
    QCOMPARE(m_found, QStringList(idOf(1) + u":0:needle 1"_s));
    run({.text = {.text = u"needle"_s}, .runs = {.limit = 1}});
    QCOMPARE(m_found, QStringList(idOf(3) + u":0:needle 3"_s));
    run({.text = {.text = u"needle"_s}, .runs = {.limit = 0, .before = idOf(3)}});
    QCOMPARE(m_found.size(), 2);
    QCOMPARE(run({.text = {.text = u"n.*3$"_s, .regularExpression = true}}),
             OutputsSearch::End::Complete);
    QCOMPARE(m_found, QStringList(idOf(3) + u":0:needle 3"_s));
}

void TestOutputsSearch::runThatStillRuns()
{
    addRun(1, "needle 1\nneed", u"a"_s, RunState::Running);
    QCOMPARE(run({.text = {.text = u"need"_s}}), OutputsSearch::End::Complete);
    QCOMPARE(m_found, (QStringList{idOf(1) + u":0:needle 1"_s, idOf(1) + u":1:need"_s}));
    QCOMPARE(m_search->progress().bytesTotal, 13);
}

void TestOutputsSearch::encodingOfTheCommand()
{
    LensChoice choice;
    choice.encoding = OutputEncoding::Latin1;
    LensStore store(*m_database);
    RunRequest request;
    request.commandId = u"latin"_s;
    QVERIFY(store.saveChoice(u"/project"_s, lensCommandId(request), choice.toJson()));
    addRun(1,
           "gr\xf6\xdf"
           "er\n",
           u"latin"_s);
    addRun(2,
           "gr\xf6\xdf"
           "er\n",
           u"other"_s);
    run({.text = {.text = u"größer"_s}});
    QCOMPARE(m_found, QStringList(idOf(1) + u":0:größer"_s));
}

void TestOutputsSearch::limits()
{
    for (int i = 0; i < 20; ++i)
        addRun(i, "needle\n"_ba.repeated(100));
    QCOMPARE(run({.text = {.text = u"needle"_s}, .hitsPerRun = 7}), OutputsSearch::End::Complete);
    QCOMPARE(m_found.size(), 140);
    QCOMPARE(m_runs.size(), 20);
    QVERIFY(m_runs.first().limited && m_runs.first().hits == 7);
    QCOMPARE(run({.text = {.text = u"needle"_s}, .hits = 250}), OutputsSearch::End::Limited);
    QCOMPARE(m_found.size(), 250);
    QCOMPARE(m_found.constLast(), idOf(17) + u":49:needle"_s);
    QCOMPARE(m_search->progress().hits, 250);
    QCOMPARE(run({.text = {.text = u"needle"_s}, .hits = 2001}), OutputsSearch::End::Complete);
    QCOMPARE(m_found.size(), 2000);
    QVERIFY(!m_runs.first().limited);
}

void TestOutputsSearch::whoFindsWaitsForWhoTakes()
{
    for (int i = 0; i < 6; ++i)
        addRun(i, "needle\n"_ba.repeated(60'000));
    QCOMPARE(run({.text = {.text = u"needle"_s}, .hitsPerRun = 1'000'000, .hits = 1'000'000}),
             OutputsSearch::End::Complete);
    QCOMPARE(m_found.size(), 360'000);
    QVERIFY2(m_largestBatch <= 10'000, qPrintable(QString::number(m_largestBatch)));
    for (int i = 0; i < 6; ++i)
        QCOMPARE(m_found.at(i * 60'000), idOf(5 - i) + u":0:needle"_s);
}

void TestOutputsSearch::unreadableLogsHideNothing()
{
    addRun(1, "needle 1\n");
    addRun(2, "needle 2\n");
    addRun(3, "needle 3\n"_ba + "hay\n"_ba.repeated(500'000) + "needle 3\n");
    addRun(4, "needle 4\n");
    QFile::remove(folder(idOf(2)).log());
    compress(3);
    QFile stored(folder(idOf(3)).log() + u".zst"_s);
    QVERIFY(stored.open(QIODevice::ReadWrite) && stored.seek(stored.size() / 2));
    stored.write("damage");
    stored.close();
    QCOMPARE(run({.text = {.text = u"needle"_s}}), OutputsSearch::End::Complete);
    QCOMPARE(m_found,
             (QStringList{idOf(4) + u":0:needle 4"_s, idOf(3) + u":0:needle 3"_s,
                          idOf(1) + u":0:needle 1"_s}));
    QHash<QString, ErrorCode> errors;
    for (const SearchedRun &run : std::as_const(m_runs)) {
        if (run.error)
            errors.insert(run.runId, run.error->code);
    }
    QCOMPARE(
        errors,
        (QHash<QString, ErrorCode>{{idOf(2), ErrorCode::NotFound}, {idOf(3), ErrorCode::Corrupt}}));
}

void TestOutputsSearch::nothingToLookFor()
{
    QCOMPARE(run({.text = {.text = u"needle"_s}}), OutputsSearch::End::Complete); // no runs
    addRun(1, "needle\n");
    QCOMPARE(run({}), OutputsSearch::End::Complete);
    QCOMPARE(run({.text = {.text = u"("_s, .regularExpression = true}}),
             OutputsSearch::End::Complete);
    QCOMPARE(run({.text = {.text = u"hay"_s}}), OutputsSearch::End::Complete);
    QVERIFY(m_found.isEmpty());
    m_search->cancel(); // nothing happens
}

void TestOutputsSearch::cancelledAndStartedAgain()
{
    for (int i = 0; i < 8; ++i)
        addRun(i, "needle\n"_ba.repeated(200'000));
    const OutputsQuery query{
        .text = {.text = u"needle"_s}, .hitsPerRun = 1'000'000, .hits = 10'000'000};
    QSignalSpy finished(m_search.get(), &OutputsSearch::finished);
    m_search->start(query);
    QTRY_VERIFY(!m_found.isEmpty());
    m_search->cancel();
    QCOMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<OutputsSearch::End>(), OutputsSearch::End::Cancelled);
    const qsizetype before = m_found.size();
    QVERIFY(before < 8 * 200'000);
    QCoreApplication::processEvents();
    QCOMPARE(m_found.size(), before);

    for (int i = 0; i < 20; ++i) // as somebody types
        m_search->start({.text = {.text = u"needle"_s.first(1 + i % 6)}});
    QCOMPARE(finished.count(), 20); // the last one goes on
    m_search->cancel();
    QCOMPARE(run({.text = {.text = u"needle"_s}, .hitsPerRun = 1}), OutputsSearch::End::Complete);
    QCOMPARE(m_found.size(), 8);

    // Who hears of the first hits may cancel.
    connect(m_search.get(), &OutputsSearch::found, m_search.get(), &OutputsSearch::cancel);
    QCOMPARE(run(query), OutputsSearch::End::Cancelled);
    QCOMPARE(m_batches, 1);
}

void TestOutputsSearch::deletedWhileItSearches()
{
    for (int i = 0; i < 4; ++i)
        addRun(i, "needle\n"_ba.repeated(200'000));
    for (int i = 0; i < 10; ++i) {
        OutputsSearch search(*m_worker, [this](const QString &id) { return folder(id).path(); });
        bool found = false;
        connect(&search, &OutputsSearch::found, this, [&found] { found = true; });
        search.start({.text = {.text = u"needle"_s}, .hitsPerRun = 1'000'000, .hits = 10'000'000});
        if (i % 2 == 0)
            QTRY_VERIFY(found);
    }
}

void TestOutputsSearch::databaseThatCannotBeOpened()
{
    DatabaseWorker worker(m_dir->filePath(u"no/such/folder.db"_s));
    worker.start();
    OutputsSearch search(worker, [](const QString &id) { return id; });
    QSignalSpy finished(&search, &OutputsSearch::finished);
    search.start({.text = {.text = u"needle"_s}});
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<OutputsSearch::End>(), OutputsSearch::End::Failed);
    QVERIFY(search.error());
}

QTEST_GUILESS_MAIN(TestOutputsSearch)
#include "tst_outputssearch.moc"
