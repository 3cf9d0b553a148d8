// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/childenvironment.h"
#include "core/run/loginenvironment.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestLoginEnvironment final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void pathOfTheLoginShell();
    void answerIsKeptUntilAStartFileChanges();
    void shellThatSaysNothing();
    void shellThatHangs();
    void resolves_data();
    void resolves();
    void environmentOfTheChild();
    void environmentOfATerminal();
    void whyAProgramCannotStart_data();
    void whyAProgramCannotStart();

private:
    void write(const QString &name, const QByteArray &content, bool executable) const
    {
        const QString path = m_dir->filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        if (executable)
            QVERIFY(file.setPermissions(file.permissions() | QFile::ExeOwner));
    }
    QString shell(const QByteArray &script) const
    {
        write(u"shell"_s, "#!/bin/sh\n" + script, true);
        return m_dir->filePath(u"shell"_s);
    }
    QString cache() const { return m_dir->filePath(u"cache/path.json"_s); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QByteArray m_home, m_shell, m_path;
};

void TestLoginEnvironment::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_home = qgetenv("HOME");
    m_shell = qgetenv("SHELL");
    m_path = qgetenv("PATH");
    qputenv("HOME", m_dir->path().toLocal8Bit());
}

void TestLoginEnvironment::cleanup()
{
    qputenv("HOME", m_home);
    qputenv("SHELL", m_shell);
    qputenv("PATH", m_path);
}

void TestLoginEnvironment::pathOfTheLoginShell()
{
    // A real shell with a start file that adds to PATH and chatters.
    qputenv("SHELL", "/bin/sh");
    write(u".profile"_s, "echo welcome\nPATH=\"/opt/of the/user:$PATH\"\nexport PATH\n", false);
    const QString path = loginShellPath(cache());
    QVERIFY2(path.startsWith(u"/opt/of the/user:"_s), qPrintable(path));
    QVERIFY(!path.contains(u"welcome"_s));
    QVERIFY(!path.contains(u'\n'));
}

void TestLoginEnvironment::answerIsKeptUntilAStartFileChanges()
{
    qputenv("SHELL", "/bin/sh");
    write(u".profile"_s, "echo x >>\"$HOME/asked\"\nPATH=/first:$PATH\n", false);
    const auto timesAsked = [this] {
        return QFileInfo(m_dir->filePath(u"asked"_s)).size() / 2;
    };
    QVERIFY(loginShellPath(cache()).startsWith(u"/first:"_s));
    QVERIFY(loginShellPath(cache()).startsWith(u"/first:"_s));
    QCOMPARE(timesAsked(), 1);
    write(u".profile"_s, "echo x >>\"$HOME/asked\"\nPATH=/second:$PATH\n", false);
    QFile profile(m_dir->filePath(u".profile"_s));
    QVERIFY(profile.open(QIODevice::ReadWrite));
    QVERIFY(profile.setFileTime(QDateTime::currentDateTime().addSecs(10),
                                QFileDevice::FileModificationTime));
    profile.close();
    QVERIFY(loginShellPath(cache()).startsWith(u"/second:"_s));
    QCOMPARE(timesAsked(), 2);
    qputenv("PATH", "/venv/bin:" + m_path);
    QVERIFY(loginShellPath(cache()).startsWith(u"/second:"_s));
    QCOMPARE(timesAsked(), 3);
    // A damaged cache is no answer and no obstacle.
    write(u"cache/path.json"_s, "{\"entries\":", false);
    QVERIFY(loginShellPath(cache()).startsWith(u"/second:"_s));
}

