// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/command/commandline.h"
#include "core/command/shellwords.h"
#include "core/computer/desktopentries.h"
#include "core/computer/systemdunits.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

class Home final
{
public:
    QString path(const QString &name = {}) const { return m_folder.filePath(name); }
    bool write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    ComputerPlaces places() const
    {
        ComputerPlaces places;
        places.home = path();
        places.ownUnitFolders = {path(u"own"_s), path(u"data"_s)};
        places.unitFolders = {path(u"system"_s)};
        places.applicationFolders = {path(u"apps"_s), path(u"share"_s)};
        places.desktops = {u"GNOME"_s};
        places.locale = u"de_AT.UTF-8@euro"_s;
        places.path = path(u"bin"_s);
        return places;
    }

private:
    QTemporaryDir m_folder;
};

Command named(const QList<Command> &commands, const QString &name)
{
    for (const Command &command : commands) {
        if (command.name == name)
            return command;
    }
    return {};
}

// The names, those of hidden ones in brackets.
QStringList namesOf(const QList<Command> &commands)
{
    QStringList names;
    for (const Command &command : commands)
        names.append(command.hidden ? u'(' + command.name + u')' : command.name);
    return names;
}

} // namespace

class ComputerCommandsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void units();
    void unitsThatAreNone();
    void entry();
    void entriesThatAreNotShown_data();
    void entriesThatAreNotShown();
    void exec_data();
    void exec();
    void names_data();
    void names();
    void allOfThem();
#ifdef Q_OS_UNIX
    void placesOfTheEnvironment();
#endif
};

void ComputerCommandsTest::units()
{
    const Home home;
    QVERIFY(home.write(u"own/backup.service"_s,
                       "# mine\n[Unit]\nDescription=Copy everything (%N)\n\n[Service]\n"
                       "ExecStart=/usr/bin/rsync -a \\\n  %h /backup\n"));
    QVERIFY(home.write(u"own/backup.timer"_s,
                       "[Unit]\nDescription=Nightly\n[Timer]\nOnCalendar=*-*-* 02:00\n"
                       "OnCalendar=Sun 12:00\n"));
    QVERIFY(home.write(u"data/backup.service"_s, "[Unit]\nDescription=Another\n"));
    QVERIFY(home.write(u"system/agent.service"_s, "[Service]\nExecStart=/bin/agent\n"));
    const QList<Command> units = systemdUnits(home.places());
    QCOMPARE(namesOf(units),
             QStringList({u"backup.service"_s, u"backup.timer"_s, u"(agent.service)"_s}));
    QCOMPARE(units.at(0).id, u"computer:systemd:backup.service"_s);
    QCOMPARE(units.at(0).file, home.path(u"own/backup.service"_s));
    QCOMPARE(units.at(0).description, u"Copy everything (backup)\n/usr/bin/rsync -a  %h /backup"_s);
    QCOMPARE(units.at(1).description, u"Nightly\nOnCalendar=*-*-* 02:00\nOnCalendar=Sun 12:00"_s);
    QCOMPARE(
        buildArgv(units.at(1), {{u"action"_s, {u"start"_s}}}),
        QStringList({u"systemctl"_s, u"--user"_s, u"--no-pager"_s, u"start"_s, u"backup.timer"_s}));
    QCOMPARE(checkArguments(units.at(1), {}).size(), 1); // what to do has to be said
}

void ComputerCommandsTest::unitsThatAreNone()
{
    const Home home;
    QVERIFY(home.write(u"own/a@.service"_s, "[Service]\n"));
    QVERIFY(home.write(u"own/-x.service"_s, "[Service]\n"));
    QVERIFY(home.write(u"own/x.socket"_s, "[Socket]\n"));
    QVERIFY(home.write(u"own/empty.service"_s, ""));
    QVERIFY(home.write(u"own/real.service"_s, "[Service]\n"));
    QVERIFY(home.write(u"system/masked.service"_s, "[Service]\n"));
    QVERIFY(home.write(u"system/empty.service"_s, "[Service]\n"));
#ifdef Q_OS_UNIX
    QVERIFY(QFile::link(u"/dev/null"_s, home.path(u"own/masked.service"_s)));
    QVERIFY(QFile::link(home.path(u"own/real.service"_s), home.path(u"own/alias.service"_s)));
    QVERIFY(QFile::link(home.path(u"nowhere"_s), home.path(u"own/broken.service"_s)));
#endif
    QCOMPARE(namesOf(systemdUnits(home.places())), QStringList{u"real.service"_s});
}

