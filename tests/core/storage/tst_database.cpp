// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QList<Migration> twoSteps{
    {{u"CREATE TABLE a (x TEXT)"_s, u"INSERT INTO a VALUES ('semi;colon')"_s}},
    {{u"ALTER TABLE a ADD COLUMN y INTEGER"_s, u"CREATE TABLE b (z TEXT)"_s}}};

DatabaseOptions withSteps(qsizetype count)
{
    return {twoSteps.first(count), 5000};
}

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

// A database with our schema and a row, closed and checkpointed.
void makeDatabase(const QString &path)
{
    auto database = Database::open(path);
    QVERIFY2(database.has_value(), database ? "" : qPrintable(database.error().toString()));
    QVERIFY((*database)->execute(u"INSERT INTO favourites VALUES ('kept')"_s));
}

QString favourite(Database &database)
{
    return database.value(u"SELECT absolute_id FROM favourites"_s).value_or(QVariant()).toString();
}

} // namespace

class TestDatabase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"a b#c?d%é.db"_s); // all that could be misread in a URI
    }

    void opensWithItsSettings();
    void keepsWhatWasWritten();
    void migratesStepByStep();
    void aFailingMigrationLeavesTheVersionBefore();
    void aNewerFileIsLeftUntouched();
    void aNewerVersionThatStandsInTheWalIsSeen();
    void anotherProgramsFileIsLeftUntouched();
    void aDamagedFileIsSetAside_data();
    void aDamagedFileIsSetAside();
    void theWalGoesWithADamagedFile();
    void anEmptyFileIsANewDatabase();
    void openedByManyAtOnce_data();
    void openedByManyAtOnce();
    void openedByProcessesAtOnce();
    void aLockedFileIsBusy();
    void aWriterMakesOthersWait();
    void unusableFolders();
    void aFullDiskIsAnIoError();
    void textWithNulIsRefused();
    void nullTextIsEmptyText();
    void transactionsRollBack();
    void dataVersionTellsOfOthers();
    void checkFindsDamage();
    void foreignKeysHold();

