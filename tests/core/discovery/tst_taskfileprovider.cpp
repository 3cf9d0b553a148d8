// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TaskfileProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasks_data();
    void tasks();
    void firstNameCounts_data();
    void firstNameCounts();
    void descriptions();
    void variables();
    void prompt();
    void wildcard();
    void brokenFiles_data();
    void brokenFiles();
    void doublingIncludesEnd();
    void manyTasks();
};

void TaskfileProviderTest::tasks_data()
{
    QTest::addColumn<ProjectFiles>("files");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("all ways to write one")
        << ProjectFiles{{u"Taskfile.yml"_s, R"(version: '3'

tasks:
  default: task --list
  build:
    desc: Build it
    cmds:
      - go build ./...
  lint:
    - golangci-lint run
    - task: build
  empty:
  setup-env: &private
    internal: true
    cmd: ./env.sh
  other-env:
    <<: *private
    cmd: ./other.sh
)"}}
        << QStringList{u"build | Taskfile.yml:5 | task build"_s,
                       u"default | Taskfile.yml:4 | task default"_s,
                       u"empty | Taskfile.yml:12 | task empty"_s,
                       u"lint | Taskfile.yml:9 | task lint"_s,
                       u"(other-env) | Taskfile.yml:16 | task other-env"_s,
                       u"(setup-env) | Taskfile.yml:13 | task setup-env"_s};
    QTest::newRow("names that need care")
        << ProjectFiles{{u"Taskfile.yaml"_s,
                         "version: 3.17\ntasks:\n  say \"hi\": echo\n  '🚀 go': echo\n  a:b: "
                         "echo\n"}}
        << QStringList{u"a:b | Taskfile.yaml:5 | task a:b"_s,
                       u"say \"hi\" | Taskfile.yaml:3 | task 'say \"hi\"'"_s,
                       u"🚀 go | Taskfile.yaml:4 | task '🚀 go'"_s};
    QTest::newRow("includes")
        << ProjectFiles{{u"Taskfile.yml"_s, R"(version: '3'
includes:
  docs: ./docs
  api:
    taskfile: ./services/api.yml
    dir: ./services
    aliases: [a]
  shared:
    taskfile: ./shared/Taskfile.dist.yaml
    flatten: true
    excludes: [unwanted]
  tools:
    taskfile: tools
    internal: true
  local:
    taskfile: ./Taskfile.local.yml
    optional: true
tasks:
  all: task docs:build
)"},
                        {u"docs/taskfile.yml"_s, "version: '3'\ntasks:\n  build: hugo\n"},
                        {u"services/api.yml"_s,
                         "version: '3'\nincludes:\n  db: db.yml\ntasks:\n  up: docker compose "
                         "up\n"},
                        {u"services/db.yml"_s, "version: '3'\ntasks:\n  migrate: ./migrate\n"},
                        {u"shared/Taskfile.dist.yaml"_s,
                         "version: '3'\ntasks:\n  fmt: gofmt\n  unwanted: x\n"},
                        {u"tools/Taskfile.yml"_s, "version: '3'\ntasks:\n  install: go install\n"}}
        // The included ones that have a name of their own are Taskfiles of their folders, too.
        << QStringList{u"all | Taskfile.yml:19 | task all"_s,
                       u"api:db:migrate | services/db.yml:3 | task api:db:migrate"_s,
                       u"api:up | services/api.yml:5 | task api:up"_s,
                       u"docs:build | docs/taskfile.yml:3 | task docs:build"_s,
                       u"fmt | shared/Taskfile.dist.yaml:3 | task fmt"_s,
                       u"(tools:install) | tools/Taskfile.yml:3 | task tools:install"_s,
                       u"build | docs/taskfile.yml:3 | task build"_s,
                       u"fmt | shared/Taskfile.dist.yaml:3 | task fmt"_s,
                       u"unwanted | shared/Taskfile.dist.yaml:4 | task unwanted"_s,
                       u"install | tools/Taskfile.yml:3 | task install"_s};
    QTest::newRow("no tasks") << ProjectFiles{{u"Taskfile.yml"_s, "version: '3'\n"}}
                              << QStringList{};
}

void TaskfileProviderTest::tasks()
{
    QFETCH(ProjectFiles, files);
    const ScratchFolder scratch;
    QVERIFY(writeAll(scratch, files));
    const DiscoveryResult result = scanNow(scratch.path());
    QTEST(summariesOf(result, u"taskfile"_s), "expected");
    QVERIFY(problemsAre(result, {}));
}

void TaskfileProviderTest::firstNameCounts_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("taken");
    QTest::newRow("dist only") << QStringList{u"Taskfile.dist.yml"_s} << u"Taskfile.dist.yml"_s;
    QTest::newRow("own before dist")
        << QStringList{u"Taskfile.dist.yml"_s, u"taskfile.yaml"_s} << u"taskfile.yaml"_s;
    QTest::newRow("yml before yaml")
        << QStringList{u"Taskfile.yaml"_s, u"Taskfile.yml"_s} << u"Taskfile.yml"_s;
}

