// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/secrets/secretfile.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QMap<QString, QString> values{{u"GitHub"_s, u"pässwörd"_s}, {u"empty"_s, u""_s}};
const QString passphrase = u"a long one"_s;

} // namespace

class TestSecretFile final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesTheDisk();
    void theSameIsNeverWrittenTwice();
    void badFiles_data();
    void badFiles();

private:
    QTemporaryDir m_dir;
};

void TestSecretFile::survivesTheDisk()
{
    const QString path = m_dir.filePath(u"secrets.box"_s);
    const SecretFile file(path);
    QVERIFY(file.read(passphrase).value().isEmpty());
    QVERIFY(file.write(values, passphrase));
    QCOMPARE(file.read(passphrase).value(), values);
    QCOMPARE(int(file.read(u"another"_s).error().code), int(ErrorCode::PermissionDenied));
    const QByteArray content = readFile(path).value();
    QVERIFY(!content.contains("GitHub"));
    QCOMPARE(QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
}

void TestSecretFile::theSameIsNeverWrittenTwice()
{
    const QString path = m_dir.filePath(u"twice.box"_s);
    const SecretFile file(path);
    QVERIFY(file.write(values, passphrase));
    const QJsonObject first = readJsonObject(path).value();
    QVERIFY(file.write(values, passphrase));
    const QJsonObject second = readJsonObject(path).value();
    for (const QString &key : {u"salt"_s, u"nonce"_s, u"box"_s})
        QVERIFY2(first.value(key) != second.value(key), qPrintable(key));
}

void TestSecretFile::badFiles_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("error");
    const auto row = [](const char *name, const QString &key, const QJsonValue &value,
                        ErrorCode error) {
        QTest::newRow(name) << key << value << int(error);
    };
    row("newer", u"version"_s, 99, ErrorCode::NewerVersion);
    row("without its salt", u"salt"_s, u""_s, ErrorCode::Corrupt);
    row("wants all memory", u"memory"_s, 1LL << 45, ErrorCode::Corrupt);
    row("never ends", u"operations"_s, 1LL << 40, ErrorCode::Corrupt);
    row("box cut", u"box"_s, u"AAAA"_s, ErrorCode::Corrupt);
    row("box changed", u"box"_s, QString(64, u'A'), ErrorCode::PermissionDenied);
}

void TestSecretFile::badFiles()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(int, error);
    const QString path = m_dir.filePath(u"bad.box"_s);
    const SecretFile file(path);
    QVERIFY(file.write(values, passphrase));
    QJsonObject json = readJsonObject(path).value();
    json[key] = value;
    QVERIFY(writeFileDurably(path, QJsonDocument(json).toJson()));
    const auto read = file.read(passphrase);
    QVERIFY(!read);
    QCOMPARE(int(read.error().code), error);
    QVERIFY(!read.error().detail.isEmpty());
    QVERIFY(writeFileDurably(path, QJsonDocument(json).toJson().chopped(20)));
    QCOMPARE(int(file.read(passphrase).error().code), int(ErrorCode::Corrupt));
}

QTEST_GUILESS_MAIN(TestSecretFile)
#include "tst_secretfile.moc"
