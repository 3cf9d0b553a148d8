// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/databaseworker.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestDatabaseWorker final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"test.db"_s);
    }
    void worksInOrderInItsThread();
    void resultsOfDeadContextsAreDropped();
    void contextsMayDieAtAnyMoment();
    void finishesWhatWasGiven();
    void neverStarted();
    void tellsWhenItCannotOpen();
    void tellsOfAFileThatWasSetAside();
    void tellsOfChangesByOthers();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestDatabaseWorker::worksInOrderInItsThread()
{
    DatabaseWorker worker(m_file);
    QSignalSpy opened(&worker, &DatabaseWorker::opened);
    QList<int> results;
    QThread *ours = QThread::currentThread();
    for (int n = 0; n < 100; ++n) {
        worker.submit(
            this,
            [n, ours](Database &database) -> Result<int> {
                if (QThread::currentThread() == ours)
                    return fail(ErrorCode::Io, u"wrong thread"_s);
                if (auto done = database.execute(u"INSERT INTO favourites VALUES (?)"_s,
                                                 {QString::number(n)});
                    !done)
                    return std::unexpected(done.error());
                return database.value(u"SELECT count(*) FROM favourites"_s)->toInt();
            },
            [&results, ours](Result<int> result) {
                QCOMPARE(QThread::currentThread(), ours);
                results.append(result.value_or(-1));
            });
        if (n == 50)
            worker.start();
    }
    QTRY_COMPARE(results.size(), 100);
    for (int n = 0; n < 100; ++n)
        QCOMPARE(results.at(n), n + 1);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toString(), QString());
}

void TestDatabaseWorker::resultsOfDeadContextsAreDropped()
{
    DatabaseWorker worker(m_file);
    std::atomic_int worked = 0;
    int called = 0;
    const auto work = [&worked](Database &) -> Result<void> {
        ++worked;
        return {};
    };
    const auto done = [&called](const Result<void> &) {
        ++called;
    };
    auto *shortLived = new QObject;
    worker.submit(shortLived, work, done);
    worker.submit(nullptr, work, done);
    delete shortLived;
    worker.start();
    bool last = false;
    worker.submit(this, work, [&last](const Result<void> &) { last = true; });
    QTRY_VERIFY(last);
    QCOMPARE(worked.load(), 3); // the work itself is done
    QCOMPARE(called, 0);
}

// For the thread sanitizer and the address sanitizer: the context goes while its result is being
// queued.
void TestDatabaseWorker::contextsMayDieAtAnyMoment()
{
    DatabaseWorker worker(m_file);
    worker.start();
    int called = 0;
    for (int n = 0; n < 500; ++n) {
        auto context = std::make_unique<QObject>();
        worker.submit(
            context.get(), [](Database &) -> Result<int> { return 1; },
            [&called](Result<int>) { ++called; });
        if (n % 3 == 0)
            QCoreApplication::processEvents();
    }
    bool last = false;
    worker.submit(
        this, [](Database &) -> Result<int> { return 1; }, [&last](Result<int>) { last = true; });
    QTRY_VERIFY(last);
}

void TestDatabaseWorker::finishesWhatWasGiven()
{
    {
        DatabaseWorker worker(m_file);
        worker.start();
        for (int n = 0; n < 50; ++n) {
            worker.submit(
                nullptr,
                [n](Database &database) -> Result<void> {
                    if (auto done = database.execute(u"INSERT INTO favourites VALUES (?)"_s,
                                                     {QString::number(n)});
                        !done)
                        return std::unexpected(done.error());
                    return {};
                },
                [](const Result<void> &) {});
        }
    }
    auto database = Database::open(m_file);
    QVERIFY(database);
    QCOMPARE((*database)->value(u"SELECT count(*) FROM favourites"_s)->toInt(), 50);
    QVERIFY(!QFile::exists(m_file + u".lock"_s));
}

void TestDatabaseWorker::neverStarted()
{
    bool worked = false;
    {
        DatabaseWorker worker(m_file);
        worker.submit(
            this,
            [&worked](Database &) -> Result<void> {
                worked = true;
                return {};
            },
            [](const Result<void> &) {});
    }
    QVERIFY(!worked);
    QVERIFY(!QFile::exists(m_file));
}

void TestDatabaseWorker::tellsWhenItCannotOpen()
{
    QFile plain(m_folder->filePath(u"plain"_s));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    DatabaseWorker worker(plain.fileName() + u"/test.db"_s);
    QSignalSpy failed(&worker, &DatabaseWorker::failed);
    bool worked = false;
    std::optional<Error> error;
    worker.submit(
        this,
        [&worked](Database &) -> Result<int> {
            worked = true;
            return 1;
        },
        [&error](const Result<int> &result) { error = result.error(); });
    worker.start();
    QTRY_VERIFY(error.has_value());
    QVERIFY(!worked);
    QCOMPARE(error->code, ErrorCode::Io);
    QCOMPARE(error->subject, plain.fileName() + u"/test.db"_s);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().subject, error->subject);
}

void TestDatabaseWorker::tellsOfAFileThatWasSetAside()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is not a database");
    file.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is damaged"_s));
    DatabaseWorker worker(m_file);
    QSignalSpy opened(&worker, &DatabaseWorker::opened);
    worker.start();
    QTRY_COMPARE(opened.size(), 1);
    const QString aside = opened.first().first().toString();
    QVERIFY2(aside.startsWith(m_file + u".corrupt-"_s), qPrintable(aside));
    QVERIFY(QFile::exists(aside));
}

void TestDatabaseWorker::tellsOfChangesByOthers()
{
    DatabaseWorker worker(m_file);
    QSignalSpy changed(&worker, &DatabaseWorker::changedByOthers);
    worker.start();
    bool done = false;
    const auto insert = [](Database &database) -> Result<void> {
        if (auto inserted = database.execute(
                u"INSERT INTO favourites VALUES (hex(randomblob(8)))"_s);
            !inserted)
            return std::unexpected(inserted.error());
        return {};
    };
    worker.submit(this, insert, [&done](const Result<void> &result) { done = result.has_value(); });
    QTRY_VERIFY(done);
    auto other = Database::open(m_file);
    QVERIFY(other);
    QCOMPARE(changed.size(), 0); // our own change is none
    QVERIFY(insert(**other));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(insert(**other));
    QTRY_COMPARE(changed.size(), 2);
}

QTEST_GUILESS_MAIN(TestDatabaseWorker)
#include "tst_databaseworker.moc"