private:
    QStringList filesAside() const
    {
        return QDir(m_folder->path()).entryList({u"*.corrupt-*"_s}, QDir::Files, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestDatabase::opensWithItsSettings()
{
    auto database = Database::open(m_file);
    QVERIFY(database);
    QCOMPARE((*database)->value(u"PRAGMA journal_mode"_s)->toString(), u"wal"_s);
    QCOMPARE((*database)->value(u"PRAGMA foreign_keys"_s)->toInt(), 1);
    QCOMPARE((*database)->value(u"PRAGMA synchronous"_s)->toInt(), 1);
    QCOMPARE((*database)->value(u"PRAGMA busy_timeout"_s)->toInt(),
             DatabaseOptions().busyTimeoutMs);
    QCOMPARE((*database)->value(u"PRAGMA user_version"_s)->toInt(), int(schemaMigrations().size()));
    QVERIFY((*database)->setAside().isEmpty());
#ifdef Q_OS_UNIX
    QCOMPARE(QFile::permissions(m_file) & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    QVERIFY((*database)->execute(u"INSERT INTO favourites VALUES ('a')"_s));
    QCOMPARE(QFile::permissions(m_file + u"-wal"_s)
                 & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
#endif
}

void TestDatabase::keepsWhatWasWritten()
{
    makeDatabase(m_file);
    auto database = Database::open(m_file);
    QVERIFY(database);
    QCOMPARE(favourite(**database), u"kept"_s);
}

void TestDatabase::migratesStepByStep()
{
    {
        auto old = Database::open(m_file, withSteps(1));
        QVERIFY(old);
        QVERIFY((*old)->execute(u"INSERT INTO a VALUES ('old')"_s));
    }
    auto database = Database::open(m_file, withSteps(2));
    QVERIFY(database);
    QCOMPARE((*database)->value(u"PRAGMA user_version"_s)->toInt(), 2);
    QCOMPARE((*database)
                 ->value(u"SELECT count(*) FROM a WHERE x IN ('old', 'semi;colon') AND y IS NULL"_s)
                 ->toInt(),
             2);
}

void TestDatabase::aFailingMigrationLeavesTheVersionBefore()
{
    {
        QVERIFY(Database::open(m_file, withSteps(1)));
    }
    DatabaseOptions broken = withSteps(2);
    broken.migrations[1].statements.append(u"INSERT INTO nowhere VALUES (1)"_s);
    const auto failed = Database::open(m_file, broken);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Database);
    QCOMPARE(failed.error().subject, m_file);
    QVERIFY2(failed.error().detail.contains(u"nowhere"_s), qPrintable(failed.error().detail));

    auto database = Database::open(m_file, withSteps(1));
    QVERIFY(database);
    QCOMPARE((*database)->value(u"SELECT count(*) FROM sqlite_master WHERE name = 'b'"_s)->toInt(),
             0);
    QVERIFY(!(*database)->execute(u"SELECT y FROM a"_s));
    database->reset();
    QVERIFY(Database::open(m_file, withSteps(2)));
}

void TestDatabase::aNewerFileIsLeftUntouched()
{
    {
        QVERIFY(Database::open(m_file, withSteps(2)));
    }
    const QByteArray before = content(m_file);
    QVERIFY(!before.isEmpty());
    const auto refused = Database::open(m_file, withSteps(1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NewerVersion);
    QCOMPARE(refused.error().subject, m_file);
    QVERIFY(refused.error().detail.contains(u"version 2"_s));
    QCOMPARE(content(m_file), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

// As after a crash of the newer program: the new version is in the WAL only.
void TestDatabase::aNewerVersionThatStandsInTheWalIsSeen()
{
    const QString copy = m_folder->filePath(u"copy.db"_s);
    {
        auto newer = Database::open(m_file, withSteps(1));
        QVERIFY(newer);
        QVERIFY((*newer)->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
        auto newest = Database::open(m_file, withSteps(2));
        QVERIFY(newest);
        QVERIFY(QFile::copy(m_file, copy));
        QVERIFY(QFile::copy(m_file + u"-wal"_s, copy + u"-wal"_s));
    }
    const QByteArray before = content(copy);
    const QByteArray walBefore = content(copy + u"-wal"_s);
    QCOMPARE(before.mid(60, 4).toHex(), "00000001"_ba); // the header still says 1
    const auto refused = Database::open(copy, withSteps(1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NewerVersion);
    QCOMPARE(content(copy), before);
    QCOMPARE(content(copy + u"-wal"_s), walBefore);
    QVERIFY(Database::open(copy, withSteps(2)));
}

void TestDatabase::anotherProgramsFileIsLeftUntouched()
{
    makeDatabase(m_file);
    QByteArray bytes = content(m_file);
    bytes.replace(68, 4, "\0\0\0\0", 4); // application_id
    writeContent(m_file, bytes);
    const auto refused = Database::open(m_file);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidFormat);
    QCOMPARE(content(m_file), bytes);
    QVERIFY(filesAside().isEmpty());
}

void TestDatabase::aDamagedFileIsSetAside_data()
{
    QTest::addColumn<std::function<void(QByteArray &)>>("damage");
    using Damage = std::function<void(QByteArray &)>;
    QTest::newRow("not a database")
        << Damage([](QByteArray &bytes) { bytes = "once upon a time\n"; });
    QTest::newRow("header") << Damage([](QByteArray &bytes) {
        bytes.replace(0, 16, QByteArray(16, 'x'));
    });
    QTest::newRow("truncated") << Damage([](QByteArray &bytes) { bytes.truncate(5000); });
    QTest::newRow("only the header") << Damage([](QByteArray &bytes) { bytes.truncate(100); });
    QTest::newRow("schema text") << Damage([](QByteArray &bytes) {
        bytes.replace("CREATE TABLE folders", "CRXXTE TABLE folders");
    });
    QTest::newRow("page 1 after the header")
        << Damage([](QByteArray &bytes) { bytes.replace(100, 3996, QByteArray(3996, '\xff')); });
    QTest::newRow("a table's root page")
        // The second page maps pages for incremental_vacuum.
        << Damage([](QByteArray &bytes) { bytes.replace(8192, 4096, QByteArray(4096, '\0')); });
}

void TestDatabase::aDamagedFileIsSetAside()
{
    QFETCH(const std::function<void(QByteArray &)>, damage);
    makeDatabase(m_file);
    QByteArray bytes = content(m_file);
    QVERIFY(bytes.size() > 12288);
    damage(bytes);
    writeContent(m_file, bytes);

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"damaged.*set aside"_s));
    auto database = Database::open(m_file);
    QVERIFY2(database.has_value(), database ? "" : qPrintable(database.error().toString()));
    const QString aside = (*database)->setAside();
    QVERIFY2(QRegularExpression(u"\\.corrupt-\\d{8}T\\d{6}Z$"_s).match(aside).hasMatch(),
             qPrintable(aside));
    QCOMPARE(content(aside), bytes);
    QCOMPARE(favourite(**database), QString());
    QVERIFY((*database)->execute(u"INSERT INTO favourites VALUES ('new')"_s));
    database->reset();

    auto again = Database::open(m_file);
    QVERIFY(again);
    QVERIFY((*again)->setAside().isEmpty());
    QCOMPARE(favourite(**again), u"new"_s);
    QVERIFY(!QFile::exists(m_file + u".lock"_s));
}

void TestDatabase::theWalGoesWithADamagedFile()
{
    writeContent(m_file, "damaged");
    writeContent(m_file + u"-wal"_s, "a wal");
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"damaged"_s));
    auto database = Database::open(m_file);
    QVERIFY(database);
    const QString aside = (*database)->setAside();
    QCOMPARE(content(aside), "damaged"_ba);
    // SQLite may have emptied a WAL that it could not make sense of; it must not stay with the new
    // file.
    QVERIFY(content(m_file + u"-wal"_s) != "a wal"_ba);
    database->reset();
    QVERIFY(!QFile::exists(m_file + u"-wal"_s));
}

void TestDatabase::anEmptyFileIsANewDatabase()
{
    writeContent(m_file, {});
    auto database = Database::open(m_file);
    QVERIFY(database);
    QVERIFY((*database)->setAside().isEmpty());
}

void TestDatabase::openedByManyAtOnce_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("a new file") << QByteArray();
    QTest::newRow("a damaged file") << "damaged"_ba;
}

void TestDatabase::openedByManyAtOnce()
{
    QFETCH(const QByteArray, start);
    for (int round = 0; round < 10; ++round) {
        const QString file = m_file + QString::number(round);
        if (!start.isEmpty())
            writeContent(file, start);
        std::atomic_int good = 0;
        QList<QThread *> threads;
        for (int n = 0; n < 6; ++n) {
            threads.append(QThread::create([&good, file, n] {
                auto database = Database::open(file);
                if (!database)
                    qWarning().noquote() << database.error().toString();
                else if ((*database)->execute(u"INSERT INTO favourites VALUES (?)"_s,
                                              {QString::number(n)}))
                    ++good;
            }));
            threads.last()->start();
        }
        for (QThread *thread : std::as_const(threads))
            thread->wait();
        qDeleteAll(threads);
        QCOMPARE(good.load(), 6);
        auto database = Database::open(file);
        QVERIFY(database);
        QCOMPARE((*database)->value(u"SELECT count(*) FROM favourites"_s)->toInt(), 6); // nobody's
                                                                                        // new file
                                                                                        // was set
                                                                                        // aside
        QCOMPARE(filesAside().size(), start.isEmpty() ? 0 : round + 1);
    }
}

// Other processes hold other POSIX locks than other threads do.
void TestDatabase::openedByProcessesAtOnce()
{
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int n = 0; n < 4; ++n) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->start(QCoreApplication::applicationFilePath(),
                                {u"--insert"_s, m_file, QString::number(n)});
    }
    for (const auto &process : processes) {
        QVERIFY(process->waitForFinished());
        QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
    }
    auto database = Database::open(m_file);
    QVERIFY(database);
    QCOMPARE((*database)->value(u"SELECT count(*) FROM favourites"_s)->toInt(), 4);
}

