// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/output/outputlog.h"
#include "core/run/runfolder.h"
#include "core/run/runfollower.h"
#include "core/run/runlauncher.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace CommandRunner {

// A runs folder of its own, the real host, and testchild to run in it. Hosts that are still there
// at the end are stopped.
class RunFixture final
{
public:
    RunFixture();
    ~RunFixture();

    static QString testchild() { return QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild"); }
    // testchild with these verbs, in a temporary folder.
    RunRequest request(const QStringList &verbs) const;
    QString path(const QString &name) const { return m_dir.filePath(name); }

    // Starts the run; its folder. Fails the test through QVERIFY in the caller when empty.
    QString launch(const RunRequest &request);
    // Starts it and waits for its end.
    RunOutcome run(const RunRequest &request, int timeoutMs = 30'000);
    RunOutcome waitFor(const QString &runFolder, int timeoutMs = 30'000);

    static QByteArray log(const QString &runFolder);
    static QList<OutputRecord> records(const QString &runFolder);
    // The bytes of one stream, put together by the records.
    static QByteArray stream(const QString &runFolder, OutputStream stream);
    // "" when the records cover the log without gap or overlap, else what is wrong.
    static QString recordProblem(const QString &runFolder);
    static qint64 pidFrom(const QString &pidFile); // 0: not there yet
    static bool isAlive(qint64 pid);

    QString lastFolder; // of the last launch()

private:
    QTemporaryDir m_dir;
    RunLauncher m_launcher;
    QStringList m_folders;
};

} // namespace CommandRunner
