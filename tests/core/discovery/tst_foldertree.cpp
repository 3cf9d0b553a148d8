// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/foldertree.h"
#include "tests/core/discovery/discoverytesting.h"

#include <QTest>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const std::atomic_bool goOn = false;

quint32 everything(const QString &, const QString &)
{
    return 1;
}

QStringList pathsOf(const FolderTree &tree)
{
    QStringList paths;
    for (const SourceFile &file : tree.files())
        paths.append(file.path);
    return paths;
}

QStringList problemsOf(const FolderTree &tree)
{
    QStringList problems;
    for (const DiscoveryProblem &problem : tree.problems())
        problems.append(problem.file + u": "_s + problem.message);
    return problems;
}

// Names as bytes: QFile could not make these.
bool writeBytes(const QString &folder, const std::string &name)
{
    std::ofstream file(std::filesystem::path(folder.toStdString()) / name);
    file << "x";
    return bool(file);
}

} // namespace

class FolderTreeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parentsFirst();
    void generatedFolders();
    void nestedIgnoreFiles();
    void ignoreFilesOfTheRepositoryAbove();
    void linksAreNotFollowed();
    void namesThatCannotBeUsed();
    void manyBadNamesAreSummedUp();
    void unreadableFolder();
    void missingFolder();
    void depthLimit();
    void entryLimit();
    void cancelled();
    void projectFolder();
    void updateEqualsAWalk_data();
    void updateEqualsAWalk();
    void updateTellsTheDifference();
    void entering();
};

void FolderTreeTest::parentsFirst()
{
    const ScratchFolder scratch;
    for (const QString &name : {u"b/2"_s, u"b/c/3"_s, u"a/1"_s, u"z"_s, u".github/x"_s})
        QVERIFY(scratch.write(name, "x"));
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {});
    QCOMPARE(pathsOf(tree), QStringList({u"z"_s, u".github/x"_s, u"a/1"_s, u"b/2"_s, u"b/c/3"_s}));
    QCOMPARE(tree.files().at(4).folder, u"b/c"_s);
    QCOMPARE(tree.files().at(4).name, u"3"_s);
    QCOMPARE(tree.entriesSeen(), 9);
    QVERIFY(tree.problems().isEmpty());
}

void FolderTreeTest::generatedFolders()
{
    const ScratchFolder scratch;
    const QStringList skipped{u"node_modules"_s, u".venv"_s,      u"venv"_s,        u"target"_s,
                              u"build"_s,        u"dist"_s,       u".git"_s,        u".hg"_s,
                              u".svn"_s,         u"Pods"_s,       u"__pycache__"_s, u".tox"_s,
                              u".nox"_s,         u"vendor"_s,     u".mypy_cache"_s, u".gradle"_s,
                              u".idea"_s,        u"x.egg-info"_s, u".vscode-test"_s};
    for (const QString &name : skipped)
        QVERIFY(scratch.write(u"deep/"_s + name + u"/file"_s, "x"));
    QVERIFY(scratch.write(u"env/file"_s, "x")); // a folder of this name without the marker is the
                                                // user's own
    QVERIFY(scratch.write(u"python3/pyvenv.cfg"_s, "x"));
    QVERIFY(scratch.write(u"python3/bin/file"_s, "x"));
    QVERIFY(scratch.write(u"cmake-debug/CMakeCache.txt"_s, "x"));
    QVERIFY(scratch.write(u"cmake-debug/Makefile"_s, "x"));
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {});
    QCOMPARE(pathsOf(tree), QStringList({u"env/file"_s}));
    // Asked for by itself it is looked into.
    QCOMPARE(pathsOf(FolderTree::walk(scratch.filePath(u"deep/build"_s), everything, goOn, {})),
             QStringList({u"file"_s}));
}

void FolderTreeTest::nestedIgnoreFiles()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".gitignore"_s, "*.tmp\n/out/\nlocal/*\n!local/keep\n"));
    QVERIFY(scratch.write(u"a/.gitignore"_s, "!wanted.tmp\nmine\n"));
    for (const QString &name :
         {u"x.tmp"_s, u"out/x"_s, u"a/out/x"_s, u"a/wanted.tmp"_s, u"a/b/wanted.tmp"_s,
          u"a/b/x.tmp"_s, u"a/mine"_s, u"mine"_s, u"local/x"_s, u"local/keep"_s})
        QVERIFY(scratch.write(name, "x"));
    const auto noIgnoreFiles = [](const QString &name, const QString &) {
        return name == ".gitignore"_L1 ? 0U : 1U;
    };
    const FolderTree tree = FolderTree::walk(scratch.path(), noIgnoreFiles, goOn, {});
    QCOMPARE(pathsOf(tree),
             QStringList({u"mine"_s, u"a/wanted.tmp"_s, u"a/b/wanted.tmp"_s, u"a/out/x"_s,
                          u"local/keep"_s}));
}

