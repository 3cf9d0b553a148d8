// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// Whole projects with the exact commands that they have: hidden ones in brackets, then file:line
// and argv.
class DiscoveryProjectsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commands_data();
    void commands();
    void problems();
    void nothingWasRun();
    void everyIdOnce();
    void badInputTogether();
};

void DiscoveryProjectsTest::commands_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("expected");
    const QString projects = QStringLiteral(COMMANDRUNNER_TEST_DATA "/discovery/projects/");

    QTest::newRow("Django shop")
        << projects + u"django-shop"_s
        << QStringList{
               u"django:manage.py:broken | billing/management/commands/broken.py:8 | python3 manage.py broken"_s,
               u"django:manage.py:forgotten | unused/management/commands/forgotten.py:6 | python3 manage.py forgotten"_s,
               u"django:manage.py:ledger | billing/management/commands/ledger.py:6 | python3 manage.py ledger"_s,
               u"django:manage.py:rebuild_index | catalogue/management/commands/rebuild_index.py:9 | python3 manage.py rebuild_index"_s,
               u"django:manage.py:send_invoices | billing/management/commands/send_invoices.py:12 | python3 manage.py send_invoices"_s,
               u"make:Makefile:migrate | Makefile:6 | make migrate"_s,
               u"make:Makefile:up | Makefile:4 | make up"_s,
               u"npm:frontend/package.json:build | frontend/package.json:1 | npm run build"_s,
               u"npm:frontend/package.json:watch | frontend/package.json:1 | npm run watch"_s,
               u"script:frontend/webpack/watch.sh:watch.sh | frontend/webpack/watch.sh:1 | sh FOLDER/frontend/webpack/watch.sh"_s,
           };
    QTest::newRow("JavaScript monorepo")
        << projects + u"js-monorepo"_s
        << QStringList{
               u"npm:package.json:build | package.json:9 | pnpm run build"_s,
               u"(npm:package.json:postbuild) | package.json:10 | pnpm run postbuild"_s,
               u"npm:package.json:postinstall | package.json:11 | pnpm run postinstall"_s,
               u"(npm:package.json:prebuild) | package.json:8 | pnpm run prebuild"_s,
               u"npm:package.json:prepare | package.json:13 | pnpm run prepare"_s,
               u"npm:package.json:test:unit | package.json:12 | pnpm run test:unit"_s,
               u"script:tools/release.sh:release.sh | tools/release.sh:1 | FOLDER/tools/release.sh"_s,
               u"npm:packages/api/package.json:say \"hi\" | packages/api/package.json:2 | pnpm run say \"hi\""_s,
               u"npm:packages/api/package.json:start | packages/api/package.json:2 | pnpm run start"_s,
               u"npm:packages/ui/package.json:build | packages/ui/package.json:4 | pnpm run build"_s,
               u"npm:packages/ui/package.json:dev | packages/ui/package.json:5 | pnpm run dev"_s,
               u"npm:tools/legacy/package.json:old | tools/legacy/package.json:1 | yarn run old"_s,
           };
    QTest::newRow("C and Python tools")
        << projects + u"mixed-tools"_s
        << QStringList{
               u"(just:justfile:_hidden) | justfile:21 | just _hidden"_s,
               u"just:justfile:data::fetch | just/data.just:2 | just data::fetch"_s,
               u"just:justfile:default | justfile:9 | just default"_s,
               u"just:justfile:fmt | just/common.just:3 | just fmt"_s,
               u"just:justfile:measure | justfile:14 | just measure"_s,
               u"just:justfile:open | justfile:32 | just open"_s,
               u"(just:justfile:prepare) | justfile:18 | just prepare"_s,
               u"just:justfile:wipe | justfile:25 | just --yes wipe"_s,
               u"(make:Makefile:_fixtures) | mk/test.mk:4 | make _fixtures"_s,
               u"make:Makefile:all | Makefile:11 | make all"_s,
               u"make:Makefile:archive | Makefile:52 | make archive"_s,
               u"make:Makefile:clean | Makefile:36 | make clean"_s,
               u"make:Makefile:debug | Makefile:28 | make debug"_s,
               u"make:Makefile:docs | Makefile:48 | make docs"_s,
               u"make:Makefile:docs-html | Makefile:48 | make docs-html"_s,
               u"make:Makefile:install | Makefile:32 | make install"_s,
               u"make:Makefile:labtool | Makefile:13 | make labtool"_s,
               u"make:Makefile:release/notes | Makefile:59 | make release/notes"_s,
               u"make:Makefile:test | mk/test.mk:2 | make test"_s,
               u"script:scripts/calibrate.py:calibrate.py | scripts/calibrate.py:1 | python3 FOLDER/scripts/calibrate.py"_s,
               u"script:scripts/convert.pl:convert.pl | scripts/convert.pl:1 | perl FOLDER/scripts/convert.pl"_s,
               u"script:scripts/plot:plot | scripts/plot:1 | FOLDER/scripts/plot"_s,
               u"script:scripts/setup.ps1:setup.ps1 | scripts/setup.ps1:1 | pwsh -NoProfile -ExecutionPolicy Bypass -File FOLDER/scripts/setup.ps1"_s,
               u"script:scripts/start.bat:start.bat | scripts/start.bat:1 | cmd /c FOLDER/scripts/start.bat"_s,
           };
    QTest::newRow("demo")
        << QStringLiteral(COMMANDRUNNER_SOURCE_DIR "/resources/demo/shop")
        << QStringList{
               u"django:manage.py:greet | orders/management/commands/greet.py:6 | python3 manage.py greet"_s,
               u"django:manage.py:import_orders | orders/management/commands/import_orders.py:10 | python3 manage.py import_orders"_s,
               u"django:manage.py:report | orders/management/commands/report.py:19 | python3 manage.py report"_s,
               u"just:justfile:countdown | justfile:11 | just countdown"_s,
               u"just:justfile:empty | justfile:25 | just --yes empty"_s,
               u"just:justfile:pack | justfile:19 | just pack"_s,
               u"just:justfile:price | justfile:7 | just price"_s,
               u"make:Makefile:build | Makefile:15 | make build"_s,
               u"make:Makefile:clean | Makefile:35 | make clean"_s,
               u"make:Makefile:deploy | Makefile:31 | make deploy"_s,
               u"make:Makefile:help | Makefile:10 | make help"_s,
               u"make:Makefile:test | Makefile:23 | make test"_s,
               u"npm:package.json:bundle | package.json:15 | npm run bundle"_s,
               u"npm:package.json:check | package.json:17 | npm run check"_s,
               u"npm:package.json:lint | package.json:13 | npm run lint"_s,
               u"(npm:package.json:prebundle) | package.json:14 | npm run prebundle"_s,
               u"npm:package.json:prices | package.json:16 | npm run prices"_s,
               u"script:scripts/ask.sh:ask.sh | scripts/ask.sh:1 | FOLDER/scripts/ask.sh"_s,
               u"script:scripts/colours.py:colours.py | scripts/colours.py:1 | FOLDER/scripts/colours.py"_s,
               u"script:scripts/invoice.py:invoice.py | scripts/invoice.py:1 | FOLDER/scripts/invoice.py"_s,
               u"script:scripts/long.sh:long.sh | scripts/long.sh:1 | FOLDER/scripts/long.sh"_s,
               u"script:scripts/progress.sh:progress.sh | scripts/progress.sh:1 | FOLDER/scripts/progress.sh"_s,
           };
}

