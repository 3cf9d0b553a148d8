// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/terminalapplications.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestTerminalApplications final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("PATH", m_folder->path().toLocal8Bit());
        qunsetenv("TERMINAL");
        qunsetenv("XDG_CURRENT_DESKTOP");
    }

    void theFirstThatIsThere()
    {
        QCOMPARE(chosenTerminalApplication({}).error().code, ErrorCode::NotFound);
        install(u"xterm"_s);
        QCOMPARE(commandWith({}), (QStringList{u"xterm"_s, u"-e"_s, u"a b"_s, u"c"_s}));
        install(u"konsole"_s);
        install(u"gnome-terminal"_s);
        QCOMPARE(commandWith({}), (QStringList{u"gnome-terminal"_s, u"--"_s, u"a b"_s, u"c"_s}));
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        QCOMPARE(commandWith({}), (QStringList{u"konsole"_s, u"-e"_s, u"a b"_s, u"c"_s}));
        install(u"kitty"_s);
        qputenv("TERMINAL", "kitty");
        QCOMPARE(commandWith({}), (QStringList{u"kitty"_s, u"a b"_s, u"c"_s}));
        qputenv("TERMINAL", "one-that-is-gone");
        QCOMPARE(commandWith({}), (QStringList{u"konsole"_s, u"-e"_s, u"a b"_s, u"c"_s}));
    }

    void aPersonsOwn()
    {
        install(u"xterm"_s);
        install(u"my term"_s);
        const QString quoted = u"'my term' -title \"a run\" -e"_s;
        QCOMPARE(commandWith(quoted),
                 (QStringList{u"my term"_s, u"-title"_s, u"a run"_s, u"-e"_s, u"a b"_s, u"c"_s}));
        // A name alone is known by what it takes.
        QCOMPARE(commandWith(u"xterm"_s), (QStringList{u"xterm"_s, u"-e"_s, u"a b"_s, u"c"_s}));
        const auto missing = chosenTerminalApplication(u"no-such -e"_s);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QCOMPARE(missing.error().subject, u"no-such"_s);
        QCOMPARE(chosenTerminalApplication(u"xterm 'open"_s).error().code,
                 ErrorCode::InvalidFormat);
    }

    void aScriptForAppleKeepsWordsWords()
    {
        const TerminalApplication application{u"Terminal"_s, {u"osascript"_s}};
        const QStringList command = terminalApplicationCommand(
            application, {u"/Apps/a \"b\"/cli"_s, u"attach"_s});
        QCOMPARE(command.value(2),
                 u"tell application \"Terminal\" to do script "
                 "\"'/Apps/a \\\"b\\\"/cli' attach\""_s);
    }

private:
    void install(const QString &name)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QStringList commandWith(const QString &own)
    {
        const auto application = chosenTerminalApplication(own);
        return application ? terminalApplicationCommand(*application, {u"a b"_s, u"c"_s})
                           : QStringList(application.error().toString());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestTerminalApplications)
#include "test_terminalapplications.moc"
