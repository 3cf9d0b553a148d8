// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class ComposeProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void application();
    void overrideFile();
    void includes();
    void fileNames_data();
    void fileNames();
    void problems_data();
    void problems();
};

const QByteArray shop = R"T(# The whole shop
name: shop
x-common: &common
  restart: unless-stopped
  profiles: [debug]
services:
  web:
    build:
      context: ./web
      args: {VERSION: "${VERSION:-dev}"}
    depends_on:
      db: {condition: service_healthy}
      "cache.redis":
        condition: service_started
    ports: ["8080:80"]
  db:
    image: postgres:16
    environment:
      - POSTGRES_PASSWORD=secret
  cache.redis:
    image: "redis:7"
  adminer:
    <<: *common
    image: adminer
  worker:
    build: ./worker
    profiles: [debug, jobs]
volumes: {data: {}}
)T";

void ComposeProviderTest::application()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"compose.yaml"_s, shop));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result), QStringList());
    QCOMPARE(
        summaryOf(result, u"compose"_s),
        QStringList(
            {u"down@1: docker compose down | Stop and remove containers and networks"_s,
             u"logs@1: docker compose logs | Show the containers' output"_s,
             u"up@1: docker compose up | Create and start containers: web, db, cache.redis, "
             "adminer, worker / Without those of profiles: debug, jobs"_s,
             u"up (profile debug)@1: docker compose --profile=debug up | Create and start "
             "containers, with those of the profile debug"_s,
             u"up (profile jobs)@1: docker compose --profile=jobs up | Create and start "
             "containers, with those of the profile jobs"_s,
             u"up adminer@22: docker compose up adminer | Image: adminer / Profiles: debug"_s,
             u"up cache.redis@20: docker compose up cache.redis | Image: redis:7"_s,
             u"up db@16: docker compose up db | Image: postgres:16"_s,
             u"up web@7: docker compose up web | Built from: ./web / Starts also: db, "
             "cache.redis"_s,
             u"up worker@25: docker compose up worker | Built from: ./worker / Profiles: debug, "
             "jobs"_s}));
    const Command logs = commandOf(result, u"compose:compose.yaml:logs"_s);
    QCOMPARE(parameterOf(logs, u"service"_s).choices,
             QStringList({u"web"_s, u"db"_s, u"cache.redis"_s, u"adminer"_s, u"worker"_s}));
    QCOMPARE(parameterOf(logs, u"follow"_s).flags, QStringList{u"--follow"_s});
    const Command web = commandOf(result, u"compose:compose.yaml:up web"_s);
    QCOMPARE(parameterOf(web, u"build"_s).flags, QStringList{u"--build"_s});
    QCOMPARE(web.workingDirectory, scratch.path());
}

