// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/run/runfixture.h"

#include <QtEndian>

#include <tuple>

namespace CommandRunner {

using namespace Qt::StringLiterals;

RunFixture::RunFixture()
    : m_launcher(m_dir.filePath(u"runs"_s),
                 QStringLiteral(COMMANDRUNNER_BIN_DIR "/commandrunner-host"))
{}

RunFixture::~RunFixture()
{
    for (const QString &folder : m_folders) {
        const auto host = RunFolder(folder).readHost();
        if (!host)
            continue;
        if (host->host.isAlive() && !RunFolder(folder).readOutcome()) {
            RunFollower follower(folder);
            QSignalSpy done(&follower, &RunFollower::done);
            follower.start();
            follower.kill();
            done.wait(20'000);
        }
        // It removes its socket last; the folder must not go before.
        std::ignore = QTest::qWaitFor([&host] { return !host->host.isAlive(); }, 10'000);
    }
}

RunRequest RunFixture::request(const QStringList &verbs) const
{
    RunRequest request;
    request.runId = newRunId(QDateTime::currentDateTimeUtc());
    request.name = u"testchild"_s;
    request.argv = QStringList(testchild()) + verbs;
    request.workingDirectory = m_dir.path();
    return request;
}

QString RunFixture::launch(const RunRequest &request)
{
    const auto launched = m_launcher.launch(request);
    if (!launched) {
        qCritical("%s", qPrintable(launched.error().toString()));
        return {};
    }
    lastFolder = m_dir.filePath(u"runs/"_s + request.runId);
    m_folders.append(lastFolder);
    return lastFolder;
}

RunOutcome RunFixture::run(const RunRequest &request, int timeoutMs)
{
    return waitFor(launch(request), timeoutMs);
}

RunOutcome RunFixture::waitFor(const QString &runFolder, int timeoutMs)
{
    RunFollower follower(runFolder);
    RunOutcome result;
    result.error = u"the run did not end in time"_s;
    QSignalSpy done(&follower, &RunFollower::done);
    QObject::connect(&follower, &RunFollower::done, &follower,
                     [&result](const RunOutcome &outcome) { result = outcome; });
    follower.start();
    done.wait(timeoutMs);
    return result;
}

QByteArray RunFixture::log(const QString &runFolder)
{
    QFile file(RunFolder(runFolder).log());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<OutputRecord> RunFixture::records(const QString &runFolder)
{
    QFile file(RunFolder(runFolder).index());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    QList<OutputRecord> records;
    for (qsizetype at = 0; at + OutputRecord::size <= bytes.size(); at += OutputRecord::size) {
        const char *data = bytes.constData() + at;
        records.append({qFromLittleEndian<quint64>(data), qFromLittleEndian<quint32>(data + 8),
                        qFromLittleEndian<quint32>(data + 12),
                        qFromLittleEndian<qint64>(data + 16)});
    }
    return records;
}

QByteArray RunFixture::stream(const QString &runFolder, OutputStream wanted)
{
    const QByteArray all = log(runFolder);
    QByteArray bytes;
    for (const OutputRecord &record : records(runFolder)) {
        if (record.stream == std::uint32_t(wanted))
            bytes += all.mid(qsizetype(record.offset), record.length);
    }
    return bytes;
}

QString RunFixture::recordProblem(const QString &runFolder)
{
    quint64 expected = 0;
    for (const OutputRecord &record : records(runFolder)) {
        if (record.offset != expected || record.length == 0)
            return u"a record at %1 where %2 was expected"_s.arg(record.offset).arg(expected);
        expected += record.length;
    }
    const auto size = quint64(QFileInfo(RunFolder(runFolder).log()).size());
    return expected == size ? QString() : u"records cover %1 of %2 bytes"_s.arg(expected).arg(size);
}

qint64 RunFixture::pidFrom(const QString &pidFile)
{
    QFile file(pidFile);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

bool RunFixture::isAlive(qint64 pid)
{
    return ProcessIdentity::of(pid).has_value();
}

} // namespace CommandRunner
