// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/commandstore.h"
#include "core/workspace/catalogcontent.h"
#include "core/workspace/readoptions.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

Command command(const QStringList &argv, const QString &source = u"script"_s)
{
    Command result;
    result.id = Command::makeId(source, u"tool"_s, u"tool"_s);
    result.name = u"tool"_s;
    result.source = source;
    result.folder = u"/a"_s;
    result.argv = argv;
    result.workingDirectory = QDir::tempPath();
    return result;
}

Parameter option(const QString &flag)
{
    return {.name = flag.mid(2), .flags = {flag}, .kind = ParameterKind::Option};
}

QStringList names(const QList<Parameter> &parameters)
{
    QStringList list;
    for (const Parameter &parameter : parameters)
        list.append(parameter.name);
    return list;
}

} // namespace

class TestReadOptions final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void asksWith();
    void asksNobodyFor_data();
    void asksNobodyFor();
    void reads_data();
    void reads();
    void doesNotAskOnAfterSuccess();
    void fails();
    void canBeCancelled();
    void addsWhatIsNew();
    void isKept();
    void isShownWithTheCommand();

private:
    // A Python program as a command.
    Command program(const QByteArray &source);

    QTemporaryDir m_folder;
    const std::atomic_bool m_goOn = false;
};

void TestReadOptions::initTestCase()
{
    QVERIFY(m_folder.isValid());
    if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
        QSKIP("no python3");
}

Command TestReadOptions::program(const QByteArray &source)
{
    QFile file(m_folder.filePath(u"tool.py"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(source) != source.size())
        return {};
    return command({u"python3"_s, file.fileName()});
}

void TestReadOptions::asksWith()
{
    Command sub = command({u"tool"_s, u"-x"_s});
    Parameter word = {.name = u"command"_s, .constant = true, .defaultValue = u"add"_s};
    Parameter hidden = option(u"--key"_s);
    hidden.constant = true;
    sub.parameters = {word, hidden, option(u"--b"_s)};
    const QList<QStringList> expected{{u"tool"_s, u"-x"_s, u"add"_s, u"--help"_s},
                                      {u"tool"_s, u"-x"_s, u"add"_s, u"-h"_s},
                                      {u"tool"_s, u"-x"_s, u"add"_s, u"help"_s}};
    QCOMPARE(helpCalls(sub), expected);

    Command npm = command({u"npm"_s, u"run"_s, u"build"_s}, u"npm"_s);
    npm.freeArgumentsPrefix = {u"--"_s};
    QCOMPARE(helpCalls(npm).first(),
             (QStringList{u"npm"_s, u"run"_s, u"build"_s, u"--"_s, u"--help"_s}));
}

void TestReadOptions::asksNobodyFor_data()
{
    QTest::addColumn<Command>("command");
    QTest::newRow("make") << command({u"make"_s, u"clean"_s}, u"make"_s);
    QTest::newRow("just") << command({u"just"_s, u"clean"_s}, u"just"_s);
    QTest::newRow("nothing") << command({});
    Command chain = command({u"tool"_s});
    chain.steps = {{u"a"_s, {}}};
    QTest::newRow("a chain") << chain;
}

void TestReadOptions::asksNobodyFor()
{
    QFETCH(Command, command);
    QCOMPARE(helpCalls(command), QList<QStringList>());
    QVERIFY(!readHelp(command, {}, m_goOn));
}

void TestReadOptions::reads_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("call"); // that was answered
    QTest::newRow("--help") << QByteArray("import argparse\np = argparse.ArgumentParser()\n"
                                          "p.add_argument('--fast', action='store_true')\n"
                                          "p.add_argument('name')\np.parse_args()\n")
                            << u"--help"_s;
    QTest::newRow("-h") << QByteArray("import sys\nif sys.argv[1] != '-h': sys.exit(2)\n"
                                      "print('usage: tool [--fast] name')\n")
                        << u"-h"_s;
    QTest::newRow("help") << QByteArray("import sys\nif sys.argv[1] != 'help': sys.exit(2)\n"
                                        "print('usage: tool [--fast] name')\n")
                          << u"help"_s;
    QTest::newRow("standard error, failing")
        << QByteArray("import sys\nsys.exit('usage: tool [--fast] name')\n") << u"--help"_s;
}

void TestReadOptions::reads()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, call);
    const auto reading = readHelp(program(source), {}, m_goOn);
    QVERIFY2(reading, qPrintable(reading ? QString() : reading.error().toString()));
    QCOMPARE(reading->argv.last(), call);
    QCOMPARE(names(formParameters(reading->text)), (QStringList{u"fast"_s, u"name"_s}));
}