void DiscoveryProjectsTest::commands()
{
    QFETCH(QString, folder);
    QFETCH(QStringList, expected);
    const DiscoveryResult result = scanNow(folder);
    QStringList found;
    for (const Command &command : result.commands) {
        const QString id = command.hidden ? u"(%1)"_s.arg(command.id) : command.id;
        found.append(u"%1 | %2:%3 | %4"_s.arg(id, command.file)
                         .arg(command.line)
                         .arg(command.argv.join(u' ').replace(folder, u"FOLDER"_s)));
        QCOMPARE(command.folder, folder);
        QVERIFY(QFileInfo(command.workingDirectory).isDir());
    }
    for (qsizetype i = 0; i < std::min(found.size(), expected.size()); ++i)
        QCOMPARE(found.at(i), expected.at(i));
    QCOMPARE(found.size(), expected.size());
}

void DiscoveryProjectsTest::problems()
{
    const QString projects = QStringLiteral(COMMANDRUNNER_TEST_DATA "/discovery/projects/");
    QVERIFY(scanNow(projects + u"django-shop"_s).problems.isEmpty());
    QVERIFY(scanNow(projects + u"mixed-tools"_s).problems.isEmpty());
    QCOMPARE(scanNow(projects + u"js-monorepo"_s).problems.size(), 1);
}