void FolderTreeTest::ignoreFilesOfTheRepositoryAbove()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".git/info/exclude"_s, "excluded\n"));
    QVERIFY(scratch.write(u".gitignore"_s, "/team/app/generated\n*.bak\n"));
    QVERIFY(scratch.write(u"team/.gitignore"_s, "!important.bak\n"));
    for (const QString &name :
         {u"generated/x"_s, u"x.bak"_s, u"important.bak"_s, u"excluded"_s, u"kept"_s})
        QVERIFY(scratch.write(u"team/app/"_s + name, "x"));
    const FolderTree tree = FolderTree::walk(scratch.filePath(u"team/app"_s), everything, goOn, {});
    QCOMPARE(pathsOf(tree), QStringList({u"important.bak"_s, u"kept"_s}));
}

void FolderTreeTest::linksAreNotFollowed()
{
    const ScratchFolder scratch;
    const ScratchFolder outside;
    QVERIFY(outside.write(u"secret"_s, "x"));
    QVERIFY(scratch.write(u"a/file"_s, "x"));
    namespace fs = std::filesystem;
    const fs::path root(scratch.path().toStdString());
    std::error_code error;
    fs::create_directory_symlink(root, root / "a" / "cycle", error);
    if (error)
        QSKIP("no symbolic links here");
    fs::create_directory_symlink(fs::path(outside.path().toStdString()), root / "elsewhere");
    fs::create_symlink(root / "a" / "file", root / "linked");
    fs::create_symlink(root / "nowhere", root / "dangling");
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {});
    QCOMPARE(pathsOf(tree), QStringList({u"linked"_s, u"a/file"_s}));
    QVERIFY(tree.problems().isEmpty());
}

void FolderTreeTest::namesThatCannotBeUsed()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"good/file"_s, "x"));
    QVERIFY(scratch.write(u"grün und schön.sh"_s, "x"));
    if (!writeBytes(scratch.path(), "bad\xFF\xFEname.sh")
        || !writeBytes(scratch.path(), "two\nlines.sh"))
        QSKIP("this file system refuses such names");
    std::filesystem::create_directory(std::filesystem::path(scratch.path().toStdString())
                                      / "dir\xC3");
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {});
    QCOMPARE(pathsOf(tree), QStringList({u"grün und schön.sh"_s, u"good/file"_s}));
    QCOMPARE(problemsOf(tree),
             QStringList(
                 {u"bad\\xff\\xfename.sh: the name is not valid UTF-8"_s,
                  u"dir\\xc3: the name is not valid UTF-8"_s,
                  u"two\\nlines.sh: the name holds a line break or another control character"_s}));
}

void FolderTreeTest::manyBadNamesAreSummedUp()
{
    const ScratchFolder scratch;
    for (int i = 0; i < 25; ++i) {
        if (!writeBytes(scratch.path(), "n\n" + std::to_string(i)))
            QSKIP("this file system refuses such names");
    }
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {});
    QCOMPARE(tree.problems().size(), 21);
    QCOMPARE(tree.problems().last().message, u"5 more names cannot be used"_s);
}

void FolderTreeTest::unreadableFolder()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"closed/file"_s, "x"));
    QVERIFY(scratch.write(u"open/file"_s, "x"));
    QFile::setPermissions(scratch.filePath(u"closed"_s), QFileDevice::Permissions());
    const bool stillReadable =
        !QDir(scratch.filePath(u"closed"_s)).entryList(QDir::Files).isEmpty();
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {});
    QFile::setPermissions(scratch.filePath(u"closed"_s),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (stillReadable)
        QSKIP("root may read everything");
    QCOMPARE(pathsOf(tree), QStringList({u"open/file"_s}));
    QCOMPARE(tree.problems().size(), 1);
    QCOMPARE(tree.problems().first().file, u"closed"_s);
    QVERIFY(!tree.problems().first().hint.isEmpty());
}

void FolderTreeTest::missingFolder()
{
    const ScratchFolder scratch;
    const FolderTree tree = FolderTree::walk(scratch.filePath(u"gone"_s), everything, goOn, {});
    QCOMPARE(tree.problems().size(), 1);
    QVERIFY(scratch.write(u"file"_s, "x"));
    QCOMPARE(FolderTree::walk(scratch.filePath(u"file"_s), everything, goOn, {}).problems().size(),
             1);
}

