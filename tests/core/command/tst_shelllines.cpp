// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/invisibles.h"
#include "core/command/shelllines.h"
#include "core/command/shellwords.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

const QStringList nastyWords{u"plain"_s,
                             u"two words"_s,
                             {},
                             u" "_s,
                             u"  both ends "_s,
                             u"it's"_s,
                             u"'"_s,
                             u"''"_s,
                             u"\"double\""_s,
                             u"$HOME ${x} $(id) `id`"_s,
                             u"a\\"_s,
                             u"\\'"_s,
                             u"\\\\"_s,
                             u"tab\there"_s,
                             u"two\nlines\n"_s,
                             u"-n"_s,
                             u"--x=1"_s,
                             u"-a.b"_s,
                             u"*"_s,
                             u"~"_s,
                             u"~/x"_s,
                             u"a;b&c|d>e<f"_s,
                             u"{a,b}"_s,
                             u"[ab]?"_s,
                             u"!!"_s,
                             u"#no"_s,
                             u"%self"_s,
                             u"^"_s,
                             u"(x)"_s,
                             u"@x"_s,
                             u"1e3"_s,
                             u"Grüße 🙂"_s,
                             u"‘typographic’"_s,
                             u"\u00a0"_s,
                             u"if"_s,
                             u"a=b"_s};

// What a shell makes of the line's words, told by its own printf.
QStringList readBack(const QString &program, const QStringList &options, const QString &line)
{
    QProcess shell;
    shell.start(program, options + QStringList{u"-c"_s, u"printf '%s\\0' "_s + line});
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        return {QString::fromUtf8(shell.readAllStandardError())};
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0));
    words.removeLast();
    return words;
}

} // namespace

class TestShellLines final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void realShellsReadThemBack_data();
    void realShellsReadThemBack();
    void powerShell_data();
    void powerShell();
    void invisibles_data();
    void invisibles();
    void originsLeadBack();
};

void TestShellLines::realShellsReadThemBack_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<int>("kind");
    for (const auto &[shell, kind] :
         {std::pair(u"sh"_s, ShellSyntax::Posix), std::pair(u"bash"_s, ShellSyntax::Posix),
          std::pair(u"dash"_s, ShellSyntax::Posix), std::pair(u"zsh"_s, ShellSyntax::Posix),
          std::pair(u"fish"_s, ShellSyntax::Fish)})
        QTest::newRow(qPrintable(shell)) << shell << int(kind);
}

void TestShellLines::realShellsReadThemBack()
{
    QFETCH(QString, shell);
    QFETCH(int, kind);
    const QString program = QStandardPaths::findExecutable(shell);
    if (program.isEmpty())
        QSKIP("this shell is not installed");
    const QStringList options = shell == "fish"_L1 ? QStringList{u"--no-config"_s}
        : shell == "zsh"_L1                        ? QStringList{u"-f"_s}
                                                   : QStringList();
    for (const QString &word : nastyWords)
        QCOMPARE(readBack(program, options, shellLine(ShellSyntax(kind), {u"x"_s, word})),
                 (QStringList{u"x"_s, word}));
    QCOMPARE(readBack(program, options, shellLine(ShellSyntax(kind), nastyWords)), nastyWords);
}

void TestShellLines::powerShell_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << QStringList{u"make"_s, u"-j"_s, u"all"_s} << u"make -j all"_s;
    QTest::newRow("a quoted program") << QStringList{u"/opt/a b/run"_s} << u"& '/opt/a b/run'"_s;
    QTest::newRow("quotes") << QStringList{u"x"_s, u"it's"_s, u"a\"b"_s} << u"x 'it''s' 'a\"b'"_s;
    QTest::newRow("typographic quotes") << QStringList{u"x"_s, u"‘a’"_s} << u"x '‘‘a’’'"_s;
    QTest::newRow("nothing") << QStringList{u"x"_s, {}} << u"x ''"_s;
    QTest::newRow("dollar, back quote") << QStringList{u"x"_s, u"$a `b"_s} << u"x '$a `b'"_s;
    QTest::newRow("a dash and a dot") << QStringList{u"x"_s, u"-a.b"_s} << u"x '-a.b'"_s;
    QTest::newRow("a dash and a colon") << QStringList{u"x"_s, u"-a:b"_s} << u"x '-a:b'"_s;
    QTest::newRow("number") << QStringList{u"x"_s, u"0x10"_s} << u"x '0x10'"_s;
    QTest::newRow("list, splat, comment")
        << QStringList{u"x"_s, u"a,b"_s, u"@a"_s, u"#a"_s} << u"x 'a,b' '@a' '#a'"_s;
    QTest::newRow("stop parsing") << QStringList{u"x"_s, u"--%"_s} << u"x '--%'"_s;
    QTest::newRow("no words") << QStringList() << QString();
}

