// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looking through a folder of many projects, against the tools that list its files: git, which has
// an index, and find, which has none. Then looking at it again after one file changed.
#include "core/discovery/folderscan.h"
#include "core/discovery/folderwatcher.h"
#include "tests/bench/benchreport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

constexpr int projects = 50;
constexpr int packagesPerProject = 20;
constexpr int filesPerPackage = 100; // 100 000 in all, in 5 000 folders

void write(const QString &path, const QByteArray &content, bool executable = false)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    if (executable)
        file.setPermissions(file.permissions() | QFile::ExeOwner);
}

// Sources of about the usual length, of the languages that projects of many parts are written in.
void writeSources(const QString &folder)
{
    const QByteArray python = QByteArray("import os\n\n\nclass Thing:\n    pass\n\n").repeated(40);
    const QByteArray script = QByteArray("export function thing(a) {\n  return a + 1;\n}\n")
                                  .repeated(40);
    const QByteArray text = QByteArray("Some words about the thing and how it is used.\n")
                                .repeated(40);
    const QList<std::pair<QString, QByteArray>> kinds{{u"ts"_s, script},  {u"py"_s, python},
                                                      {u"tsx"_s, script}, {u"py"_s, python},
                                                      {u"js"_s, script},  {u"css"_s, text},
                                                      {u"json"_s, "{}"},  {u"md"_s, text},
                                                      {u"svg"_s, text},   {u"html"_s, text}};
    for (int part = 0; part < 4; ++part) {
        const QString inner = folder + u"/part%1"_s.arg(part);
        QDir().mkpath(inner);
        for (int i = 0; i < filesPerPackage / 4; ++i) {
            const auto &[suffix, content] = kinds.at(i % kinds.size());
            write(inner + u"/file%1.%2"_s.arg(i).arg(suffix), content);
        }
    }
}

void writePackage(const QString &folder, int number)
{
    writeSources(folder);
    if (number % 4 == 0)
        write(folder + u"/package.json"_s,
              R"({"name": "p", "scripts": {"build": "tsc", "test": "jest", "dev": "vite"}})");
    if (number % 5 == 1)
        write(folder + u"/deploy.sh"_s, "#!/bin/sh\n# Takes it there.\necho \"$1\"\n", true);
    if (number % 10 == 2) {
        QDir().mkpath(folder + u"/management/commands"_s);
        write(folder + u"/management/commands/import%1.py"_s.arg(number),
              "from django.core.management.base import BaseCommand\n\n\n"
              "class Command(BaseCommand):\n    help = 'Imports'\n\n"
              "    def add_arguments(self, parser):\n"
              "        parser.add_argument('--limit', type=int, default=10)\n");
    }
}

void writeTree(const QString &root)
{
    for (int project = 0; project < projects; ++project) {
        const QString folder = root + u"/project%1"_s.arg(project);
        for (int package = 0; package < packagesPerProject; ++package)
            writePackage(folder + u"/package%1"_s.arg(package), package);
        write(folder + u"/.gitignore"_s, "node_modules/\n*.pyc\n/dist\n.env\n*.log\n");
        write(folder + u"/manage.py"_s, "import django\n");
        write(folder + u"/Makefile"_s,
              "all: build ## Everything\nbuild:\n\t@true\ntest: ## Tests\n\t@true\n");
        write(folder + u"/pyproject.toml"_s,
              "[project]\nname = \"p\"\n[project.scripts]\nserve = \"p:serve\"\n");
    }
}

void run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s failed", qPrintable(program));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString root = folder.path();
    writeTree(root);
    run(u"git"_s, {u"-C"_s, root, u"init"_s, u"-q"_s});
    run(u"git"_s, {u"-C"_s, root, u"add"_s, u"-A"_s});

    const std::atomic_bool goOn = false;
    const auto scan = [&](FolderWatcher *watcher) {
        FolderTree::Entering entering;
        if (watcher != nullptr) {
            entering = [watcher, root](const QString &entered) {
                watcher->add(root, entered);
            };
        }
        return std::make_unique<FolderScan>(root, DiscoveryOptions(), entering);
    };
    const auto times = Bench::interleaved({
        [&] {
            return Bench::seconds([&] {
                run(u"git"_s, {u"-C"_s, root, u"ls-files"_s});
                run(u"find"_s, {root});
            });
        },
        [&] { return Bench::seconds([&] { scan(nullptr)->scan(goOn); }); },
        [&] {
            FolderWatcher watcher([](const FolderWatcher::Changes &) {});
            const double time = Bench::seconds([&] { scan(&watcher)->scan(goOn); });
            watcher.remove(root);
            return time;
        },
    });
    Bench::info(u"discovery.tools"_s, u"100 000 files: git ls-files and find"_s,
                Bench::median(times[0]) * 1e3, u"ms"_s);
    Bench::row(u"discovery.scan"_s, u"100 000 files: looked through, against both"_s,
               Bench::ratio(times[1], times[0]), u"×"_s, Bench::Better::Less, 2);
    Bench::row(u"discovery.watched"_s, u"100 000 files: looked through and watched"_s,
               Bench::ratio(times[2], times[0]), u"×"_s, Bench::Better::Less, 2);

    const auto kept = scan(nullptr);
    const DiscoveryResult first = kept->scan(goOn);
    std::vector<double> again, ignored;
    const QString changed = u"project7/package8/package.json"_s;
    for (int round = 0; round < Bench::rounds; ++round) {
        write(root + u'/' + changed,
              "{\"scripts\": {\"build\": \"tsc\", \"new" + QByteArray::number(round)
                  + "\": \"x\"}}");
        again.push_back(Bench::seconds([&] {
                            if (!kept->update({changed}, goOn))
                                qFatal("the change was not seen");
                        })
                        * 1e3);
        ignored.push_back(Bench::seconds([&] {
                              if (kept->update({u"project7/package8/part1/file9.html"_s}, goOn))
                                  qFatal("a change that concerns nothing was seen");
                          })
                          * 1e3);
    }
    Bench::row(u"discovery.again"_s, u"100 000 files: looked at again after one change"_s,
               Bench::median(again), u"ms"_s, Bench::Better::Less, 50);
    Bench::info(u"discovery.ignored"_s, u"100 000 files: a change that concerns nothing"_s,
                Bench::median(ignored), u"ms"_s);
    Bench::info(u"discovery.commands"_s, u"100 000 files: commands in them"_s,
                double(first.commands.size()), u""_s);
    return 0;
}
