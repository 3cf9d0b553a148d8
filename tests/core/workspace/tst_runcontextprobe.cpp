// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/scan/toolprocess.h"
#include "core/workspace/runcontextprobe.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

class TestRunContextProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void machineAndProgram();
    void interpreters_data();
    void interpreters();
    void versionIsAskedForOnce();
    void anUnknownProgramIsNotStarted();
    void git();
    void gitOfAnUntrustedFolderRunsNothing();
    void noGit();

private:
    RunRequest request(const QStringList &argv) const
    {
        RunRequest result;
        result.runId = u"r1"_s;
        result.argv = argv;
        result.workingDirectory = m_folder->path();
        result.environment[u"PATH"_s] = m_folder->path() + u":/usr/bin:/bin"_s;
        return result;
    }
    RunContext look(const QStringList &argv, bool trusted = true)
    {
        return m_probe.look(request(argv), trusted, m_goOn);
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return file.fileName();
    }
    bool runGit(const QStringList &arguments) const
    {
        ToolRequest tool;
        tool.program = u"git"_s;
        tool.arguments = QStringList{u"-c"_s, u"user.name=Test"_s, u"-c"_s,
                                     u"user.email=test@example.org"_s}
            + arguments;
        tool.workingDirectory = m_folder->path();
        tool.environment = toolEnvironment({});
        return runTool(tool, m_goOn).exitCode == 0;
    }

    RunContextProbe m_probe;
    std::atomic_bool m_goOn = false;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRunContextProbe::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestRunContextProbe::machineAndProgram()
{
    const QString program = write(u"tool"_s, "#!/bin/sh\n");
    const RunContext context = look({u"tool"_s});
    QCOMPARE(context.program, program);
    QVERIFY(!context.machine.isEmpty());
    QVERIFY(context.system.contains(QSysInfo::kernelVersion()));
    QVERIFY(context.interpreter.isEmpty()); // sh does not tell its version
    QCOMPARE(look({u"no-such-program"_s}).program, QString());
}

void TestRunContextProbe::interpreters_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("path") << QByteArray("#!%/python3\n");
    QTest::newRow("path and option") << QByteArray("#! %/python3 -u\n");
    QTest::newRow("env") << QByteArray("#!/usr/bin/env python3\n");
    QTest::newRow("env with options") << QByteArray("#!/usr/bin/env -S A=1 python3 -u\n");
}

void TestRunContextProbe::interpreters()
{
    QFETCH(QByteArray, script);
    const QString python = write(u"python3"_s, "#!/bin/sh\necho; echo Python 3.99.1 '' >&2\n");
    write(u"tool"_s, script.replace('%', m_folder->path().toUtf8()));
    const RunContext context = look({u"tool"_s});
    QCOMPARE(context.interpreter, python);
    QCOMPARE(context.interpreterVersion, u"Python 3.99.1"_s);
    const RunContext direct = look({u"python3"_s, u"manage.py"_s});
    QCOMPARE(direct.interpreter, python);
    QCOMPARE(direct.interpreterVersion, u"Python 3.99.1"_s);
}

void TestRunContextProbe::versionIsAskedForOnce()
{
    // It is asked in the root folder, so that no project's configuration is read.
    const QByteArray script = "#!/bin/sh\necho >> '" + m_folder->path().toUtf8()
        + "/asked'; echo v20.1.0\n";
    write(u"node"_s, script);
    QCOMPARE(look({u"node"_s}).interpreterVersion, u"v20.1.0"_s);
    QCOMPARE(look({u"node"_s}).interpreterVersion, u"v20.1.0"_s);
    QFile asked(m_folder->filePath(u"asked"_s));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(asked.readAll(), QByteArray("\n"));
}

void TestRunContextProbe::anUnknownProgramIsNotStarted()
{
    write(u"deploy"_s, "#!/bin/sh\ntouch '" + m_folder->path().toUtf8() + "/started'\n");
    look({u"deploy"_s});
    QVERIFY(!QFile::exists(m_folder->filePath(u"started"_s)));
}

void TestRunContextProbe::git()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    QVERIFY(runGit({u"init"_s, u"-q"_s, u"-b"_s, u"trunk"_s}));
    RunContext context = look({u"true"_s});
    QVERIFY(context.gitRevision.isEmpty()); // nothing is committed
    write(u"a"_s, "1\n");
    QVERIFY(runGit({u"add"_s, u"."_s}));
    QVERIFY(runGit({u"commit"_s, u"-q"_s, u"-m"_s, u"one"_s}));
    context = look({u"true"_s});
    QCOMPARE(context.gitRevision.size(), 40);
    QCOMPARE(context.gitBranch, u"trunk"_s);
    QCOMPARE(context.gitDirty, std::optional(false));
    const RunContext untrusted = look({u"true"_s}, false);
    QCOMPARE(untrusted.gitRevision, context.gitRevision);
    QCOMPARE(untrusted.gitBranch, u"trunk"_s);
    QVERIFY(!untrusted.gitDirty);
    write(u"b"_s, "new\n");
    QCOMPARE(look({u"true"_s}).gitDirty, std::optional(true));
    QVERIFY(runGit({u"checkout"_s, u"-q"_s, u"--detach"_s}));
    QCOMPARE(look({u"true"_s}).gitBranch, QString());
    QCOMPARE(look({u"true"_s}, false).gitBranch, QString());
}

void TestRunContextProbe::gitOfAnUntrustedFolderRunsNothing()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    const QString trap = write(
        u"trap"_s, "#!/bin/sh\ntouch '" + m_folder->path().toUtf8() + "/started'\ncat\n");
    QVERIFY(runGit({u"init"_s, u"-q"_s}));
    write(u".gitattributes"_s, "a filter=x\n");
    write(u"a"_s, "1\n");
    QVERIFY(runGit({u"add"_s, u"."_s}));
    QVERIFY(runGit({u"commit"_s, u"-q"_s, u"-m"_s, u"one"_s}));
    for (const QString &key : {u"filter.x.clean"_s, u"core.fsmonitor"_s})
        QVERIFY(runGit({u"config"_s, key, trap}));
    write(u"a"_s, "2\n"); // makes status ask the filter
    QCOMPARE(look({u"true"_s}, false).gitRevision.size(), 40);
    QVERIFY(!QFile::exists(m_folder->filePath(u"started"_s)));
}

void TestRunContextProbe::noGit()
{
    const RunContext context = look({u"true"_s});
    QVERIFY(context.gitRevision.isEmpty());
    QVERIFY(!context.gitDirty);
    RunContext copy = RunContext::fromJson(context.toJson());
    QCOMPARE(copy, context);
}

QTEST_GUILESS_MAIN(TestRunContextProbe)
#include "tst_runcontextprobe.moc"