const QByteArray editor = R"T([Desktop Entry]
Type=Application
Name=Editor
Name[de]=Texte
Name[de_AT]=Texte (A)
Comment=Edits
Comment[fr]=Texte fran\sx
Exec=editor --class "a \\"b\\"" %U
Icon=edit
Terminal=true
Path=/tmp
Actions=new;gone;private;

[Desktop Action new]
Name=New Window
Name[de]=Neues Fenster
Exec=editor %i --new %c

[Desktop Action private]
Name=Private
)T";

void ComputerCommandsTest::entry()
{
    const Home home;
    QVERIFY(home.write(u"apps/sub/editor.desktop"_s, editor));
    QVERIFY(home.write(u"share/sub-editor.desktop"_s,
                       "[Desktop Entry]\nType=Application\n"
                       "Name=Other\nExec=other\n"));
    const QList<Command> entries = desktopEntries(home.places());
    QCOMPARE(namesOf(entries), QStringList({u"Texte (A)"_s, u"Texte (A): Neues Fenster"_s}));
    const Command main = entries.at(0);
    QCOMPARE(main.id, u"computer:desktop:sub-editor.desktop"_s);
    QCOMPARE(main.argv, QStringList({u"editor"_s, u"--class"_s, u"a \"b\""_s}));
    QCOMPARE(main.parameters.size(), 1);
    QVERIFY(main.parameters.first().multiple);
    QVERIFY(main.terminal);
    QCOMPARE(main.workingDirectory, u"/tmp"_s);
    QCOMPARE(main.description, u"Edits"_s);
    QCOMPARE(main.line, 2);
    QCOMPARE(entries.at(1).argv,
             QStringList({u"editor"_s, u"--icon"_s, u"edit"_s, u"--new"_s, u"Texte (A)"_s}));
    QCOMPARE(entries.at(1).id, u"computer:desktop:sub-editor.desktop:new"_s);
    QCOMPARE(entries.at(1).line, 15);
}

void ComputerCommandsTest::entriesThatAreNotShown_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<bool>("shown");
    QTest::newRow("plain") << QByteArray() << true;
    QTest::newRow("deleted") << QByteArray("Hidden=true") << false;
    QTest::newRow("not in menus") << QByteArray("NoDisplay=true") << false;
    QTest::newRow("only in another desktop") << QByteArray("OnlyShowIn=KDE;XFCE;") << false;
    QTest::newRow("only in this one, too") << QByteArray("OnlyShowIn=KDE;GNOME;") << true;
    QTest::newRow("not in this one") << QByteArray("NotShowIn=GNOME;") << false;
    QTest::newRow("a program that is not there") << QByteArray("TryExec=/nowhere/x") << false;
    QTest::newRow("a link") << QByteArray("Type=Link") << false;
    QTest::newRow("only by D-Bus") << QByteArray("Exec=") << false;
}

void ComputerCommandsTest::entriesThatAreNotShown()
{
    QFETCH(QByteArray, lines);
    const Home home;
    QVERIFY(home.write(u"apps/x.desktop"_s,
                       "[Desktop Entry]\nType=Application\nName=X\nExec=x\n" + lines + "\n"));
    // One of the system with the same id never shows through.
    QVERIFY(home.write(u"share/x.desktop"_s,
                       "[Desktop Entry]\nType=Application\nName=Other\nExec=other\n"));
    QFETCH(bool, shown);
    QCOMPARE(namesOf(desktopEntries(home.places())), shown ? QStringList{u"X"_s} : QStringList());
}

