// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/historyimport.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestHistoryImport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void atuin();
    void aForeignDatabase();
    void offers();

private:
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
            ? file.fileName()
            : QString();
    }
    QString makeDatabase(const QString &name, const QStringList &statements) const
    {
        const QString path = m_folder.filePath(name);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
            database.setDatabaseName(path);
            if (!database.open())
                return {};
            for (const QString &statement : statements) {
                if (!QSqlQuery(database).exec(statement))
                    return {};
            }
        }
        QSqlDatabase::removeDatabase(name);
        return path;
    }

    QTemporaryDir m_folder;
};

void TestHistoryImport::atuin()
{
    const QString path = makeDatabase(
        u"atuin.db"_s,
        {u"CREATE TABLE history (id text primary key, timestamp integer not null, duration integer "
         "not null, exit integer not null, command text not null, cwd text not null, session text "
         "not null, hostname text not null, deleted_at integer)"_s,
         u"INSERT INTO history VALUES ('a', 1700000000123456789, 5, 0, 'make test', '/srv/a', 's', "
         "'h', NULL)"_s,
         u"INSERT INTO history VALUES ('b', 1700000060000000000, 5, 2, 'make test', '/srv/b', 's', "
         "'h', NULL)"_s,
         u"INSERT INTO history VALUES ('c', 1700000090000000000, 5, 0, 'gone', '/', 's', 'h', 1)"_s});
    QVERIFY(!path.isEmpty());
    const auto entries = readShellHistory({ShellKind::Atuin, path});
    QVERIFY2(entries.has_value(), entries ? "" : qPrintable(entries.error().toString()));
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->first().when.toMSecsSinceEpoch(), 1'700'000'000'123);
    QCOMPARE(entries->last().folder, u"/srv/b"_s);
    QCOMPARE(entries->last().exitCode, 2);
}

void TestHistoryImport::aForeignDatabase()
{
    const QString path = makeDatabase(u"other.db"_s, {u"CREATE TABLE other (x)"_s});
    const auto entries = readShellHistory({ShellKind::Atuin, path});
    QVERIFY(!entries);
    QCOMPARE(entries.error().subject, path);
    QVERIFY(!readShellHistory({ShellKind::Atuin, m_folder.filePath(u"missing.db"_s)}));
    QVERIFY(!QFile::exists(m_folder.filePath(u"missing.db"_s)));
}

void TestHistoryImport::offers()
{
    const QList<HistoryFile> files{
        {ShellKind::Bash, write(u"bash"_s, "make test\nmake test\nmake known\nmake known\n")},
        {ShellKind::Zsh, write(u"zsh"_s, ": 1700000000:0;make site\n: 1700000001:0;make site\n")},
        {ShellKind::Fish, m_folder.filePath(u"missing"_s)}};
    Command known;
    known.argv = {u"make"_s, u"known"_s};
    const HistoryOffer offer = offerFromHistory(files, {known},
                                                QDateTime::fromSecsSinceEpoch(1'700'000'100));
    QCOMPARE(offer.candidates.size(), 2);
    QCOMPARE(offer.candidates.first().line, u"make site"_s);
    QCOMPARE(offer.candidates.last().line, u"make test"_s);
    QCOMPARE(offer.problems.size(), 1);
    QCOMPARE(offer.problems.first().subject, m_folder.filePath(u"missing"_s));
}

QTEST_GUILESS_MAIN(TestHistoryImport)
#include "tst_historyimport.moc"
