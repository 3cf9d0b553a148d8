// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/secretname.h"

#include <QTest>

using namespace CommandRunner;

class TestSecretName final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
};

void TestSecretName::names_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name :
         {"DB_PASSWORD", "PGPASSWORD", "PGPASS", "MYSQL_PWD", "githubToken", "--api-key", "APIKEY",
          "SSHKEY", "AWS_SECRET_ACCESS_KEY", "GOOGLE_CREDENTIALS", "auth", "pin", "key"})
        QTest::newRow(name) << true;
    for (const char *name : {"PWD", "OLDPWD", "keyboard", "MONKEY", "PATH", "passenger", "bypass",
                             "author", "spinner", "STAGE", ""})
        QTest::newRow(*name ? name : "empty") << false;
}

void TestSecretName::names()
{
    QFETCH(bool, secret);
    const QByteArray name = QTest::currentDataTag();
    QCOMPARE(isSecretName(QString::fromUtf8(name == "empty" ? QByteArray() : name)), secret);
}

QTEST_APPLESS_MAIN(TestSecretName)
#include "tst_secretname.moc"