void TestDatabase::aLockedFileIsBusy()
{
    auto holder = Database::open(m_file);
    QVERIFY(holder);
    // Out of WAL mode, an exclusive transaction keeps readers out as well.
    QVERIFY((*holder)->value(u"PRAGMA journal_mode = DELETE"_s));
    QVERIFY((*holder)->execute(u"BEGIN EXCLUSIVE"_s));
    DatabaseOptions options;
    options.busyTimeoutMs = 50;
    const auto busy = Database::open(m_file, options);
    QVERIFY(!busy);
    QCOMPARE(busy.error().code, ErrorCode::Busy);
    QCOMPARE(busy.error().subject, m_file);
    QVERIFY(!busy.error().detail.isEmpty());
    QVERIFY((*holder)->execute(u"COMMIT"_s));
    QVERIFY(Database::open(m_file, options));
}

void TestDatabase::aWriterMakesOthersWait()
{
    auto holder = Database::open(m_file);
    QVERIFY(holder);
    QVERIFY((*holder)->execute(u"BEGIN EXCLUSIVE"_s));
    DatabaseOptions options;
    options.busyTimeoutMs = 50;
    auto other = Database::open(m_file, options); // readers go on in WAL mode
    QVERIFY(other);
    const auto busy = (*other)->execute(u"INSERT INTO favourites VALUES ('x')"_s);
    QVERIFY(!busy);
    QCOMPARE(busy.error().code, ErrorCode::Busy);
    Transaction transaction(**other);
    QCOMPARE(transaction.begin().error().code, ErrorCode::Busy);
}

