// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/folderscan.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

#include <functional>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const std::atomic_bool goOn = false;

using Steps = std::function<QStringList(const ScratchFolder &)>; // what they changed

bool writeProjects(const ScratchFolder &scratch)
{
    return scratch.write(u"package.json"_s, R"({"workspaces": ["web"], "scripts": {"all": "x"}})")
        && scratch.write(u"web/package.json"_s, R"({"name": "web", "scripts": {"dev": "x"}})")
        && scratch.write(u"web/src/index.js"_s, "")
        && scratch.write(u"api/Makefile"_s, "include rules.mk parts/*.mk\nrun:\n\t@true\n")
        && scratch.write(u"api/rules.mk"_s, "lint:\n\t@true\n")
        && scratch.write(u"api/parts/a.mk"_s, "part-a:\n\t@true\n")
        && scratch.write(u"api/bin/start.sh"_s, "#!/bin/sh\n# Starts it.\n")
        && scratch.write(u"api/notes.txt"_s, "nothing\n")
        && scratch.write(u"site/manage.py"_s, "import django\n")
        && scratch.write(u"site/shop/models.py"_s, "x = 1\n")
        && scratch.write(u"site/shop/management/commands/greet.py"_s,
                         "class Command(BaseCommand):\n    help = 'Greets'\n")
        && scratch.write(u"pom/pom.xml"_s,
                         "<project><modules><module>m</module></modules></project>")
        && scratch.write(u"pom/m/pom.xml"_s, "<project><artifactId>m</artifactId></project>");
}

} // namespace

Q_DECLARE_METATYPE(Steps)

class FolderScanTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void updateEqualsAScan_data();
    void updateEqualsAScan();
    void whatConcernsNothing_data();
    void whatConcernsNothing();
    void onlyWhatChangedIsReadAgain();
    void notBeforeAScan();
    void cancelledMeansAnew();
};

void FolderScanTest::updateEqualsAScan_data()
{
    QTest::addColumn<Steps>("steps");
    const auto row = [](const char *name, const Steps &steps) {
        QTest::newRow(name) << steps;
    };
    const auto write = [](const QString &file, const QByteArray &content) {
        return [=](const ScratchFolder &scratch) {
            scratch.write(file, content);
            return QStringList{file};
        };
    };
    const auto remove = [](const QString &file) {
        return [=](const ScratchFolder &scratch) {
            QFile::remove(scratch.filePath(file));
            return QStringList{file};
        };
    };
    row("a target more", write(u"api/Makefile"_s, "run:\n\t@true\nnew:\n\t@true\n"));
    row("in an included file", write(u"api/rules.mk"_s, "lint:\n\t@true\nfix:\n\t@true\n"));
    row("an included file less", remove(u"api/rules.mk"_s));
    row("an included file more", write(u"api/parts/b.mk"_s, "part-b:\n\t@true\n"));
    row("a makefile that goes before", write(u"api/GNUmakefile"_s, "first:\n\t@true\n"));
    row("a makefile less", remove(u"api/Makefile"_s));
    row("another package manager", write(u"pnpm-lock.yaml"_s, "lockfileVersion: 9\n"));
    row("one for the folder below", write(u"web/yarn.lock"_s, ""));
    row("a workspace no more", write(u"package.json"_s, R"({"scripts": {"all": "x"}})"));
    row("a workspace of pnpm", write(u"pnpm-workspace.yaml"_s, "packages: [other]\n"));
    row("a member that scans pass over", [](const ScratchFolder &scratch) {
        scratch.write(u"package.json"_s, R"({"workspaces": ["web", "build"]})");
        scratch.write(u"build/package.json"_s, R"({"name": "b", "scripts": {"x": "y"}})");
        return QStringList{u"package.json"_s, u"build"_s};
    });
    row("a run configuration more",
        write(u"api/.idea/runConfigurations/Run.xml"_s,
              "<component><configuration name='Run' type='NodeJSConfigurationType' "
              "path-to-js-file='a.js'/></component>"));
    row("a script says something else", write(u"api/bin/start.sh"_s, "#!/bin/sh\n# Begins.\n"));
    row("a script more", write(u"api/bin/stop.sh"_s, "#!/bin/sh\n# Stops it.\n"));
    row("a script less", remove(u"api/bin/start.sh"_s));
    row("a module becomes a script",
        write(u"site/shop/models.py"_s, "x = 1\nif __name__ == '__main__':\n    print(x)\n"));
    row("a Django command more",
        write(u"site/shop/management/commands/part.py"_s,
              "class Command(BaseCommand):\n    help = 'Parts'\n"));
    row("a Django command says something else",
        write(u"site/shop/management/commands/greet.py"_s,
              "class Command(BaseCommand):\n    help = 'Welcomes'\n"));
    row("a Django project no more", remove(u"site/manage.py"_s));
    row("a parent project",
        write(u"pom/pom.xml"_s, "<project><artifactId>p</artifactId></project>"));
    row("a project of its own", write(u"api/bin/package.json"_s, R"({"scripts": {"x": "y"}})"));
    row("broken", write(u"web/package.json"_s, "{"));
    row("an override",
        write(u".commandrunner.toml"_s, "[[override]]\nname = \"run\"\ndescription = \"Runs\"\n"));
    row("ignored from now on", write(u".gitignore"_s, "api\n"));
    row("a virtual environment", [](const ScratchFolder &scratch) {
        scratch.write(u"site/.venv/pyvenv.cfg"_s, "x");
        scratch.write(u"site/.venv/bin/python"_s, "x", true);
        return QStringList{u"site/.venv"_s};
    });
    row("a folder moved", [](const ScratchFolder &scratch) {
        QDir().rename(scratch.filePath(u"api"_s), scratch.filePath(u"web/api"_s));
        return QStringList{u"api"_s, u"web/api"_s};
    });
    row("many at once", [](const ScratchFolder &scratch) {
        QDir(scratch.filePath(u"pom"_s)).removeRecursively();
        scratch.write(u"go/Taskfile.yml"_s, "version: '3'\ntasks:\n  a:\n    cmds: [x]\n");
        scratch.write(u"api/Makefile"_s, "other:\n\t@true\n");
        return QStringList{u"pom/m/pom.xml"_s, u"pom"_s, u"go"_s, u"api/Makefile"_s};
    });
}