// Such a program ignores its arguments: each further call would do its work once more.
void TestReadOptions::doesNotAskOnAfterSuccess()
{
    const QString log = m_folder.filePath(u"log"_s);
    const auto reading = readHelp(
        program("open(" + QByteArray("'") + log.toUtf8() + "', 'a').write('x')\nprint('Done.')\n"),
        {}, m_goOn);
    QVERIFY(!reading);
    QCOMPARE(reading.error().code, ErrorCode::NotFound);
    QCOMPARE(reading.error().detail, u"Done."_s);
    QCOMPARE(QFileInfo(log).size(), 1);
}

void TestReadOptions::fails()
{
    const auto missing = readHelp(command({u"no-such-program-anywhere"_s}), {}, m_goOn);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Process);
    QVERIFY(missing.error().detail.contains("not found"_L1));
    const auto silent = readHelp(program("import sys\nsys.exit(1)\n"), {}, m_goOn);
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, ErrorCode::NotFound);
}

void TestReadOptions::canBeCancelled()
{
    const std::atomic_bool cancelled = true;
    const auto reading = readHelp(program("import time\ntime.sleep(600)\n"), {}, cancelled);
    QVERIFY(!reading);
    QCOMPARE(reading.error().detail, u"cancelled"_s);
}

void TestReadOptions::addsWhatIsNew()
{
    Command known = command({u"tool"_s});
    known.parameters = {option(u"--a"_s), {.name = u"file"_s}};
    const Parameter other = {.name = u"b"_s, .flags = {u"-b"_s, u"--a"_s}};
    const Parameter sameName = {.name = u"a"_s, .flags = {u"--other"_s}};
    const QList<Parameter> read{other, sameName, option(u"--c"_s), {.name = u"word"_s}};
    Command more = known;
    addReadOptions(more, read);
    QCOMPARE(names(more.parameters), (QStringList{u"a"_s, u"file"_s, u"c"_s}));
    removeReadOptions(more, read);
    QCOMPARE(more, known);

    Command bare = command({u"tool"_s});
    addReadOptions(bare, read);
    QCOMPARE(names(bare.parameters), (QStringList{u"b"_s, u"a"_s, u"c"_s, u"word"_s}));
}

void TestReadOptions::isKept()
{
    const QString file = m_folder.filePath(u"kept.db"_s);
    auto database = Database::open(file);
    QVERIFY(database);
    CommandStore store(**database);
    QVERIFY(store.readOptions()->isEmpty());
    const QList<Parameter> read{option(u"--a"_s), option(u"--b"_s)};
    QVERIFY(store.saveReadOptions(u"x"_s, {option(u"--old"_s)}));
    QVERIFY(store.saveReadOptions(u"x"_s, read));
    QVERIFY(store.saveReadOptions(u"it's"_s, read));
    QCOMPARE(store.readOptions()->value(u"x"_s), read);
    QVERIFY(store.saveReadOptions(u"x"_s, {}));
    QCOMPARE(store.readOptions()->keys(), QStringList{u"it's"_s});
}

void TestReadOptions::isShownWithTheCommand()
{
    const Command found = command({u"tool"_s});
    CatalogSnapshot snapshot;
    snapshot.folders = {{u"/a"_s, false, true, QDateTime()}};
    snapshot.found = {found};
    snapshot.readOptions.insert(found.absoluteId(), {option(u"--a"_s)});
    CatalogContent content;
    QVERIFY(content.apply(snapshot, {}).commands);
    QCOMPARE(names(content.command(found.absoluteId())->parameters), QStringList{u"a"_s});
    // What is written back is what was found.
    QCOMPARE(content.commandsOf(u"/a"_s), QList<Command>{found});
    DiscoveryResult again;
    again.folder = u"/a"_s;
    again.filesSeen = 1;
    again.commands = {found, command({u"new"_s}, u"npm"_s)};
    QVERIFY(content.applyFinished(again));
    QCOMPARE(names(content.command(found.absoluteId())->parameters), QStringList{u"a"_s});
    snapshot.readOptions.clear();
    QVERIFY(content.apply(snapshot, {}).commands);
    QVERIFY(content.command(found.absoluteId())->parameters.isEmpty());
}

QTEST_GUILESS_MAIN(TestReadOptions)
#include "tst_readoptions.moc"