void FolderTreeTest::depthLimit()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"1/2/3/4/file"_s, "x"));
    QVERIFY(scratch.write(u"1/2/file"_s, "x"));
    FolderTree::Limits limits;
    limits.depth = 2;
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {}, limits);
    QCOMPARE(pathsOf(tree), QStringList({u"1/2/file"_s}));
    QCOMPARE(problemsOf(tree),
             QStringList({u"1/2/3: is nested more than 2 folders deep and was not looked into"_s}));
}

void FolderTreeTest::entryLimit()
{
    const ScratchFolder scratch;
    for (int i = 0; i < 8; ++i)
        QVERIFY(scratch.write(u"f%1/file"_s.arg(i), "x"));
    FolderTree::Limits limits;
    limits.entries = 11; // the eight folders and three files
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {}, limits);
    QCOMPARE(pathsOf(tree), QStringList({u"f0/file"_s, u"f1/file"_s, u"f2/file"_s}));
    QCOMPARE(tree.problems().size(), 1);
    QVERIFY(tree.problems().first().message.contains(u"11"_s));
}

void FolderTreeTest::cancelled()
{
    const ScratchFolder scratch;
    for (int i = 0; i < 8; ++i)
        QVERIFY(scratch.write(u"f%1/file"_s.arg(i), "x"));
    std::atomic_bool cancel = false;
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, cancel,
                                             [&](qint64, const QString &folder) {
                                                 if (folder == "f2"_L1)
                                                     cancel = true;
                                             });
    QVERIFY(tree.isCancelled());
    QCOMPARE(tree.files().size(), 3);
}

void FolderTreeTest::projectFolder()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/package.json"_s, "{}"));
    QVERIFY(scratch.write(u"app/scripts/ci/x"_s, "x"));
    QVERIFY(scratch.write(u"other/x"_s, "x"));
    const QStringList mainFiles{u"Taskfile.yml"_s,      u"taskfile.dist.yaml"_s, u"deno.jsonc"_s,
                                u"CMakePresets.json"_s, u"composer.json"_s,      u"mise.toml"_s,
                                u".mise.toml"_s,        u"Cargo.toml"_s};
    for (const QString &name : mainFiles)
        QVERIFY(scratch.write(u"by %1/"_s.arg(name) + name, "x"));
    const FolderTree tree = FolderTree::walk(scratch.path(), everything, goOn, {});
    for (const QString &name : mainFiles)
        QCOMPARE(tree.projectFolder(u"by %1/src"_s.arg(name)), u"by "_s + name);
    QCOMPARE(tree.projectFolder(u"app/scripts/ci"_s), u"app"_s);
    QCOMPARE(tree.projectFolder(u"app"_s), u"app"_s);
    QCOMPARE(tree.projectFolder(u"other"_s), QString());
    QCOMPARE(tree.projectFolder({}), QString());
}

using Steps = std::function<QStringList(const ScratchFolder &)>; // what they changed
Q_DECLARE_METATYPE(Steps)

void FolderTreeTest::updateEqualsAWalk_data()
{
    QTest::addColumn<Steps>("steps");
    const auto row = [](const char *name, const Steps &steps) {
        QTest::newRow(name) << steps;
    };
    row("a file more", [](const ScratchFolder &scratch) {
        scratch.write(u"a/new"_s, "x");
        return QStringList{u"a/new"_s};
    });
    row("a file less", [](const ScratchFolder &scratch) {
        QFile::remove(scratch.filePath(u"a/b/2"_s));
        return QStringList{u"a/b/2"_s};
    });
    row("folders within folders more", [](const ScratchFolder &scratch) {
        scratch.write(u"a/new/er/file"_s, "x");
        return QStringList{u"a/new"_s};
    });
    row("only the deepest is told", [](const ScratchFolder &scratch) {
        scratch.write(u"a/new/er/file"_s, "x");
        return QStringList{u"a/new/er/file"_s};
    });
    row("a folder less", [](const ScratchFolder &scratch) {
        QDir(scratch.filePath(u"a"_s)).removeRecursively();
        return QStringList{u"a/b/2"_s, u"a/b"_s, u"a"_s};
    });
    row("a folder renamed", [](const ScratchFolder &scratch) {
        QDir().rename(scratch.filePath(u"a"_s), scratch.filePath(u"c"_s));
        return QStringList{u"a"_s, u"c"_s};
    });
    row("rules of what is ignored", [](const ScratchFolder &scratch) {
        scratch.write(u"a/.gitignore"_s, "2\n");
        return QStringList{u"a/.gitignore"_s};
    });
    row("the same rules gone", [](const ScratchFolder &scratch) {
        QFile::remove(scratch.filePath(u".gitignore"_s));
        return QStringList{u".gitignore"_s};
    });
    row("made by a tool now", [](const ScratchFolder &scratch) {
        scratch.write(u"a/pyvenv.cfg"_s, "x");
        return QStringList{u"a/pyvenv.cfg"_s};
    });
    row("no longer made by a tool", [](const ScratchFolder &scratch) {
        QFile::remove(scratch.filePath(u"tool/CMakeCache.txt"_s));
        return QStringList{u"tool/CMakeCache.txt"_s};
    });
    row("a file where a folder was", [](const ScratchFolder &scratch) {
        QDir(scratch.filePath(u"a"_s)).removeRecursively();
        scratch.write(u"a"_s, "x");
        return QStringList{u"a"_s};
    });
    row("everything gone", [](const ScratchFolder &scratch) {
        QDir(scratch.path()).removeRecursively();
        return QStringList{QString()};
    });
}