// However little is looked at again, the result is that of a scan of everything.
void FolderScanTest::updateEqualsAScan()
{
    QFETCH(const Steps, steps);
    const ScratchFolder scratch;
    QVERIFY(writeProjects(scratch));
    FolderScan scan(scratch.path(), {});
    const DiscoveryResult before = scan.scan(goOn);
    QCOMPARE(before.commands.size(), scanNow(scratch.path()).commands.size());
    const auto updated = scan.update(steps(scratch), goOn);
    const DiscoveryResult expected = scanNow(scratch.path());
    QVERIFY(updated);
    QVERIFY(updated->commands != before.commands || updated->problems != before.problems);
    QCOMPARE(idsOf(*updated), idsOf(expected));
    QCOMPARE(updated->commands, expected.commands);
    QCOMPARE(updated->problems, expected.problems);
    QCOMPARE(updated->filesSeen, expected.filesSeen);
}

void FolderScanTest::whatConcernsNothing_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a file that nobody asks for") << u"api/notes.txt"_s;
    QTest::newRow("a new one of that kind") << u"api/debug.log"_s;
    QTest::newRow("what a package manager makes") << u"web/node_modules"_s;
    QTest::newRow("below it") << u"web/node_modules/left/package.json"_s;
    QTest::newRow("a repository's index") << u".git/index.lock"_s;
    QTest::newRow("elsewhere") << u"nowhere/at/all.txt"_s;
}

void FolderScanTest::whatConcernsNothing()
{
    QFETCH(const QString, path);
    const ScratchFolder scratch;
    QVERIFY(writeProjects(scratch));
    FolderScan scan(scratch.path(), {});
    QVERIFY(!scan.scan(goOn).commands.isEmpty());
    if (path == "web/node_modules"_L1)
        QVERIFY(scratch.write(path + u"/left/package.json"_s, "{}"));
    else if (path != "nowhere/at/all.txt"_L1)
        QVERIFY(scratch.write(path, "{}"));
    QVERIFY(!scan.concerns(path));
    QVERIFY(!scan.update({path}, goOn));
}

void FolderScanTest::onlyWhatChangedIsReadAgain()
{
    const ScratchFolder scratch;
    QVERIFY(writeProjects(scratch));
    FolderScan scan(scratch.path(), {});
    const DiscoveryResult before = scan.scan(goOn);
    // Changed behind its back: who looks at it again would see.
    QVERIFY(scratch.write(u"web/package.json"_s, "{}"));
    QVERIFY(scratch.write(u"api/bin/start.sh"_s, "#!/bin/sh\n# Other.\n"));
    QVERIFY(scratch.write(u"api/Makefile"_s, "run:\n\t@true\n"));
    const auto updated = scan.update({u"api/Makefile"_s}, goOn);
    QVERIFY(updated);
    QStringList expected = idsOf(before);
    expected.removeOne(u"make:api/Makefile:lint"_s);
    expected.removeOne(u"make:api/Makefile:part-a"_s);
    QCOMPARE(idsOf(*updated), expected);
    QCOMPARE(commandOf(*updated, u"script:api/bin/start.sh:start.sh"_s).description,
             u"Starts it."_s);
}

void FolderScanTest::notBeforeAScan()
{
    const ScratchFolder scratch;
    QVERIFY(writeProjects(scratch));
    FolderScan scan(scratch.path(), {});
    QVERIFY(!scan.update({u"api/Makefile"_s}, goOn));
}

void FolderScanTest::cancelledMeansAnew()
{
    const ScratchFolder scratch;
    QVERIFY(writeProjects(scratch));
    FolderScan scan(scratch.path(), {});
    scan.scan(goOn);
    const std::atomic_bool cancelled = true;
    scan.update({u"api/Makefile"_s}, cancelled);
    QVERIFY(!scan.update({u"api/Makefile"_s}, goOn));
    QCOMPARE(scan.scan(goOn).commands, scanNow(scratch.path()).commands);
}

QTEST_GUILESS_MAIN(FolderScanTest)
#include "tst_folderscan.moc"