void TestDatabase::unusableFolders()
{
    const QString plainFile = m_folder->filePath(u"plain"_s);
    writeContent(plainFile, "x");
    const auto below = Database::open(plainFile + u"/a.db"_s);
    QVERIFY(!below);
    QCOMPARE(below.error().code, ErrorCode::Io);
    QVERIFY(below.error().detail.contains(plainFile));

    const auto missing = Database::open(m_folder->filePath(u"no/such/a.db"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Io);

    QVERIFY(QDir(m_folder->path()).mkdir(u"folder.db"_s));
    const auto folder = Database::open(m_folder->filePath(u"folder.db"_s));
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::Io);

    makeDatabase(m_file);
    QVERIFY(QFile::setPermissions(m_file, QFileDevice::ReadOwner));
    if (QFileInfo(m_file).isWritable())
        QSKIP("permissions do not bind this user");
    const auto readOnly = Database::open(m_file);
    QVERIFY(!readOnly);
    QCOMPARE(readOnly.error().code, ErrorCode::PermissionDenied);
}

void TestDatabase::aFullDiskIsAnIoError()
{
    auto database = Database::open(m_file);
    QVERIFY(database);
    const qint64 pages = (*database)->value(u"PRAGMA page_count"_s)->toLongLong();
    QVERIFY((*database)->value(u"PRAGMA max_page_count = %1"_s.arg(pages + 1))); // SQLITE_FULL, as
                                                                                 // a full disk
                                                                                 // gives
    const auto full = (*database)->execute(u"INSERT INTO favourites VALUES (?)"_s,
                                           {QString(100000, u'x')});
    QVERIFY(!full);
    QCOMPARE(full.error().code, ErrorCode::Io);
    QVERIFY2(full.error().detail.contains(u"full"_s), qPrintable(full.error().detail));
    QVERIFY((*database)->execute(u"SELECT 1"_s));
}