void TestLoginEnvironment::shellThatSaysNothing()
{
    qputenv("SHELL", shell("echo x >>\"$HOME/asked\"\nexit 1\n").toLocal8Bit());
    const auto timesAsked = [this] {
        return QFileInfo(m_dir->filePath(u"asked"_s)).size() / 2;
    };
    // Not asked again by every start, a shell that hangs would cost each of them its timeout.
    for (int start = 0; start < 3; ++start)
        QCOMPARE(loginShellPath(cache()), QString::fromLocal8Bit(m_path));
    QCOMPARE(timesAsked(), 1);
    write(u".profile"_s, "# mended\n", false);
    QCOMPARE(loginShellPath(cache()), QString::fromLocal8Bit(m_path));
    QCOMPARE(timesAsked(), 2);
    // A day later: the failure is old.
    QFile file(cache());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray content = file.readAll();
    file.close();
    const QByteArray key = QByteArrayLiteral("\"failed\":");
    for (qsizetype at = content.indexOf(key); at >= 0; at = content.indexOf(key, at + 1))
        content.replace(at + key.size(), 4, "1000"); // the year 1970 and thereabouts
    write(u"cache/path.json"_s, content, false);
    QCOMPARE(loginShellPath(cache()), QString::fromLocal8Bit(m_path));
    QCOMPARE(timesAsked(), 3);
}

void TestLoginEnvironment::shellThatHangs()
{
    const QByteArray child = QByteArrayLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild");
    qputenv("SHELL", shell("exec '" + child + "' sleep-forever\n").toLocal8Bit());
    QElapsedTimer timer;
    timer.start();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"did not say its PATH"_s));
    QCOMPARE(loginShellPath(cache()), QString::fromLocal8Bit(m_path));
    QVERIFY2(timer.elapsed() < 12'000, qPrintable(QString::number(timer.elapsed())));
}

void TestLoginEnvironment::resolves_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected"); // in the temporary folder; empty: none
    QTest::newRow("in the first folder") << u"tool"_s << u"%1/one:%1/two"_s << u"one/tool"_s;
    QTest::newRow("in the second folder") << u"tool"_s << u"%1/two:%1/one"_s << u"two/tool"_s;
    QTest::newRow("not executable is passed over")
        << u"plain"_s << u"%1/one:%1/two"_s << u"two/plain"_s;
    QTest::newRow("a folder is passed over") << u"sub"_s << u"%1/one:%1/two"_s << u"two/sub"_s;
    QTest::newRow("relative entry") << u"tool"_s << u"bin"_s << u"work/bin/tool"_s;
    QTest::newRow("empty entry is the working directory")
        << u"here"_s << u"%1/one:"_s << u"work/here"_s;
    QTest::newRow("not in PATH") << u"here"_s << u"%1/one"_s << QString();
    QTest::newRow("PATH is empty") << u"here"_s << QString() << QString();
    QTest::newRow("with ./") << u"./here"_s << QString() << u"work/here"_s;
    QTest::newRow("with a slash") << u"bin/tool"_s << u"%1/one"_s << u"work/bin/tool"_s;
    QTest::newRow("absolute") << u"%1/two/tool"_s << QString() << u"two/tool"_s;
    QTest::newRow("absolute, missing") << u"%1/two/none"_s << u"%1/one"_s << QString();
    QTest::newRow("empty") << QString() << u"%1/one"_s << QString();
}

void TestLoginEnvironment::resolves()
{
    QFETCH(QString, program);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    for (const QString &name : {u"one/tool"_s, u"two/tool"_s, u"two/plain"_s, u"two/sub"_s,
                                u"work/bin/tool"_s, u"work/here"_s})
        write(name, "#!/bin/sh\n", true);
    write(u"one/plain"_s, "text", false);
    QVERIFY(QDir().mkpath(m_dir->filePath(u"one/sub"_s)));
    program.replace(u"%1"_s, m_dir->path());
    path.replace(u"%1"_s, m_dir->path());
    const QString found = resolveProgram(program, path, m_dir->filePath(u"work"_s));
    QCOMPARE(found, expected.isEmpty() ? QString() : m_dir->filePath(expected));
}