void TestShellLines::powerShell()
{
    QFETCH(QStringList, words);
    QTEST(shellLine(ShellSyntax::PowerShell, words), "line");
}

void TestShellLines::invisibles_data()
{
    using Parts = QList<InvisiblePart>;
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("shown"); // behind "x "
    QTest::addColumn<Parts>("parts");
    QTest::newRow("nothing to see") << u"a b"_s << u"'a b'"_s << Parts();
    QTest::newRow("outer blanks") << u" a b  "_s << u"'·a b··'"_s
                                  << Parts{{InvisibleKind::OuterBlank, 3, 1},
                                           {InvisibleKind::OuterBlank, 7, 1},
                                           {InvisibleKind::OuterBlank, 8, 1}};
    QTest::newRow("blanks only") << u"  "_s << u"'··'"_s
                                 << Parts{{InvisibleKind::OuterBlank, 3, 1},
                                          {InvisibleKind::OuterBlank, 4, 1}};
    QTest::newRow("a quote between")
        << u"it's "_s << u"'it'\\''s·'"_s << Parts{{InvisibleKind::OuterBlank, 10, 1}};
    QTest::newRow("tab") << u"a\tb"_s << u"'a⇥b'"_s << Parts{{InvisibleKind::Tab, 4, 1}};
    QTest::newRow("line break") << u"a\nb"_s << u"'a⏎\nb'"_s
                                << Parts{{InvisibleKind::LineBreak, 4, 1}};
    QTest::newRow("not broken") << u"a\u00a0b"_s << u"'a⍽b'"_s
                                << Parts{{InvisibleKind::UnusualBlank, 4, 1}};
    QTest::newRow("empty") << QString() << u"''"_s << Parts{{InvisibleKind::EmptyWord, 2, 2}};
    QTest::newRow("no width") << u"a\u200bb"_s << u"'a<U+200B>b'"_s
                              << Parts{{InvisibleKind::Unprintable, 4, 8}};
    QTest::newRow("escape") << u"\x1b"_s << u"'␛'"_s << Parts{{InvisibleKind::Unprintable, 3, 1}};
}

void TestShellLines::invisibles()
{
    QFETCH(QString, word);
    const VisibleLine line = visibleLine({u"x"_s, word});
    QTEST(line.text.mid(2), "shown");
    QTEST(line.parts, "parts");
}

// What is selected in the shown line can be copied as it is.
void TestShellLines::originsLeadBack()
{
    const QString original = joinShellWords(nastyWords);
    const VisibleLine line = visibleLine(nastyWords);
    QCOMPARE(line.origins.size(), line.text.size() + 1);
    QCOMPARE(line.origins.last(), original.size());
    for (qsizetype at = 0; at < line.text.size(); ++at) {
        const qsizetype origin = line.origins.at(at);
        QVERIFY(at == 0 || origin - line.origins.at(at - 1) <= 1);
        const bool sign = std::ranges::any_of(line.parts, [at](const InvisiblePart &part) {
            return part.kind != InvisibleKind::EmptyWord && at >= part.position
                && at <= part.position + part.length;
        });
        QVERIFY(sign || line.text.at(at) == original.at(origin));
    }
}

QTEST_GUILESS_MAIN(TestShellLines)
#include "tst_shelllines.moc"