// However little is looked at again, the tree is what a walk would give.
void FolderTreeTest::updateEqualsAWalk()
{
    QFETCH(const Steps, steps);
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".gitignore"_s, "*.o\nhidden\n"));
    for (const QString &name : {u"1"_s, u"x.o"_s, u"a/1"_s, u"a/b/2"_s, u"a/b/x.o"_s, u"z/3"_s,
                                u"hidden/4"_s, u"tool/CMakeCache.txt"_s, u"tool/5"_s})
        QVERIFY(scratch.write(name, "x"));
    const FolderTree::Hooks hooks{everything, {}, {}, {}};
    FolderTree tree = FolderTree::walk(scratch.path(), hooks, goOn);
    QCOMPARE(pathsOf(tree), QStringList({u".gitignore"_s, u"1"_s, u"a/1"_s, u"a/b/2"_s, u"z/3"_s}));
    tree.update(steps(scratch), hooks, goOn);
    const FolderTree walked = FolderTree::walk(scratch.path(), hooks, goOn);
    QCOMPARE(pathsOf(tree), pathsOf(walked));
    if (QFileInfo::exists(scratch.path()))
        QCOMPARE(tree.entriesSeen(), walked.entriesSeen());
}

void FolderTreeTest::updateTellsTheDifference()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"a/1"_s, "x"));
    QVERIFY(scratch.write(u"a/2"_s, "x"));
    const FolderTree::Hooks hooks{everything, {}, {}, {}};
    FolderTree tree = FolderTree::walk(scratch.path(), hooks, goOn);
    const auto update = [&](const QStringList &paths) {
        const FolderTree::Difference difference = tree.update(paths, hooks, goOn);
        QStringList told;
        for (const SourceFile &file : difference.files)
            told.append(file.path);
        if (difference.projects)
            told.append(u"projects"_s);
        return told;
    };
    QVERIFY(scratch.write(u"a/1"_s, "y"));
    QCOMPARE(update({u"a/1"_s}), QStringList());
    QVERIFY(scratch.write(u"a/package.json"_s, "{}"));
    QFile::remove(scratch.filePath(u"a/2"_s));
    QCOMPARE(update({u"a/package.json"_s, u"a/2"_s}),
             QStringList({u"a/2"_s, u"a/package.json"_s, u"projects"_s}));
    QDir(scratch.filePath(u"a"_s)).removeRecursively();
    QCOMPARE(update({u"a"_s}), QStringList({u"a/1"_s, u"a/package.json"_s, u"projects"_s}));
    QVERIFY(!tree.hasFolder(u"a"_s));
    QVERIFY(!tree.hasFile(u"a/1"_s));
}

void FolderTreeTest::entering()
{
    const ScratchFolder scratch;
    for (const QString &name : {u"a/b/1"_s, u"node_modules/2"_s, u".git/config"_s})
        QVERIFY(scratch.write(name, "x"));
    QStringList entered;
    const FolderTree::Hooks hooks{
        everything, {}, [&](const QString &folder) { entered.append(folder); }, {}};
    FolderTree tree = FolderTree::walk(scratch.path(), hooks, goOn);
    QCOMPARE(entered, QStringList({QString(), u".git"_s, u"a"_s, u"a/b"_s}));
    entered.clear();
    QVERIFY(scratch.write(u"a/c/d/1"_s, "x"));
    tree.update({u"a/c"_s}, hooks, goOn);
    QCOMPARE(entered, QStringList({u"a"_s, u"a/c"_s, u"a/c/d"_s}));
}

QTEST_GUILESS_MAIN(FolderTreeTest)
#include "tst_foldertree.moc"
