// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/computer/shellcommands.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class ShellCommandsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void asked_data();
    void asked();
    void wordsStayWords_data();
    void wordsStayWords();
    void cached();
    void otherShells();
    void usableNames();

private:
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_home->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    ComputerPlaces places(const QString &shell) const
    {
        ComputerPlaces places;
        places.home = m_home->path();
        places.path = qEnvironmentVariable("PATH");
        places.shell = QStandardPaths::findExecutable(shell);
        return places;
    }
    const std::atomic_bool m_cancelled = false;
    std::unique_ptr<QTemporaryDir> m_home;
};

namespace {

constexpr QByteArrayView posixStart = R"T(echo noise from the start file
alias ll='ls -l "a b"'
alias -- -='cd -'
alias 'my-say'='printf "<%s>"'
greet() { printf '[%s]' "$@"; }
_private() { :; }
)T";

} // namespace

void ShellCommandsTest::initTestCase()
{
    qunsetenv("ZDOTDIR");
    qunsetenv("BASH_ENV");
}

void ShellCommandsTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("HOME", QFile::encodeName(m_home->path()));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_home->path()));
    write(u".bashrc"_s, posixStart.toByteArray());
    write(u".zshrc"_s, posixStart.toByteArray());
    QVERIFY(QDir(m_home->path()).mkpath(u"fish"_s));
    write(u"fish/config.fish"_s,
          "echo noise\nalias ll 'ls -l'\nalias my-say 'printf \"<%s>\"'\n"
          "function greet; printf '[%s]' $argv; end\n"
          "function _private; end\n");
}

void ShellCommandsTest::asked_data()
{
    QTest::addColumn<QString>("shell");
    for (const auto *shell : {"bash", "zsh", "fish"}) {
        if (!QStandardPaths::findExecutable(QLatin1String(shell)).isEmpty())
            QTest::newRow(shell) << QString::fromLatin1(shell);
    }
}

void ShellCommandsTest::asked()
{
    QFETCH(QString, shell);
    QStringList names;
    const QList<Command> commands = shellCommands(places(shell), m_cancelled);
    for (const Command &command : commands) {
        names.append(command.name);
        QCOMPARE(command.id, u"computer:shell:"_s + command.name);
    }
    for (const QString &expected : {u"ll"_s, u"my-say"_s, u"greet"_s})
        QVERIFY2(names.contains(expected), qPrintable(names.join(u' ')));
    QVERIFY(!names.contains(u"_private"_s));
    QVERIFY(!names.contains(u"-"_s));
    QCOMPARE(names.removeDuplicates(), 0);
    if (shell == "bash"_L1)
        QCOMPARE(names.size(), 3 + names.count(u"ls"_s)); // none of the system's functions
}

void ShellCommandsTest::wordsStayWords_data()
{
    asked_data();
}

void ShellCommandsTest::wordsStayWords()
{
    QFETCH(QString, shell);
    const QStringList words{u"a b"_s, u"$HOME"_s, u"; echo x"_s, u"\"'"_s, u"*"_s, u""_s};
    const QList<Command> commands = shellCommands(places(shell), m_cancelled);
    int tried = 0;
    for (const Command &command : commands) {
        if (command.name != "greet"_L1 && command.name != "my-say"_L1)
            continue;
        ++tried;
        QProcess process;
        process.start(command.argv.first(), command.argv.mid(1) + words);
        QVERIFY(process.waitForFinished());
        const bool function = command.name == "greet"_L1;
        const QString open = function ? u"["_s : u"<"_s;
        const QString close = function ? u"]"_s : u">"_s;
        const QString output = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(output.endsWith(open + words.join(close + open) + close), qPrintable(output));
    }
    QCOMPARE(tried, 2);
}

void ShellCommandsTest::cached()
{
    ComputerPlaces asked = places(u"bash"_s);
    if (asked.shell.isEmpty())
        QSKIP("There is no bash.");
    asked.shellCache = m_home->filePath(u"cache/shell.json"_s);
    write(u".bashrc"_s, "echo x >> \"$HOME/asked\"\nalias one=true\n");
    const auto timesAsked = [this] {
        return QFileInfo(m_home->filePath(u"asked"_s)).size() / 2;
    };
    const QList<Command> first = shellCommands(asked, m_cancelled);
    QCOMPARE(timesAsked(), 1);
    QCOMPARE(shellCommands(asked, m_cancelled), first);
    QCOMPARE(timesAsked(), 1);
    write(u".bash_aliases"_s, "alias two=true\n"); // a start file that was not there
    shellCommands(asked, m_cancelled);
    QCOMPARE(timesAsked(), 2);
}

void ShellCommandsTest::otherShells()
{
    ComputerPlaces none = places(u"sh"_s);
    QCOMPARE(shellCommands(none, m_cancelled).size(), 0);
    none.shell = u"/nowhere/bash"_s;
    QCOMPARE(shellCommands(none, m_cancelled).size(), 0);
    none.shell.clear();
    QCOMPARE(shellCommands(none, m_cancelled).size(), 0);
}

void ShellCommandsTest::usableNames()
{
    const QList<Command> commands = shellCommandsFrom({{u".."_s, u"cd .."_s, false},
                                                       {u"g++"_s, u"x"_s, false},
                                                       {u"a;b"_s, u"x"_s, false},
                                                       {u"-x"_s, u"x"_s, false},
                                                       {u"_x"_s, u"x"_s, false},
                                                       {u"$(id)"_s, u"x"_s, false},
                                                       {u"f"_s, u"/home/me/.bashrc"_s, true},
                                                       {u"f"_s, u"/home/me/.zshrc"_s, true},
                                                       {u"g"_s, u"/usr/share/x"_s, true},
                                                       {u"h"_s, u"/home/meadow/x"_s, true},
                                                       {u"i"_s, u""_s, true}},
                                                      u"/bin/bash"_s, u"/home/me"_s);
    QStringList names;
    for (const Command &command : commands)
        names.append(command.name);
    QCOMPARE(names, QStringList({u".."_s, u"g++"_s, u"f"_s}));
    QCOMPARE(commands.last().argv, QStringList({u"/bin/bash"_s, u"-ic"_s, u"f \"$@\""_s, u"f"_s}));
    QCOMPARE(commands.last().file, u"/home/me/.bashrc"_s);
}

QTEST_GUILESS_MAIN(ShellCommandsTest)
#include "tst_shellcommands_unix.moc"
