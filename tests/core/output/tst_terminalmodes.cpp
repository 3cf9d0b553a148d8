// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/secretquestion.h"
#include "core/output/terminalcarry.h"
#include "core/output/terminaltext.h"

#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

// What who types needs to know: the modes that are on, where the cursor is, what is asked.
class TestTerminalModes final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void modes_data();
    void modes();
    void cursor_data();
    void cursor();
    void secretQuestions_data();
    void secretQuestions();
};

void TestTerminalModes::modes_data()
{
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<TerminalModes>("expected");
    const auto row = [](const char *name, const QByteArrayList &pieces,
                        const TerminalModes &expected) {
        QTest::newRow(name) << pieces << expected;
    };
    row("nothing", {"text \x1b[1mbold"}, {});
    row("cursor keys", {"\x1b[?1h"}, {.applicationCursorKeys = true});
    row("and off", {"\x1b[?1h\x1b[?1l"}, {});
    row("not a private mode", {"\x1b[1h"}, {});
    row("several at once", {"\x1b[?1;25;2004l\x1b[?1049;2004h"},
        {.alternateScreen = true, .bracketedPaste = true, .cursorHidden = true});
    row("older ways to fill the screen", {"\x1b[?47h"}, {.alternateScreen = true});
    row("draws a screen again and again", {"\x1b[?25l\x1b[H\x1b[2Ja", "\x1b[Hb\x1b[1;1Hc"},
        {.cursorHidden = true, .timesHomed = 3});
    row("clears the screen", {"\x1b[H\x1b[2J", "\x1b[H\x1b[2J"}, {});
    row("draws elsewhere", {"\x1b[?25l\x1b[5;1Hx\x1b[1;7Hx"}, {.cursorHidden = true});
    row("shows its cursor again", {"\x1b[?25l\x1b[H\x1b[H\x1b[?25h"}, {});
    row("cut in two", {"\x1b[?2", "004h"}, {.bracketedPaste = true});
    row("a full reset", {"\x1b[?1h\x1b[?2004h\x1b[?25l", "\x1b\x63"}, {});
}

void TestTerminalModes::modes()
{
    QFETCH(QByteArrayList, pieces);
    QFETCH(TerminalModes, expected);
    TerminalCarry carry;
    for (const QByteArray &piece : std::as_const(pieces))
        carry.take(piece);
    QVERIFY(carry.modes() == expected);
}

void TestTerminalModes::cursor_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("column");
    const auto row = [](const char *name, const QByteArray &bytes, qsizetype column) {
        QTest::newRow(name) << bytes << column;
    };
    row("empty", "", 0);
    row("plain", "$ ls", 4);
    row("went back", "$ ls -l\x1b[3D", 4);
    row("backspace", "abc\b\b", 1);
    row("carriage return", "abc\r", 0);
    row("behind the text", "ab\x1b[10C", 12);
    row("wide characters take two", "\xe6\x97\xa5\xe6\x9c\xac", 4);
    row("a mark takes none", "e\xcc\x81", 1);
}

void TestTerminalModes::cursor()
{
    QFETCH(QByteArray, bytes);
    QTEST(decodeTerminalLine(bytes).cursorColumn, "column");
}

void TestTerminalModes::secretQuestions_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("secret");
    const auto row = [](const QString &line, bool secret) {
        QTest::newRow(qPrintable(line)) << line << secret;
    };
    row(u"Password: "_s, true);
    row(u"[sudo] password for ann: "_s, true);
    row(u"ann@host's password:"_s, true);
    row(u"Enter passphrase for key '/home/ann/.ssh/id_ed25519': "_s, true);
    row(u"PIN: "_s, true);
    row(u"Passwort: "_s, true);
    row(u"New secret? "_s, true);
    row(u"Name: "_s, false);
    row(u"Opinion: "_s, false);
    row(u"Secretary: "_s, false);
    row(u"Password changed."_s, false);
    row(u"password"_s, false);
    row(u""_s, false);
    row(QString(500, u'x') + u" password:"_s, false);
}

void TestTerminalModes::secretQuestions()
{
    QFETCH(QString, line);
    QTEST(isSecretQuestion(line), "secret");
}

QTEST_GUILESS_MAIN(TestTerminalModes)
#include "tst_terminalmodes.moc"