void DiscoveryProjectsTest::nothingWasRun()
{
    const QString folder = QStringLiteral(COMMANDRUNNER_TEST_DATA
                                          "/discovery/projects/mixed-tools");
    DiscoveryOptions options;
    options.trusted = true;
    scanNow(folder, options);
    QVERIFY(!QFile::exists(folder + u"/pwned"_s));
    const Command install = commandOf(scanNow(folder), u"make:Makefile:install"_s);
    QCOMPARE(install.description, u"Install below PREFIX.\nNeeds write access."_s);
    QCOMPARE(install.parameters.size(), 2); // CC and PREFIX; UNUSED is not used
    const Parameter prefix = parameterOf(install, u"PREFIX"_s);
    QCOMPARE(prefix.defaultValue, u"/usr/local"_s);
    QCOMPARE(prefix.help, u"where to install"_s);
    QVERIFY(prefix.passing == ParameterPassing::Assignment);
    QVERIFY(prefix.advanced);
}

void DiscoveryProjectsTest::everyIdOnce()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"Makefile"_s, "a: ; x\na: ; y\ninclude b.mk\n"));
    QVERIFY(scratch.write(u"b.mk"_s, "a: ; z\n"));
    QVERIFY(scratch.write(u"GNUmakefile"_s, "a: ; x\n"));
    QVERIFY(scratch.write(u"justfile"_s, "a:\na:\n"));
    QVERIFY(scratch.write(u"manage.py"_s, "import django\n"));
    QVERIFY(scratch.write(u"p/management/commands/a.py"_s, "class Command: pass\n"));
    QVERIFY(scratch.write(u"q/management/commands/a.py"_s, "class Command: pass\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result),
             QStringList({u"django:manage.py:a"_s, u"just:justfile:a"_s, u"make:GNUmakefile:a"_s,
                          u"make:Makefile:a"_s}));
    // make would take the other one
    QCOMPARE(commandOf(result, u"make:Makefile:a"_s).argv,
             QStringList({u"make"_s, u"-f"_s, u"Makefile"_s, u"a"_s}));
    QCOMPARE(commandOf(result, u"make:GNUmakefile:a"_s).argv, QStringList({u"make"_s, u"a"_s}));
}

void DiscoveryProjectsTest::badInputTogether()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a/package.json"_s, "{"));
    QVERIFY(scratch.write(u"b/Makefile"_s, QByteArray("\0\xFF\1all:\n", 8)));
    QVERIFY(scratch.write(u"c/justfile"_s, QByteArray("\0a:\n", 4)));
    QVERIFY(scratch.write(u"d/manage.py"_s, QByteArray("django\0\xFF", 8)));
    QVERIFY(scratch.write(u"d/x/management/commands/y.py"_s, QByteArray("Command\0(((\xFF'", 13)));
    QVERIFY(scratch.write(u"e/package.json"_s, QByteArray(9 << 20, '{')));
    QVERIFY(scratch.write(u"f/fine.sh"_s, "# Fine\n"));
    QVERIFY(scratch.write(u"g/package.json"_s, QByteArray(500'000, '['))); // deep nesting
    const DiscoveryResult result = scanNow(scratch.path());
    QVERIFY(idsOf(result).contains(u"script:f/fine.sh:fine.sh"_s));
    QStringList files;
    for (const DiscoveryProblem &problem : result.problems) {
        files.append(problem.file);
        QVERIFY(!problem.message.isEmpty());
        QVERIFY(!problem.hint.isEmpty());
    }
    QCOMPARE(files,
             QStringList({u"a/package.json"_s, u"b/Makefile"_s, u"c/justfile"_s,
                          u"e/package.json"_s, u"g/package.json"_s}));
}

QTEST_GUILESS_MAIN(DiscoveryProjectsTest)
#include "tst_discoveryprojects.moc"