void TaskfileProviderTest::firstNameCounts()
{
    QFETCH(QStringList, files);
    QFETCH(QString, taken);
    const ScratchFolder scratch;
    for (const QString &file : std::as_const(files))
        QVERIFY(scratch.write(u"sub/"_s + file, "version: '3'\ntasks: {a: x}\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result), QStringList{u"taskfile:sub/%1:a"_s.arg(taken)});
    const Command command = result.commands.first();
    QCOMPARE(command.workingDirectory, scratch.filePath(u"sub"_s));
    QCOMPARE(command.project, u"sub"_s);
    QCOMPARE(command.freeArgumentsPrefix, QStringList{u"--"_s});
}

void TaskfileProviderTest::descriptions()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Taskfile.yml"_s, R"(version: '3'
includes:
  web: {taskfile: web.yml, aliases: [w]}
tasks:
  long:
    desc: Release <b>all</b>
    summary: |
      Release all

      Needs a token.
    aliases: [rel, r]
  short:
    cmds: [{cmd: 'echo "short"', silent: true}, x]
  all:
    deps: [short, {task: long, vars: {A: b}}]
)"));
    QVERIFY(scratch.write(u"web.yml"_s,
                          "version: '3'\ntasks:\n  default: {desc: Web, aliases: [d]}\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(commandNamed(result, u"taskfile"_s, u"long"_s).description,
             u"Release <b>all</b>\nRelease all\n\nNeeds a token.\nAlias: rel, r"_s);
    QCOMPARE(commandNamed(result, u"taskfile"_s, u"short"_s).description, u"echo \"short\""_s);
    QCOMPARE(commandNamed(result, u"taskfile"_s, u"all"_s).description,
             u"Runs first: short, long"_s);
    QCOMPARE(commandNamed(result, u"taskfile"_s, u"web:default"_s).description,
             u"Web\nAlias: web:d, w:default, w:d, web, w"_s);
}

void TaskfileProviderTest::variables()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Taskfile.yml"_s, R"(version: '3'
vars:
  REGION: eu-west-1
  TAG: '{{.TAG | default "latest"}}'
  GIT: {sh: git rev-parse HEAD}
tasks:
  deploy:
    requires:
      vars:
        - IMAGE
        - name: STAGE
          enum: [dev, 'prod eu']
        - REGION
        - FIXED
        - GIT
    vars:
      FIXED: yes
      REPLICAS: '{{default 2 .REPLICAS}}'
    cmd: kubectl apply
)"));
    const Command deploy = commandNamed(scanNow(scratch.path()), u"taskfile"_s, u"deploy"_s);
    QCOMPARE(parametersOf(deploy),
             QStringList({u"IMAGE !"_s, u"STAGE [dev prod eu] !"_s, u"REGION=eu-west-1"_s, u"GIT"_s,
                          u"REPLICAS=2"_s, u"TAG=latest"_s}));
    QVERIFY(parameterOf(deploy, u"TAG"_s).advanced);
    QVERIFY(!parameterOf(deploy, u"REPLICAS"_s).advanced);
    QCOMPARE(buildArgv(deploy, {{u"STAGE"_s, {u"prod eu"_s}}, {u"IMAGE"_s, {u"-x"_s}}},
                       {u"--dry"_s}),
             QStringList({u"task"_s, u"deploy"_s, u"IMAGE=-x"_s, u"STAGE=prod eu"_s, u"--"_s,
                          u"--dry"_s}));
    QVERIFY(checkArguments(deploy, {{u"STAGE"_s, {u"test"_s}}, {u"IMAGE"_s, {u"x"_s}}}).size()
            == 1);
}

void TaskfileProviderTest::prompt()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Taskfile.yml"_s,
                          "version: '3'\ntasks:\n  one: {prompt: 'Sure?', cmd: x}\n"
                          "  two: {prompt: ['Sure?', 'Really?'], cmd: x}\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    const Command one = commandNamed(result, u"taskfile"_s, u"one"_s);
    QCOMPARE(one.confirmation, u"Sure?"_s);
    QCOMPARE(one.argv, QStringList({u"task"_s, u"--yes"_s, u"one"_s}));
    QCOMPARE(commandNamed(result, u"taskfile"_s, u"two"_s).confirmation, u"Sure?\nReally?"_s);
}

void TaskfileProviderTest::wildcard()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Taskfile.yml"_s,
                          "version: '3'\ntasks:\n  start:*:\n    requires: {vars: [PORT]}\n"));
    const Command start = commandNamed(scanNow(scratch.path()), u"taskfile"_s, u"start:*"_s);
    QCOMPARE(parametersOf(start), QStringList({u"task !"_s, u"PORT !"_s}));
    QCOMPARE(start.parameters.first().placeholder, u"start:*"_s);
    QCOMPARE(buildArgv(start, {{u"task"_s, {u"start:web"_s}}, {u"PORT"_s, {u"80"_s}}},
                       {u"--"_s, u"a"_s}),
             QStringList({u"task"_s, u"PORT=80"_s, u"start:web"_s, u"--"_s, u"a"_s}));
}

