// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/benchruns.h"

#include "core/output/outputlog.h"
#include "core/run/runfolder.h"
#include "core/run/runfollower.h"
#include "widgets/output/outputpane.h"
#include "widgets/output/outputview.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cstdio>
#include <cstdlib>

namespace CommandRunner::Bench {

using namespace Qt::StringLiterals;

namespace {

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    std::exit(1);
}

} // namespace

QString testchild()
{
    return QStringLiteral(COMMANDRUNNER_TEST_BIN_DIR "/testchild");
}

Runs::Runs()
    : m_launcher(m_dir.filePath(u"runs"_s),
                 QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"))
{}

RunRequest Runs::request(const QStringList &verbs) const
{
    RunRequest request;
    request.runId = newRunId(QDateTime::currentDateTimeUtc());
    request.argv = QStringList(testchild()) + verbs;
    request.workingDirectory = m_dir.path();
    return request;
}

QString Runs::launch(const RunRequest &request) const
{
    if (const auto launched = m_launcher.launch(request); !launched)
        giveUp(launched.error().toString());
    return m_dir.filePath(u"runs/"_s + request.runId);
}

void Runs::remove(const QString &runFolder) const
{
    QDir(runFolder).removeRecursively();
}

Timing Runs::toLog(const QStringList &verbs) const
{
    Timing result;
    QElapsedTimer timer;
    timer.start();
    const QString folder = launch(request(verbs));
    RunFollower follower(folder);
    QEventLoop loop;
    QObject::connect(&follower, &RunFollower::outputGrew, &loop, [&] {
        if (result.firstByte == 0)
            result.firstByte = seconds(timer);
    });
    QObject::connect(&follower, &RunFollower::done, &loop, &QEventLoop::quit);
    follower.start();
    loop.exec();
    result.whole = seconds(timer);
    remove(folder);
    return result;
}

double Runs::toPane(const RunRequest &request,
                    const std::function<void(OutputPane &)> &prepare) const
{
    OutputPane pane;
    pane.resize(1000, 640);
    pane.show();
    QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    const QString path = launch(request);
    const RunFolder folder(path);
    RunFollower follower(path);
    if (prepare)
        prepare(pane);
    pane.open(folder.log(), folder.index(), false);
    QEventLoop loop;
    qint64 bytes = -1;
    QObject::connect(&follower, &RunFollower::outputGrew, &pane, &OutputPane::grow);
    QObject::connect(&follower, &RunFollower::done, &pane, [&](const RunOutcome &outcome) {
        bytes = outcome.outputBytes;
        pane.setFinished();
    });
    QObject::connect(pane.document(), &OutputDocument::finished, &loop, &QEventLoop::quit);
    follower.start();
    loop.exec();
    pane.view()->viewport()->repaint();
    const double whole = seconds(timer);
    if (pane.document()->byteCount() != bytes || bytes != QFileInfo(folder.log()).size())
        giveUp(u"the pane does not hold what the child wrote"_s);
    remove(path);
    return whole;
}

bool writeLog(const QString &logPath, const QString &indexPath, qint64 lines)
{
    QFile log(logPath);
    QFile index(indexPath);
    if (!log.open(QIODevice::WriteOnly) || !index.open(QIODevice::WriteOnly))
        return false;
    const QByteArray plain = "2026-03-14 09:26:53.123 INFO shop.orders order 1234 of Ann stored\n";
    const QByteArrayList other{
        "(0.001) SELECT \"a\".\"id\" FROM \"a\" WHERE \"a\".\"id\" = 1; args=(1,)\n",
        "\r 10%|#         | 1/10\r 20%|##        | 2/10\r100%|##########| 10/10\n",
        "2026-03-14 09:26:53.123 ERROR shop.orders no such customer\n"};
    qint64 offset = 0;
    QByteArray chunk;
    for (qint64 line = 0; line < lines; ++line) {
        chunk += line % 5 == 0 ? other.at(line / 5 % other.size()) : plain;
        if (chunk.size() < 1 << 20 && line + 1 < lines)
            continue;
        char record[OutputRecord::size];
        qToLittleEndian(quint64(offset), record);
        qToLittleEndian(quint32(chunk.size()), record + 8);
        qToLittleEndian(quint32(1), record + 12);
        qToLittleEndian(qint64(1'773'480'413'000 + line / 100), record + 16);
        if (log.write(chunk) != chunk.size()
            || index.write(record, sizeof record) != qint64(sizeof record))
            return false;
        offset += chunk.size();
        chunk.clear();
    }
    return true;
}

QStringList twentyRules()
{
    return {u"^\\(\\d+\\.\\d{3}\\) "_s,
            u"INFO sqlalchemy\\.engine"_s,
            u"\\[(generated|cached since) .*\\]"_s,
            u"^Hibernate: "_s,
            u"prisma:query"_s,
            u"Executed DbCommand"_s,
            u"^\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM) "_s,
            u"\\d+%\\|"_s,
            u"Downloading .* MB/s"_s,
            u"npm (notice|timing)"_s,
            u"DeprecationWarning:"_s,
            u"^DEBUG[: ]"_s,
            u"heartbeat (ok|sent)"_s,
            u"GET /health\\S* 200"_s,
            u"cache (hit|miss) for key"_s,
            u"webpack \\d+\\.\\d+"_s,
            u"^\\s+at \\S+ \\(node:internal"_s,
            u"Requirement already satisfied"_s,
            u"Reading package lists"_s,
            u"took \\d+ms$"_s};
}

} // namespace CommandRunner::Bench