void ComputerCommandsTest::exec_data()
{
    QTest::addColumn<QByteArray>("exec");
    QTest::addColumn<QString>("without"); // the command line when nothing is opened
    QTest::addColumn<QString>("with");    // for "/a b"; empty: the entry is refused
    QTest::newRow("no code") << QByteArray("app") << u"app"_s << u"app"_s;
    QTest::newRow("a file") << QByteArray("app %f") << u"app"_s << u"app '/a b'"_s;
    QTest::newRow("words behind it")
        << QByteArray("app %F --end x") << u"app --end x"_s << u"app '/a b' --end x"_s;
    QTest::newRow("an option") << QByteArray("app --open=%u") << u"app"_s << u"app '--open=/a b'"_s;
    QTest::newRow("percent and old codes")
        << QByteArray("app 100%% %d %m x%vy") << u"app 100% xy"_s << u"app 100% xy"_s;
    QTest::newRow("quoted dollar") << QByteArray(R"(app "\\$HOME \\\\ \\` '")")
                                   << uR"(app '$HOME \ ` '\''')"_s << uR"(app '$HOME \ ` '\''')"_s;
    QTest::newRow("an empty word") << QByteArray("app \"\" x") << u"app '' x"_s << u"app '' x"_s;
    QTest::newRow("the entry's place")
        << QByteArray("app %k") << u"app HOME/apps/x.desktop"_s << u"app HOME/apps/x.desktop"_s;
    QTest::newRow("no icon") << QByteArray("app %i x") << u"app x"_s << u"app x"_s;
    QTest::newRow("an unknown code") << QByteArray("app %z") << QString() << QString();
    QTest::newRow("a quote that does not close") << QByteArray("app \"x") << QString() << QString();
    QTest::newRow("a lone percent") << QByteArray("app 5%") << QString() << QString();
}

void ComputerCommandsTest::exec()
{
    QFETCH(QByteArray, exec);
    QFETCH(QString, without);
    QFETCH(QString, with);
    const Home home;
    QVERIFY(home.write(u"apps/x.desktop"_s,
                       "[Desktop Entry]\nType=Application\nName=X\nExec=" + exec + "\n"));
    const QList<Command> entries = desktopEntries(home.places());
    QCOMPARE(entries.size(), with.isEmpty() ? 0 : 1);
    if (entries.isEmpty())
        return;
    const auto lineWith = [&](const ArgumentValues &values) {
        return joinShellWords(buildArgv(entries.first(), values)).replace(home.path(), u"HOME"_s);
    };
    QCOMPARE(lineWith({}), without);
    ArgumentValues values;
    for (const Parameter &parameter : entries.first().parameters) {
        if (!parameter.constant)
            values.insert(parameter.name, {u"/a b"_s});
    }
    QCOMPARE(lineWith(values), with);
}

void ComputerCommandsTest::names_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("expected");
    QTest::newRow("language and country") << u"de_AT.UTF-8@euro"_s << u"Texte (A)"_s;
    QTest::newRow("language") << u"de_CH.UTF-8"_s << u"Texte"_s;
    QTest::newRow("none") << u"C.UTF-8"_s << u"Editor"_s;
    QTest::newRow("nothing set") << QString() << u"Editor"_s;
}

void ComputerCommandsTest::names()
{
    QFETCH(QString, locale);
    const Home home;
    QVERIFY(home.write(u"apps/x.desktop"_s, editor));
    ComputerPlaces places = home.places();
    places.locale = locale;
    QTEST(desktopEntries(places).first().name, "expected");
}

void ComputerCommandsTest::allOfThem()
{
    const Home home;
    QVERIFY(home.write(u"apps/x.desktop"_s, editor));
    QVERIFY(home.write(u"own/a.service"_s, "[Service]\n"));
    const std::atomic_bool cancelled = false;
    const QList<Command> commands = computerCommands(home.places(), cancelled);
    QCOMPARE(commands.size(), 3);
    for (const Command &command : commands) {
        QVERIFY(isOfThisComputer(command));
        QVERIFY(command.id.startsWith(command.source + u':'));
    }
    QCOMPARE(named(commands, u"a.service"_s).workingDirectory, home.path());
    const std::atomic_bool stopped = true;
    QCOMPARE(computerCommands(home.places(), stopped).size(), 1);
}

#ifdef Q_OS_UNIX
void ComputerCommandsTest::placesOfTheEnvironment()
{
    const Home home;
    qputenv("HOME", QFile::encodeName(home.path()));
    qputenv("XDG_DATA_HOME", QFile::encodeName(home.path(u"d"_s)));
    qputenv("XDG_DATA_DIRS",
            QFile::encodeName(home.path(u"d1"_s) + u":relative:"_s + home.path(u"d2"_s)));
    qputenv("XDG_CONFIG_HOME", "relative");
    qputenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME");
    qputenv("LC_ALL", "fr_FR.UTF-8");
    qputenv("SHELL", "/bin/sh");
    const ComputerPlaces places = placesOfThisComputer({});
    QCOMPARE(places.applicationFolders,
             QStringList({home.path(u"d/applications"_s), home.path(u"d1/applications"_s),
                          home.path(u"d2/applications"_s)}));
    QCOMPARE(places.ownUnitFolders,
             QStringList({home.path(u".config/systemd/user"_s), home.path(u"d/systemd/user"_s)}));
    QCOMPARE(places.desktops, QStringList({u"ubuntu"_s, u"GNOME"_s}));
    QCOMPARE(places.locale, u"fr_FR.UTF-8"_s);
    QCOMPARE(places.shell, u"/bin/sh"_s);
    QCOMPARE(places.shellCache, QString());
}
#endif

QTEST_GUILESS_MAIN(ComputerCommandsTest)
#include "tst_computercommands.moc"
