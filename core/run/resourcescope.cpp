// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/resourcescope.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 3000;
constexpr qint64 threadsOfAProcess = 64; // more than most have

// The manager's own socket: there while it runs.
bool hasUserManager(const QProcessEnvironment &environment)
{
    const QString runtime = environment.value(u"XDG_RUNTIME_DIR"_s);
    return !runtime.isEmpty() && QFileInfo::exists(runtime + u"/systemd/private"_s);
}

// memory.events of the process's group (cgroup v2: the one line "0::/path"); empty: there is none.
QString eventsFile(qint64 pid)
{
    QFile file(u"/proc/%1/cgroup"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("0::/"))
            return u"/sys/fs/cgroup"_s + QFile::decodeName(line.mid(3)) + u"/memory.events"_s;
    }
    return {};
}

} // namespace

ResourceScope::ResourceScope(QObject *parent) : QObject(parent)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_trial->kill(); });
}

ResourceScope::~ResourceScope() = default;

bool ResourceScope::isWanted(const RunLimits &limits)
{
    return limits.memoryBytes > 0 || limits.processes > 0;
}

QStringList ResourceScope::words(const RunLimits &limits, const QString &runId)
{
    QStringList words{u"--user"_s, u"--scope"_s, u"--quiet"_s, u"--collect"_s,
                      u"--description=Command Runner, run %1"_s.arg(runId)};
    const auto property = [&words](const QString &text) {
        words << u"-p"_s << text;
    };
    if (limits.memoryBytes > 0) {
        property(u"MemoryMax=%1"_s.arg(limits.memoryBytes));
        property(u"MemorySwapMax=0"_s);
    }
    if (limits.processes > 0)
        property(u"TasksMax=%1"_s.arg(limits.processes * threadsOfAProcess));
    return words;
}

void ResourceScope::prepare(const RunLimits &limits, const QString &runId,
                            const QProcessEnvironment &environment, std::function<void()> done)
{
    m_done = std::move(done);
    m_environment = environment;
    m_candidates.clear();
    if (isWanted(limits) && hasUserManager(environment)) {
        const QString program = QStandardPaths::findExecutable(u"systemd-run"_s);
        if (!program.isEmpty()) {
            // systemd 254 and later may put variables into the program's arguments, and know how to
            // leave them; older ones know neither.
            const QStringList common = QStringList(program) + words(limits, runId);
            m_candidates = {common + QStringList{u"--expand-environment=no"_s, u"--"_s},
                            common + QStringList{u"--"_s}};
        }
    }
    tryNext();
}

void ResourceScope::tryNext()
{
    if (m_candidates.isEmpty()) {
        QMetaObject::invokeMethod(this, [this] { finish(); }, Qt::QueuedConnection);
        return;
    }
    m_trial = std::make_unique<QProcess>();
    m_trial->setProcessEnvironment(m_environment);
    m_trial->setStandardInputFile(QProcess::nullDevice());
    m_trial->setStandardOutputFile(QProcess::nullDevice());
    m_trial->setStandardErrorFile(QProcess::nullDevice());
    m_trial->setProgram(m_candidates.first().first());
    m_trial->setArguments(m_candidates.first().mid(1) + QStringList{u"/bin/true"_s});
    const auto tried = [this](bool possible) {
        m_patience.stop();
        const QStringList candidate = m_candidates.takeFirst();
        if (possible) {
            m_prefix = candidate;
            m_candidates.clear();
        }
        // It is in the middle of its signal.
        m_trial->disconnect(this);
        m_trial.release()->deleteLater();
        tryNext();
    };
    connect(m_trial.get(), &QProcess::finished, this,
            [tried](int exitCode, QProcess::ExitStatus status) {
                tried(status == QProcess::NormalExit && exitCode == 0);
            });
    connect(m_trial.get(), &QProcess::errorOccurred, this, [tried](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            tried(false);
    });
    m_patience.start(patienceMs);
    m_trial->start(QIODevice::NotOpen);
}

void ResourceScope::finish()
{
    if (const auto done = std::exchange(m_done, nullptr))
        done();
}

void ResourceScope::wrap(QProcess &process) const
{
    if (!isAvailable())
        return;
    process.setArguments(m_prefix.mid(1) + QStringList(process.program()) + process.arguments());
    process.setProgram(m_prefix.first());
}

void ResourceScope::look(qint64 pid)
{
    if (!isAvailable() || m_ranOutOfMemory)
        return;
    // The child enters the group a moment after its start.
    if (m_events.isEmpty()) {
        const QString file = eventsFile(pid);
        if (file.contains(".scope/"_L1))
            m_events = file;
    }
    QFile events(m_events);
    if (m_events.isEmpty() || !events.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray &line : events.readAll().split('\n')) {
        if (line.startsWith("oom_kill "))
            m_ranOutOfMemory = line.mid(9).toLongLong() > 0;
    }
}

} // namespace CommandRunner
