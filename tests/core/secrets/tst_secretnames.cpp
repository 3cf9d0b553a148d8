// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/secrets/secretnames.h"

#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestSecretNames final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesTheDisk();
    void removalTakesUses();
    void badFiles_data();
    void badFiles();

private:
    QTemporaryDir m_dir;
};

void TestSecretNames::survivesTheDisk()
{
    const QString path = m_dir.filePath(u"names.json"_s);
    QCOMPARE(SecretNames::read(path).value(), SecretNames());
    const auto changed = SecretNames::change(path, [](SecretNames &names) {
        names.place = SecretNames::Place::File;
        names.add(u"b"_s, SecretNames::useOf(u"/shop:deploy"_s, u"token"_s));
        names.add(u"a"_s);
        names.add(u"a"_s);
    });
    QVERIFY(changed);
    QCOMPARE(changed->names, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(SecretNames::read(path).value(), *changed);
}

void TestSecretNames::removalTakesUses()
{
    SecretNames names;
    names.add(u"a"_s, u"one#p"_s);
    names.add(u"b"_s, u"two#p"_s);
    names.remove(u"a"_s);
    QCOMPARE(names.names, QStringList{u"b"_s});
    QCOMPARE(names.uses.keys(), QStringList{u"two#p"_s});
}

void TestSecretNames::badFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("error");
    QTest::newRow("newer") << QByteArray(R"({"version": 99})") << int(ErrorCode::NewerVersion);
    QTest::newRow("cut") << QByteArray(R"({"version": )") << int(ErrorCode::InvalidFormat);
}

void TestSecretNames::badFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(int, error);
    const QString path = m_dir.filePath(u"bad.json"_s);
    QVERIFY(writeFileDurably(path, content));
    QCOMPARE(int(SecretNames::read(path).error().code), error);
    // It is left as it is.
    QCOMPARE(
        int(SecretNames::change(path, [](SecretNames &names) { names.add(u"x"_s); }).error().code),
        error);
    QCOMPARE(readFile(path).value(), content);
}

QTEST_GUILESS_MAIN(TestSecretNames)
#include "tst_secretnames.moc"
