// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/adjustedcommand.h"
#include "core/command/environmentfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;
using Variables = QMap<QString, QString>;

class TestAdjustedCommand final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void filesThatAreRight_data();
    void filesThatAreRight();
    void filesThatAreWrong_data();
    void filesThatAreWrong();
    void readsFiles();
    void nothingSetChangesNothing();
    void environmentByRank();
    void workingDirectory();
    void interpreters_data();
    void interpreters();
};

void TestAdjustedCommand::filesThatAreRight_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Variables>("expected");
    const auto row = [](const char *name, const QString &text, const QString &value) {
        QTest::newRow(name) << text << Variables{{u"A"_s, value}};
    };
    row("plain", u"A=b"_s, u"b"_s);
    row("blanks around", u"  A =  b c \t\n"_s, u"b c"_s);
    row("empty", u"A="_s, {});
    row("export", u"export A=b\n"_s, u"b"_s);
    row("comments", u"# x=y\n\n  # more\nA=b # why\n"_s, u"b"_s);
    row("no comment", u"A=b#c"_s, u"b#c"_s);
    row("only a comment", u"A= # why"_s, {});
    row("equals", u"A=b=c=="_s, u"b=c=="_s);
    row("single quotes", u"A='b \\n $C # d' # why"_s, u"b \\n $C # d"_s);
    row("double quotes", u"A=\"b\\n\\\"c\\\" \\$D \\\\ \\x\""_s, u"b\n\"c\" $D \\ \\x"_s);
    row("several lines", u"A='b\nc'\n"_s, u"b\nc"_s);
    row("nothing is expanded", u"A=$HOME/${X}`id`~"_s, u"$HOME/${X}`id`~"_s);
    row("the last one wins", u"A=1\nA=2\n"_s, u"2"_s);
    row("Windows' line ends", u"A=b\r\n"_s, u"b"_s);
    row("byte order mark", u"\ufeffA=b"_s, u"b"_s);
    QTest::newRow("names") << u"A.b-c_1=x\n_=y"_s
                           << Variables{{u"A.b-c_1"_s, u"x"_s}, {u"_"_s, u"y"_s}};
    QTest::newRow("nothing") << QString() << Variables();
}

void TestAdjustedCommand::filesThatAreRight()
{
    QFETCH(QString, text);
    const auto read = parseEnvironmentFile(text, u".env"_s);
    QVERIFY(read);
    QTEST(*read, "expected");
}

void TestAdjustedCommand::filesThatAreWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("detail");
    QTest::newRow("no equals") << u"A=1\nB\nC=1"_s << u"line 2: there is no “=”"_s;
    QTest::newRow("no name") << u"=1"_s << u"line 1: “” is no name"_s;
    QTest::newRow("a name with a blank") << u"A B=1"_s << u"line 1: “A B” is no name"_s;
    QTest::newRow("a digit first") << u"1A=1"_s << u"line 1: “1A” is no name"_s;
    QTest::newRow("not closed") << u"\nA=\"b\nc"_s << u"line 2: the quote"_s;
    QTest::newRow("behind the quote") << u"X='1\n2'\nA='b'c"_s << u"line 3: there is something"_s;
}

void TestAdjustedCommand::filesThatAreWrong()
{
    QFETCH(QString, text);
    QFETCH(QString, detail);
    const auto read = parseEnvironmentFile(text, u".env"_s);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidFormat);
    QCOMPARE(read.error().subject, u".env"_s);
    QVERIFY2(read.error().detail.startsWith(detail), qPrintable(read.error().detail));
}

void TestAdjustedCommand::readsFiles()
{
    const QTemporaryDir folder;
    for (const auto &[name, text] : {std::pair(".env", "A=1\nB=1\n"), std::pair("own", "B=2\n")}) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
    }
    const Variables both{{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}};
    QCOMPARE(readEnvironmentFiles({u".env"_s, folder.filePath(u"own"_s)}, folder.path()).value(),
             both);
    const auto missing = readEnvironmentFiles({u".env"_s, u"none"_s}, folder.path());
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QCOMPARE(missing.error().subject, u"none"_s);
    QCOMPARE(readEnvironmentFiles({u"."_s}, folder.path()).error().code, ErrorCode::InvalidFormat);
}

void TestAdjustedCommand::nothingSetChangesNothing()
{
    Command command;
    command.argv = {u"bin/run"_s, u"x"_s};
    command.workingDirectory = u"/srv"_s;
    command.environment = {{u"A"_s, u"1"_s}};
    QCOMPARE(adjusted(command, {}), command);
}

void TestAdjustedCommand::environmentByRank()
{
    Command command;
    command.environment = {{u"A"_s, u"own"_s}, {u"B"_s, u"own"_s}, {u"C"_s, u"own"_s}};
    CommandSettings settings;
    settings.environment = {{u"C"_s, u"set"_s}};
    const Variables expected{{u"A"_s, u"own"_s}, {u"B"_s, u"file"_s}, {u"C"_s, u"set"_s}};
    QCOMPARE(adjusted(command, settings, {{u"B"_s, u"file"_s}, {u"C"_s, u"file"_s}}).environment,
             expected);
}

void TestAdjustedCommand::workingDirectory()
{
    Command command;
    command.argv = {u"./run"_s};
    command.workingDirectory = u"/srv/shop"_s;
    CommandSettings settings;
    settings.workingDirectory = u"../data"_s;
    const Command moved = adjusted(command, settings);
    QCOMPARE(moved.workingDirectory, u"/srv/data"_s);
    QCOMPARE(moved.argv, QStringList{u"/srv/shop/run"_s}); // still the same program
    settings.workingDirectory = u"/tmp"_s;
    QCOMPARE(workingDirectoryOf(command, settings), u"/tmp"_s);
}

void TestAdjustedCommand::interpreters_data()
{
    QTest::addColumn<QStringList>("argv");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QStringList>("expected"); // with "other" chosen
    const auto row = [](const char *name, const QStringList &argv, InterpreterKind kind,
                        const QStringList &expected) {
        QTest::newRow(name) << argv << int(kind) << expected;
    };
    row("python", {u"python3"_s, u"a.py"_s}, InterpreterKind::Python, {u"other"_s, u"a.py"_s});
    row("of an environment", {u"/x/.venv/bin/python3.12"_s, u"-m"_s, u"a"_s},
        InterpreterKind::Python, {u"other"_s, u"-m"_s, u"a"_s});
    row("shell", {u"bash"_s, u"a.sh"_s}, InterpreterKind::Shell, {u"other"_s, u"a.sh"_s});
    row("node", {u"node"_s, u"a.js"_s}, InterpreterKind::Node, {u"other"_s, u"a.js"_s});
    row("starts itself", {u"/srv/tools/a.py"_s, u"x"_s}, InterpreterKind::Python,
        {u"other"_s, u"/srv/tools/a.py"_s, u"x"_s});
    row("none", {u"make"_s, u"all"_s}, InterpreterKind::None, {u"make"_s, u"all"_s});
    row("another file", {u"/opt/a.py"_s}, InterpreterKind::None, {u"/opt/a.py"_s});
}

void TestAdjustedCommand::interpreters()
{
    QFETCH(QStringList, argv);
    Command command;
    command.folder = u"/srv"_s;
    command.file = u"tools/a.py"_s;
    command.argv = argv;
    QTEST(int(interpreterKind(command)), "kind");
    CommandSettings settings;
    settings.interpreter = u"other"_s;
    QTEST(adjusted(command, settings).argv, "expected");
}

QTEST_GUILESS_MAIN(TestAdjustedCommand)
#include "tst_adjustedcommand.moc"
