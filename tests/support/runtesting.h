// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/files.h"
#include "core/run/runfolder.h"
#include "core/workspace/runregistry.h"

#include <QCoreApplication>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QTest>

// What the tests of runs share. The test program itself is the child that they run: "<program>
// --child print bytes…",
// "--child wait", "--child exit N", "--child note FILE TEXT" (a line at its end), "--child
// exclusive FILE" (9 when another holds it, else "wait"), "--child tree FILE" (the same by a child
// of its own).
namespace CommandRunner::RunTesting {

using namespace Qt::StringLiterals;

inline QString hostProgram()
{
    return QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host");
}

inline RunRequest request(const QString &runId, const QStringList &childArguments)
{
    RunRequest request;
    request.runId = runId;
    request.name = u"child"_s;
    request.argv = QStringList{QCoreApplication::applicationFilePath(), u"--child"_s}
        + childArguments;
    request.workingDirectory = QCoreApplication::applicationDirPath();
    request.standardInput = StandardInput::Open;
    return request;
}

inline int waitForInput(QFile &out)
{
    out.write("waiting\n");
    out.flush();
    QFile in;
    if (in.open(stdin, QIODevice::ReadOnly))
        in.readAll();
    return 0;
}

// The child's main(); -1 when the arguments are not the child's. "wait" ends with its standard
// input.
inline int childMain(int argc, char *argv[])
{
    if (argc < 3 || qstrcmp(argv[1], "--child") != 0)
        return -1;
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return 99;
    const QByteArray what = argv[2];
    if (what == "print") {
        for (int i = 3; i < argc; ++i)
            out.write(QByteArray(argv[i]) + '\n');
    } else if (what == "wait") {
        return waitForInput(out);
    } else if (what == "exit" && argc > 3) {
        return QByteArray(argv[3]).toInt();
    } else if (what == "env" && argc > 3) {
        out.write(qgetenv(argv[3]) + '\n');
    } else if (what == "note" && argc > 4) {
        QFile file(QFile::decodeName(argv[3]));
        if (!file.open(QIODevice::Append | QIODevice::Unbuffered)
            || file.write(QByteArray(argv[4]) + '\n') < 0)
            return 98;
    } else if (what == "exclusive" && argc > 3) {
        QLockFile lock(QFile::decodeName(argv[3]));
        if (!lock.tryLock(0))
            return 9;
        return waitForInput(out);
    } else if (what == "tree" && argc > 3) {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.setInputChannelMode(QProcess::ForwardedInputChannel);
        process.start(QFile::decodeName(argv[0]),
                      {u"--child"_s, u"exclusive"_s, QFile::decodeName(argv[3])});
        process.waitForFinished(-1);
        return process.exitCode();
    }
    return 0;
}

// A run's folder as a host leaves it.
inline void writeHost(const RunFolder &folder, const ProcessIdentity &host, qint64 childPid)
{
    HostDescription description;
    description.host = host;
    description.child = {childPid, u"then"_s};
    description.socket = u"commandrunner-no-such-socket"_s;
    QVERIFY(folder.writeHost(description));
}

// Pid 1 lives, but did not start then.
inline ProcessIdentity goneProcess()
{
    return {1, u"long ago"_s};
}

} // namespace CommandRunner::RunTesting
