// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/shellhistory.h"

#include <QDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

// "line@seconds", 0 where the shell does not say.
QStringList texts(const QList<HistoryEntry> &entries)
{
    QStringList list;
    for (const HistoryEntry &entry : entries)
        list.append(entry.line + u'@'
                    + QString::number(entry.when.isValid() ? entry.when.toSecsSinceEpoch() : 0));
    return list;
}

QStringList lines(const QList<HistoryCandidate> &candidates)
{
    QStringList list;
    for (const HistoryCandidate &candidate : candidates)
        list.append(candidate.line);
    return list;
}

HistoryEntry entry(const QString &line, qint64 seconds = 0, const QString &folder = {})
{
    return {line, seconds ? at(seconds) : QDateTime(), folder, -1};
}

} // namespace

class TestShellHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void ranking();
    void whatIsOfTheMomentIsLeftOut_data();
    void whatIsOfTheMomentIsLeftOut();
    void secrets_data();
    void secrets();
    void commands_data();
    void commands();
    void namesAreFree();
};

void TestShellHistory::parses_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("bash") << u"bash"_s << QByteArray("make test\n\n git status \n")
                          << QStringList{u"make test@0"_s, u"git status@0"_s};
    QTest::newRow("bash with times")
        << u"bash"_s
        << QByteArray("#1700000000\nmake test\n#1700000060\nfor i in 1 2\ndo echo $i\ndone\n")
        << QStringList{u"make test@1700000000"_s, u"for i in 1 2\ndo echo $i\ndone@1700000060"_s};
    QTest::newRow("bash, a comment is no time") << u"bash"_s << QByteArray("#12 monkeys\n# 12\n")
                                                << QStringList{u"#12 monkeys@0"_s, u"# 12@0"_s};
    QTest::newRow("bash, invalid UTF-8")
        << u"bash"_s << QByteArray("echo \xff\n") << QStringList{QString::fromUtf8("echo \xff@0")};
    QTest::newRow("bash, NUL is damage")
        << u"bash"_s << QByteArray("a\0b\nmake\n", 9) << QStringList{u"make@0"_s};
    QTest::newRow("zsh") << u"zsh"_s << QByteArray("make test\ngit push\n")
                         << QStringList{u"make test@0"_s, u"git push@0"_s};
    QTest::newRow("zsh extended")
        << u"zsh"_s << QByteArray(": 1700000000:12;make test; echo done\n: 1700000060:0;a\\\nb\n")
        << QStringList{u"make test; echo done@1700000000"_s, u"a\nb@1700000060"_s};
    QTest::newRow("zsh, escaped backslash ends a line")
        << u"zsh"_s << QByteArray("echo a\\\\\nmake\n")
        << QStringList{u"echo a\\\\@0"_s, u"make@0"_s};
    // "ä" is C3 A4; zsh writes A4 as 83 84.
    QTest::newRow("zsh metafied") << u"zsh"_s << QByteArray("echo \xc3\x83\x84\n")
                                  << QStringList{u"echo ä@0"_s};
    QTest::newRow("zsh, a colon is no time")
        << u"zsh"_s << QByteArray(": > file; make\n") << QStringList{u": > file; make@0"_s};
    QTest::newRow("fish") << u"fish"_s
                          << QByteArray(
                                 "- cmd: make test\n  when: 1700000000\n  paths:\n    - test\n"
                                 "- cmd: echo a\\nb \\\\n\n  when: 1700000060\n- cmd: last")
                          << QStringList{u"make test@1700000000"_s, u"echo a\nb \\n@1700000060"_s,
                                         u"last@0"_s};
    QTest::newRow("empty") << u"fish"_s << QByteArray() << QStringList();
}

void TestShellHistory::parses()
{
    QFETCH(QString, shell);
    QFETCH(QByteArray, content);
    QFETCH(QStringList, expected);
    const auto kind = shellKindFromString(shell);
    QVERIFY(kind);
    QCOMPARE(texts(*kind == ShellKind::Zsh        ? parseZshHistory(content)
                       : *kind == ShellKind::Fish ? parseFishHistory(content)
                                                  : parseBashHistory(content)),
             expected);
}