void TaskfileProviderTest::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QStringList>("problems");
    QTest::addColumn<int>("commands"); // besides the one in another file
    QTest::newRow("not YAML") << QByteArray("version: '3'\ntasks:\n  a: [x\n")
                              << QStringList{u"not valid YAML"_s} << 0;
    QTest::newRow("a list") << QByteArray("- a\n- b\n")
                            << QStringList{u"Taskfile.yml:1 holds a list"_s} << 0;
    QTest::newRow("tasks is a list")
        << QByteArray("version: '3'\ntasks: [a]\n")
        << QStringList{u"Taskfile.yml:2 \"tasks\" is not a map"_s} << 0;
    QTest::newRow("no version") << QByteArray("tasks: {a: x}\n")
                                << QStringList{u"names no schema version"_s} << 1;
    QTest::newRow("old version") << QByteArray("version: '2.6'\ntasks: {a: x}\n")
                                 << QStringList{u"Taskfile.yml:1 is of schema version 2.6"_s} << 1;
    QTest::newRow("names")
        << QByteArray(
               "version: '3'\ntasks:\n  -rf: x\n  a=b: x\n  \"a\\nb\": x\n  '': x\n  good: x\n")
        << QStringList{u"Taskfile.yml:3 the task \"-rf\" begins with a dash"_s,
                       u"Taskfile.yml:4 the task \"a=b\" holds a \"=\""_s,
                       u"Taskfile.yml:5 the name of the task \"a b\" holds a line break"_s,
                       u"Taskfile.yml:6 a task has no name"_s}
        << 1;
    QTest::newRow("includes that lead nowhere")
        << QByteArray("version: '3'\nincludes:\n  gone: ./gone\n  out: ../../elsewhere\n"
                      "  net: https://example.org/Taskfile.yml\n  any: '{{.WHERE}}/x.yml'\n"
                      "  none: {dir: x}\n  me: ./Taskfile.yml\ntasks: {a: x}\n")
        << QStringList{u"Taskfile.yml:3 the included Taskfile \"./gone\" is not there"_s,
                       u"Taskfile.yml:4 the include \"../../elsewhere\" lies outside"_s,
                       u"Taskfile.yml:5 the include \"https://example.org/Taskfile.yml\" is known"_s,
                       u"Taskfile.yml:6 the include \"{{.WHERE}}/x.yml\" is known to Task only"_s,
                       u"Taskfile.yml:7 the include \"none\" names no Taskfile"_s,
                       u"Taskfile.yml:8 \"Taskfile.yml\" is included in a circle"_s}
        << 1;
    QTest::newRow("aliases of aliases")
        << QByteArray("version: '3'\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
                      "c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\n"
                      "e: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\n")
        << QStringList{u"more than 200000 values"_s} << 0;
}

void TaskfileProviderTest::brokenFiles()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QStringList, problems);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Taskfile.yml"_s, yaml));
    QVERIFY(scratch.write(u"other/Taskfile.yml"_s, "version: '3'\ntasks: {fine: x}\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsAre(result, problems));
    QVERIFY(idsOf(result).contains(u"taskfile:other/Taskfile.yml:fine"_s));
    QFETCH(int, commands);
    QCOMPARE(result.commands.size(), commands + 1);
}

void TaskfileProviderTest::doublingIncludesEnd()
{
    const ScratchFolder scratch;
    for (int i = 0; i < 30; ++i) {
        const QByteArray next = "f" + QByteArray::number(i + 1) + ".yml";
        QVERIFY(scratch.write(i == 0 ? u"Taskfile.yml"_s : u"f%1.yml"_s.arg(i),
                              "version: '3'\nincludes:\n  a: " + next + "\n  b: " + next
                                  + "\ntasks: {t: x}\n"));
    }
    QVERIFY(scratch.write(u"f30.yml"_s, "version: '3'\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(problemsOf(result).join(u'\n').contains(u"more than 500 files are included"_s));
    QVERIFY(result.commands.size() <= 501);
}

void TaskfileProviderTest::manyTasks()
{
    const ScratchFolder scratch;
    QByteArray yaml = "version: '3'\nvars: {A: '{{.A | default \"x\"}}'}\ntasks:\n";
    for (int i = 0; i < 10'000; ++i)
        yaml += "  t" + QByteArray::number(i) + ": {desc: d, cmd: x}\n";
    QVERIFY(scratch.write(u"Taskfile.yml"_s, yaml));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(result.commands.size(), 10'000);
    QVERIFY(problemsAre(result, {}));
}

QTEST_GUILESS_MAIN(TaskfileProviderTest)
#include "tst_taskfileprovider.moc"