void TestDatabase::textWithNulIsRefused()
{
    auto database = Database::open(m_file);
    QVERIFY(database);
    const auto refused = (*database)->execute(u"INSERT INTO favourites VALUES (?)"_s,
                                              {QString(u"a\0b"_s)});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidFormat);
}

void TestDatabase::nullTextIsEmptyText()
{
    auto database = Database::open(m_file);
    QVERIFY(database);
    QCOMPARE((*database)->value(u"SELECT typeof(?)"_s, {QString()})->toString(), u"text"_s);
    QCOMPARE((*database)->value(u"SELECT typeof(?)"_s, {QVariant()})->toString(), u"null"_s);
    QVERIFY(!(*database)->execute(u"SELECT ?"_s, {1, 2})); // too many values
}

void TestDatabase::transactionsRollBack()
{
    auto database = Database::open(m_file);
    QVERIFY(database);
    {
        Transaction transaction(**database);
        QVERIFY(transaction.begin());
        QVERIFY((*database)->execute(u"INSERT INTO favourites VALUES ('lost')"_s));
    }
    QCOMPARE(favourite(**database), QString());
    {
        Transaction transaction(**database);
        QVERIFY(transaction.begin());
        QVERIFY((*database)->execute(u"INSERT INTO favourites VALUES ('kept')"_s));
        QVERIFY(transaction.commit());
    }
    QCOMPARE(favourite(**database), u"kept"_s);
}

void TestDatabase::dataVersionTellsOfOthers()
{
    auto database = Database::open(m_file);
    auto other = Database::open(m_file);
    QVERIFY(database && other);
    const qint64 before = (*database)->dataVersion();
    QVERIFY((*database)->execute(u"INSERT INTO favourites VALUES ('own')"_s));
    QCOMPARE((*database)->dataVersion(), before);
    QVERIFY((*other)->execute(u"INSERT INTO favourites VALUES ('others')"_s));
    QVERIFY((*database)->dataVersion() != before);
}

void TestDatabase::checkFindsDamage()
{
    {
        auto database = Database::open(m_file);
        QVERIFY(database);
        for (int n = 0; n < 2000; ++n)
            QVERIFY((*database)->execute(u"INSERT INTO favourites VALUES (?)"_s,
                                         {u"favourite %1"_s.arg(n)}));
        const auto findings = (*database)->check();
        QVERIFY(findings);
        QCOMPARE(*findings, QStringList());
    }
    QByteArray bytes = content(m_file);
    const qsizetype leaf = bytes.lastIndexOf("favourite 1999") / 4096;
    bytes.replace(leaf * 4096, 4096, QByteArray(4096, '\x11'));
    writeContent(m_file, bytes);
    auto database = Database::open(m_file);
    QVERIFY(database);
    QVERIFY((*database)->setAside().isEmpty()); // a leaf page: only the full check sees it
    const auto findings = (*database)->check();
    QVERIFY(findings);
    QVERIFY(!findings->isEmpty());
    const auto read = (*database)->value(u"SELECT max(length(absolute_id)) FROM favourites"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::Corrupt);
}

void TestDatabase::foreignKeysHold()
{
    auto database = Database::open(m_file);
    QVERIFY(database);
    const auto refused = (*database)->execute(
        u"INSERT INTO commands VALUES ('/nowhere', 'id', 0, '{}')"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Database);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--insert"_s) { // a child of
                                                                     // openedByProcessesAtOnce()
        auto database = Database::open(arguments.at(2));
        const auto done = database
            ? (*database)->execute(u"INSERT INTO favourites VALUES (?)"_s, {arguments.at(3)})
            : Result<QSqlQuery>(std::unexpected(database.error()));
        if (!done)
            qWarning().noquote() << done.error().toString();
        return done ? 0 : 1;
    }
    TestDatabase test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_database.moc"
