// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/formats/gitconfig.h"
#include "core/discovery/scan/commandprovider.h"
#include "core/discovery/scan/toolprocess.h"
#include "tests/core/discovery/providertesting.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class GitAliasProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aliases();
    void includes();
    void syntax_data();
    void syntax();
    void noRepository();
    void manyAliases();
};

void GitAliasProviderTest::aliases()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"app/.git/config"_s, R"T([core]
	bare = false
[remote "origin"]
	url = https://example.org/app.git
	alias = no
[Alias]
	st = status --short   # with a comment
	Visual = "!gitk --all"
	release = "!f() { git tag \"v$1\" && \
		git push --tags; }; f"
	st = status -sb
	commit = commit -v
	nothing =
	bare
[alias "sub"]
	inner = status
[user] name = x
[alias] last = log -1 HEAD
)T"));
    QVERIFY(scratch.write(u"app/Makefile"_s, "all:\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(summaryOf(result, u"git"_s),
             QStringList({u"last@18: git last | git log -1 HEAD"_s,
                          u"release@9: git release | Runs in a shell: f() { git tag \"v$1\" && "
                          "\t\tgit push --tags; }; f"_s,
                          u"st@11: git st | git status -sb"_s,
                          u"visual@8: git visual | Runs in a shell: gitk --all"_s}));
    QCOMPARE(problemsOf(result),
             QStringList({u"app/.git/config:12 git ignores the alias \"commit\": it has a command "
                          "of that name"_s,
                          u"app/.git/config:13 the alias \"nothing\" stands for nothing"_s,
                          u"app/.git/config:14 the alias \"bare\" stands for nothing"_s}));
    const Command last = commandOf(result, u"git:app/.git/config:last"_s);
    QCOMPARE(last.workingDirectory, scratch.filePath(u"app"_s));
    QCOMPARE(last.project, u"app"_s);
}

void GitAliasProviderTest::includes()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".git/config"_s,
                          "[alias]\na = one\nb = one\n[include]\npath = ../.gitconfig\n"
                          "path = ../../outside\npath = /etc/gitconfig\npath = ~/.gitconfig\n"
                          "path = missing\n[alias]\nb = three\n"));
    QVERIFY(scratch.write(u".gitconfig"_s,
                          "[alias]\na = two\nc = two\nb = two\n"
                          "[include]\npath = .git/config\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QStringList found;
    for (const Command &command : result.commands)
        found.append(command.name + u' ' + command.description + u' ' + command.file);
    QCOMPARE(found,
             QStringList({u"a git two .gitconfig"_s, u"b git three .git/config"_s,
                          u"c git two .gitconfig"_s}));
    QCOMPARE(problemsOf(result), QStringList());
}

void GitAliasProviderTest::syntax_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("brokenLine");
    const auto row = [](const char *name, const QByteArray &text, int brokenLine = 0) {
        QTest::newRow(name) << text << brokenLine;
    };
    row("empty", "");
    row("no end of line", "[a]\nb = c");
    row("same line", "[a] b = c\n[a]d=e");
    row("blanks", "  [a]\n\t b  =  c d  e  \n\n");
    row("comments", "; x\n[a] # x\nb = c ; x\nd = \"c ; x\" # y\n# e = f\n");
    row("quotes", "[a]\nb = \" c \" d \" \"\nd = x\" y\"z  \n");
    row("escapes", "[a]\nb = \\\"x\\\" \\\\ a\\tb\\nc\n");
    row("continued", "[a]\nb = c \\\n  d\\\ne\nf = \"x\\\ny\"\ng = h\n");
    row("Windows", "[a]\r\nb = c\r\nd\r\ne = f\\\r\ng\r\n");
    row("mark", "\xEF\xBB\xBF[a]\nb = c\n");
    row("names", "[A.B]\nC-d1 = e\n[f \"G\\\"h\\\\i\"]\nj = k\n");
    row("without value", "[a]\nb\nc=\n");
    row("emoji", "[a \"\xF0\x9F\x98\x80\"]\nb = \xF0\x9F\x98\x80\n");
    row("header not closed", "[a]\nb = c\n[a\nd = e\n", 3);
    row("subsection not closed", "[a \"b\nc = d\n", 1);
    row("quote not closed", "[a]\nb = c\nd = \"e\nf = g\n", 3);
    row("bad escape", "[a]\nb = \\x\n", 2);
    row("bad key", "[a]\n1b = c\n", 2);
    row("key with a blank", "[a]\nb c = d\n", 2);
    row("no section", "b = c\n");
    row("no configuration", "<html>\n", 1);
    row("ends in an escape", "[a]\nb = \\", 0);
}

// Git itself is asked, where it is installed.
void GitAliasProviderTest::syntax()
{
    QFETCH(QByteArray, text);
    QFETCH(int, brokenLine);
    const GitConfig config = readGitConfig(sourceText(text));
    QCOMPARE(config.brokenLine, brokenLine);
    if (findTool(u"git"_s, {}).isEmpty())
        QSKIP("no git here");
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"file"_s, text));
    ToolRequest request;
    request.program = u"git"_s;
    request.arguments = {u"config"_s, u"--file"_s, scratch.filePath(u"file"_s), u"--null"_s,
                         u"--list"_s};
    request.workingDirectory = scratch.path();
    request.environment = toolEnvironment({});
    const std::atomic_bool cancelled = false;
    const ToolOutput output = runTool(request, cancelled);
    QCOMPARE(output.exitCode != 0, brokenLine > 0);
    if (brokenLine > 0) {
        QVERIFY2(output.standardError.contains("line " + QByteArray::number(brokenLine)),
                 output.standardError.constData());
        return;
    }
    QByteArray found;
    for (const GitConfigEntry &entry : config.entries) {
        QStringList name{entry.section, entry.subsection, entry.key};
        name.removeAll(QString());
        found += name.join(u'.').toUtf8();
        if (entry.hasValue)
            found += '\n' + entry.value.toUtf8();
        found += '\0';
    }
    QCOMPARE(found, output.standardOutput);
}

void GitAliasProviderTest::noRepository()
{
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u"config"_s, "[alias]\na = b\n"));
    QVERIFY(scratch.write(u"sub/.git"_s, "gitdir: ../.git/modules/sub\n")); // of a submodule
    QVERIFY(scratch.write(u"odd/.git/config/file"_s, "[alias]\na = b\n"));
    QVERIFY(scratch.write(u"node_modules/x/.git/config"_s, "[alias]\na = b\n"));
    QVERIFY(scratch.write(u"app/.git/config"_s, "[alias]\nx = y\n"));
    QVERIFY(scratch.write(u"app/.git/Makefile"_s, "no:\n\ttrue\n"));
    const DiscoveryResult result = scanNow(scratch.path());
    QCOMPARE(idsOf(result), QStringList{u"git:app/.git/config:x"_s});
    QCOMPARE(problemsOf(result), QStringList());
}

void GitAliasProviderTest::manyAliases()
{
    QByteArray text = "[alias]\n";
    for (int i = 0; i < 10'000; ++i)
        text += "a" + QByteArray::number(i) + " = status\n";
    for (int i = 0; i < 1'000; ++i)
        text += "[include]\npath = config\n"; // itself
    const ScratchFolder scratch;
    QVERIFY(scratch.write(u".git/config"_s, text));
    QCOMPARE(scanNow(scratch.path()).commands.size(), 10'000);
}

QTEST_GUILESS_MAIN(GitAliasProviderTest)
#include "tst_gitaliasprovider.moc"