void ComposeProviderTest::overrideFile()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/docker-compose.yml"_s, "services:\n  web: {image: a}\n"));
    QVERIFY(scratch.write(u"app/docker-compose.override.yml"_s,
                          "services:\n  web:\n    ports: !reset []\n  mail:\n    image: b\n"));
    QVERIFY(scratch.write(u"app/compose.prod.yaml"_s, "services:\n  web:\n    image: c\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(problemsOf(result), QStringList());
    const Command mail = commandOf(result, u"compose:app/docker-compose.yml:up mail"_s);
    QCOMPARE(mail.file, u"app/docker-compose.override.yml"_s);
    QCOMPARE(mail.line, 4);
    QCOMPARE(mail.argv.join(u' '), u"docker compose up mail"_s);
    const Command production = commandOf(result, u"compose:app/compose.prod.yaml:up web"_s);
    QCOMPARE(production.argv.join(u' '), u"docker compose --file compose.prod.yaml up web"_s);
    QCOMPARE(summaryOf(result, u"compose"_s).size(), 5 + 4);
}

void ComposeProviderTest::includes()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/compose.yml"_s, R"T(include:
  - infra/compose.yml
  - path: [infra/more.yml, infra/compose.yml]
  - ../../elsewhere.yml
  - oci://registry.example/base:latest
services:
  web: {image: a}
)T"));
    QVERIFY(scratch.write(u"app/infra/compose.yml"_s,
                          "include: [../compose.yml]\nservices:\n  db:\n    image: b\n"));
    QVERIFY(scratch.write(u"app/infra/more.yml"_s, "services:\n  web: {image: x}\n  q: \n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found;
    for (const Command &command : result.commands) {
        if (command.id.startsWith("compose:app/compose.yml:up "_L1))
            found.append(command.name + u' ' + command.file + u' ' + command.description);
    }
    QCOMPARE(found,
             QStringList({u"up db app/infra/compose.yml Image: b"_s, u"up q app/infra/more.yml "_s,
                          u"up web app/compose.yml Image: a"_s}));
    QCOMPARE(problemsOf(result),
             QStringList({u"app/compose.yml:4 the included file \"../../elsewhere.yml\" is not in "
                          "this folder"_s,
                          u"app/compose.yml:5 the included file "
                          "\"oci://registry.example/base:latest\" is not in this folder"_s}));
}

void ComposeProviderTest::fileNames_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QStringList>("expected"); // argv without the last word
    QTest::newRow("old name") << QStringList{u"docker-compose.yaml"_s}
                              << QStringList{u"docker compose"_s};
    QTest::newRow("the newer name is the one that counts")
        << QStringList{u"compose.yaml"_s, u"docker-compose.yml"_s}
        << QStringList{u"docker compose"_s, u"docker compose --file docker-compose.yml"_s};
    QTest::newRow("variants") << QStringList{u"docker-compose-ci.yml"_s, u"compose.local_1.yml"_s}
                              << QStringList{u"docker compose --file compose.local_1.yml"_s,
                                             u"docker compose --file docker-compose-ci.yml"_s};
    QTest::newRow("an override by itself")
        << QStringList{u"compose.override.yml"_s}
        << QStringList{u"docker compose --file compose.override.yml"_s};
    QTest::newRow("other files") << QStringList{u"mycompose.yml"_s, u"composer.yaml"_s,
                                                u"compose.json"_s, u"compose"_s}
                                 << QStringList{};
}

void ComposeProviderTest::fileNames()
{
    QFETCH(QStringList, files);
    const ScratchFolder scratch;
    for (const QString &file : std::as_const(files))
        QVERIFY(scratch.write(file, "services: {web: {image: a}}"));
    QStringList found;
    const DiscoveryResult result = scanNow(scratch.path());
    for (const Command &command : result.commands) {
        if (command.name == "down"_L1)
            found.append(command.argv.mid(0, command.argv.size() - 1).join(u' '));
    }
    QTEST(found, "expected");
}

void ComposeProviderTest::problems_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("expected"); // beginning of "file:line message"
    QTest::newRow("broken") << QByteArray("services:\n  web: [\n")
                            << u"compose.yml:3 not valid YAML: "_s;
    QTest::newRow("services is a list")
        << QByteArray("services:\n  - web\n") << u"compose.yml:2 \"services\" is not a mapping"_s;
    QTest::newRow("no services") << QByteArray("volumes: {}\n")
                                 << u"compose.yml:0 the file has no services"_s;
    QTest::newRow("empty") << QByteArray() << u"compose.yml:0 the file has no services"_s;
    QTest::newRow("a leading dash") << QByteArray("services:\n  -web: {image: a}\n")
                                    << u"compose.yml:2 the service \"-web\" begins with a dash"_s;
    QTest::newRow("aliases that explode") << QByteArray(R"T(a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
services: [*e, *e, *e, *e, *e]
)T") << u"compose.yml:"_s;
}

void ComposeProviderTest::problems()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, expected);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"compose.yml"_s, yaml));
    QVERIFY(scratch.write(u"other/compose.yml"_s, shop));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.problems.size(), 1);
    QVERIFY2(problemsOf(result).first().startsWith(expected),
             qPrintable(problemsOf(result).first()));
    QVERIFY(!result.problems.first().hint.isEmpty());
    QCOMPARE(result.commands.size(), 10);
}

QTEST_GUILESS_MAIN(ComposeProviderTest)
#include "tst_composeprovider.moc"
