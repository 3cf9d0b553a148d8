// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/gitignore.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CommandRunner::GitIgnore::Verdict)

class GitIgnoreTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdict_data();
    void verdict();
};

// What `git check-ignore` says of the same rules.
void GitIgnoreTest::verdict_data()
{
    constexpr auto ignored = GitIgnore::Verdict::Ignored;
    constexpr auto kept = GitIgnore::Verdict::Kept;
    constexpr auto undecided = GitIgnore::Verdict::Undecided;
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("folder");
    QTest::addColumn<GitIgnore::Verdict>("expected");

    const auto row = [](const char *name, const char *rules, const char *path, bool folder,
                        GitIgnore::Verdict expected) {
        QTest::newRow(name) << QByteArray(rules) << QString::fromUtf8(path) << folder << expected;
    };
    row("name anywhere", "tmp\n", "a/b/tmp", false, ignored);
    row("name is not a prefix", "tmp\n", "tmpl", false, undecided);
    row("anchored matches here", "/tmp\n", "tmp", false, ignored);
    row("anchored does not match deeper", "/tmp\n", "a/tmp", false, undecided);
    row("slash inside anchors", "a/tmp\n", "b/a/tmp", false, undecided);
    row("slash at the end does not anchor", "tmp/\n", "a/tmp", true, ignored);
    row("folder rule and a file", "tmp/\n", "tmp", false, undecided);
    row("star", "*.log\n", "a/x.log", false, ignored);
    row("star stays in a part", "a/*.log\n", "a/b/x.log", false, undecided);
    row("star matches a leading dot", "*.log\n", ".log", false, ignored);
    row("question mark", "?.c\n", "ab.c", false, undecided);
    row("question mark matches one", "?.c\n", "a.c", false, ignored);
    row("class", "[a-c].o\n", "b.o", false, ignored);
    row("class inverted", "[!a-c].o\n", "b.o", false, undecided);
    row("class with ]", "[]x].o\n", "].o", false, ignored);
    row("unclosed class matches nothing", "[ab.o\n", "a.o", false, undecided);
    row("named class", "v[[:digit:]]\n", "v7", false, ignored);
    row("leading double star", "**/logs\n", "a/b/logs", true, ignored);
    row("leading double star, top", "**/logs\n", "logs", true, ignored);
    row("double star with path", "**/logs/debug\n", "a/logs/debug", false, ignored);
    row("trailing double star", "logs/**\n", "logs/a/b", false, ignored);
    row("trailing double star is not the folder", "logs/**\n", "logs", true, undecided);
    row("middle double star, none", "a/**/b\n", "a/b", false, ignored);
    row("middle double star, many", "a/**/b\n", "a/x/y/b", false, ignored);
    row("double star not alone is a star", "a**b\n", "axxb", false, ignored);
    row("negated after", "*.sh\n!keep.sh\n", "keep.sh", false, kept);
    row("negated before loses", "!keep.sh\n*.sh\n", "keep.sh", false, ignored);
    row("comment", "# x\n", "# x", false, undecided);
    row("escaped hash", "\\#x\n", "#x", false, ignored);
    row("escaped exclamation mark", "\\!x\n", "!x", false, ignored);
    row("trailing blanks do not count", "x  \n", "x", false, ignored);
    row("escaped trailing blank", "x\\ \n", "x ", false, ignored);
    row("windows line ends", "x\r\ny\r\n", "y", false, ignored);
    row("byte order mark", "\xEF\xBB\xBFx\n", "x", false, ignored);
    row("no newline at the end", "x", "x", false, ignored);
    row("empty file", "", "x", false, undecided);
    row("only a slash", "/\n", "x", true, undecided);
    row("many stars end quickly", "*a*a*a*a*a*a*a*a*b\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, undecided);
    row("not ASCII", "\xC3\xA4*\n", "\xC3\xA4pfel", false, ignored);
}

void GitIgnoreTest::verdict()
{
    QFETCH(QByteArray, rules);
    QFETCH(QString, path);
    QFETCH(bool, folder);
    QFETCH(GitIgnore::Verdict, expected);
    QCOMPARE(GitIgnore::parse(rules).verdict(path, folder), expected);
}

QTEST_GUILESS_MAIN(GitIgnoreTest)
#include "tst_gitignore.moc"