void TestLoginEnvironment::environmentOfTheChild()
{
    QProcessEnvironment inherited;
    inherited.insert(u"KEPT"_s, u"1"_s);
    inherited.insert(u"GONE"_s, u"1"_s);
    inherited.insert(u"TERM"_s, u"dumb"_s);
    RunRequest request;
    request.runId = u"r7"_s;
    request.environment = {{u"GONE"_s, std::nullopt}, {u"NEW"_s, u"a=b"_s}, {u"EMPTY"_s, u""_s}};
    const auto environment = childEnvironment(request, inherited);
    QCOMPARE(environment.value(u"KEPT"_s), u"1"_s);
    QVERIFY(!environment.contains(u"GONE"_s));
    QCOMPARE(environment.value(u"NEW"_s), u"a=b"_s);
    QVERIFY(environment.contains(u"EMPTY"_s));
    QCOMPARE(environment.value(u"COMMANDRUNNER_RUN_ID"_s), u"r7"_s);
    QCOMPARE(environment.value(u"PYTHONUNBUFFERED"_s), u"1"_s);
    QCOMPARE(environment.value(u"TERM"_s), u"dumb"_s);

    request.environment = {{u"PYTHONUNBUFFERED"_s, std::nullopt}};
    QVERIFY(!childEnvironment(request, inherited).contains(u"PYTHONUNBUFFERED"_s));
    inherited.insert(u"PYTHONUNBUFFERED"_s, u"x"_s);
    request.environment.clear();
    QCOMPARE(childEnvironment(request, inherited).value(u"PYTHONUNBUFFERED"_s), u"x"_s);
}

void TestLoginEnvironment::environmentOfATerminal()
{
    RunRequest request;
    request.terminal = true;
    QCOMPARE(childEnvironment(request, {}).value(u"TERM"_s), u"xterm-256color"_s);
    QProcessEnvironment ofOurs;
    ofOurs.insert(u"COLUMNS"_s, u"211"_s);
    ofOurs.insert(u"TERM_PROGRAM"_s, u"other"_s);
    const QProcessEnvironment environment = childEnvironment(request, ofOurs);
    QVERIFY(!environment.contains(u"COLUMNS"_s));
    QVERIFY(!environment.contains(u"TERM_PROGRAM"_s));
    QCOMPARE(environment.value(u"COLORTERM"_s), u"truecolor"_s);
    request.terminal = false;
    QCOMPARE(childEnvironment(request, ofOurs).value(u"COLUMNS"_s), u"211"_s);
    request.terminal = true;
    request.environment = {{u"TERM"_s, u"vt100"_s}};
    QCOMPARE(childEnvironment(request, {}).value(u"TERM"_s), u"vt100"_s);
}

void TestLoginEnvironment::whyAProgramCannotStart_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("not found") << u"nosuchtool"_s << 127 << u"PATH was /nowhere:%1"_s;
    QTest::newRow("not executable") << u"plain"_s << 126 << u"%1/plain is not executable"_s;
    QTest::newRow("file missing") << u"./none"_s << 127 << u"%1/./none does not exist"_s;
    QTest::newRow("file not executable") << u"./plain"_s << 126 << u"is not executable"_s;
    QTest::newRow("a folder") << u"%1/folder"_s << 126 << u"is a folder"_s;
    QTest::newRow("broken link") << u"%1/link"_s << 127
                                 << u"is a link to a file that does not exist"_s;
}

void TestLoginEnvironment::whyAProgramCannotStart()
{
    QFETCH(QString, program);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    write(u"plain"_s, "text", false);
    QVERIFY(QDir().mkpath(m_dir->filePath(u"folder"_s)));
    QVERIFY(QFile::link(u"gone"_s, m_dir->filePath(u"link"_s)));
    RunRequest request;
    request.argv = {program.replace(u"%1"_s, m_dir->path())};
    request.workingDirectory = m_dir->path();
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, u"/nowhere:"_s + m_dir->path());
    const auto found = findProgram(request, environment);
    QVERIFY(!found);
    QCOMPARE(found.error().exitCode, exitCode);
    QVERIFY2(found.error().reason.contains(says.replace(u"%1"_s, m_dir->path())),
             qPrintable(found.error().reason));
}

QTEST_GUILESS_MAIN(TestLoginEnvironment)
#include "tst_loginenvironment.moc"