void TestShellHistory::ranking()
{
    constexpr qint64 now = 1'700'000'000;
    constexpr qint64 day = 86400;
    QList<HistoryEntry> entries;
    for (int i = 0; i < 40; ++i)
        entries.append(entry(u"make old"_s, now - 300 * day));
    for (int i = 0; i < 4; ++i)
        entries.append(entry(u"make deploy"_s, now - day * (4 - i), u"/srv/%1"_s.arg(i)));
    entries << entry(u"make twice"_s, now - day) << entry(u" make twice "_s)
            << entry(u"make once"_s, now) << entry(u"ls -l"_s, now) << entry(u"ls -l"_s, now);
    const auto candidates = rankHistory(entries, at(now));
    QCOMPARE(lines(candidates), QStringList({u"make deploy"_s, u"make twice"_s, u"make old"_s}));
    QCOMPARE(candidates.first().uses, 4);
    QCOMPARE(candidates.first().last, at(now - day));
    QCOMPARE(candidates.first().folder, u"/srv/3"_s);
    QCOMPARE(lines(rankHistory(entries, at(now), 1)).size(), 4);
}

void TestShellHistory::whatIsOfTheMomentIsLeftOut_data()
{
    QTest::addColumn<bool>("kept");
    for (const char *line : {"cd /tmp", "ls", "exit", "!42", "# note", "vim notes.txt", "rm -rf x"})
        QTest::newRow(line) << false;
    for (const char *line : {"cd site && make deploy", "lsof -i", "ls | wc -l", "cargo build",
                             "./deploy.sh", "FOO=1 make"})
        QTest::newRow(line) << true;
}

void TestShellHistory::whatIsOfTheMomentIsLeftOut()
{
    QFETCH(bool, kept);
    const HistoryEntry typed = entry(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(!rankHistory({typed, typed}, at(1)).isEmpty(), kept);
}

void TestShellHistory::secrets_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *line :
         {"mysql --password=hunter2", "export DB_PASSWORD=x make",
          "curl -H 'Authorization: Bearer abc'", "git clone https://ann:pw@example.org/x",
          "TOKEN=abc ./run", "gh --token ghp_abcdefgh1234"})
        QTest::newRow(line) << true;
    for (const char *line : {"make test", "git clone https://example.org/x", "pass show",
                             "./rotate-passwords", "tokenize file.txt"})
        QTest::newRow(line) << false;
}

void TestShellHistory::secrets()
{
    QFETCH(bool, secret);
    const HistoryEntry typed = entry(u"x; "_s + QString::fromUtf8(QTest::currentDataTag()));
    const auto candidates = rankHistory({typed, typed}, at(1));
    QCOMPARE(candidates.size(), 1);
    QCOMPARE(candidates.first().secret, secret);
}

void TestShellHistory::commands_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("argv");
    QTest::newRow("words") << u"docker compose up -d 'a b'"_s << u"docker compose up"_s
                           << QStringList{u"docker"_s, u"compose"_s, u"up"_s, u"-d"_s, u"a b"_s};
    QTest::newRow("path") << u"/opt/tools/backup.sh --all"_s << u"backup.sh"_s
                          << QStringList{u"/opt/tools/backup.sh"_s, u"--all"_s};
    QTest::newRow("pipe") << u"du -s * | sort -n"_s << u"du"_s
                          << QStringList{u"sh"_s, u"-c"_s, u"du -s * | sort -n"_s};
    QTest::newRow("variable") << u"FOO=1 make"_s << u"FOO=1 make"_s
                              << QStringList{u"sh"_s, u"-c"_s, u"FOO=1 make"_s};
    QTest::newRow("open quote") << u"echo 'a"_s << u"echo"_s
                                << QStringList{u"sh"_s, u"-c"_s, u"echo 'a"_s};
    QTest::newRow("home") << u"rsync ~/photos host:"_s << u"rsync"_s
                          << QStringList{u"sh"_s, u"-c"_s, u"rsync ~/photos host:"_s};
}

void TestShellHistory::commands()
{
    QFETCH(QString, line);
    HistoryCandidate candidate;
    candidate.line = line;
    const Command command = commandFromHistory(candidate, {});
    QTEST(command.name, "name");
    QTEST(command.argv, "argv");
    QCOMPARE(command.id, u"own::"_s + command.name);
    QCOMPARE(command.workingDirectory, QDir::homePath());
}

void TestShellHistory::namesAreFree()
{
    HistoryCandidate candidate;
    candidate.line = u"make test"_s;
    candidate.folder = u"/srv/site"_s;
    const Command command = commandFromHistory(candidate, {u"make test"_s, u"make test (2)"_s});
    QCOMPARE(command.name, u"make test (3)"_s);
    QCOMPARE(command.workingDirectory, u"/srv/site"_s);
}

QTEST_GUILESS_MAIN(TestShellHistory)
#include "tst_shellhistory.moc"
