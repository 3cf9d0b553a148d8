// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/loginenvironment.h"

#include "core/base/files.h"
#include "core/base/logging.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <csignal>

#include <pwd.h>
#include <unistd.h>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int timeoutMs = 5000;
// After a failure the shell is not asked again for so long, else the first run of every start would
// wait for it. A start file that changes ends the wait at once.
constexpr qint64 failureHoldsMs = 24 * 3600 * 1000LL;
constexpr auto marker = "-- commandrunner PATH --"_L1;

// The text between the two markers: start files may print what they like around them.
QString askShell(const QString &shell)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    // A session of its own: an interactive shell must not reach for the terminal that we may have
    // been started from.
    process.setChildProcessModifier([] { ::setsid(); });
    const QString command = u"echo '%1'; printenv PATH; echo '%1'"_s.arg(marker);
    const bool cShell = shell.endsWith("csh"_L1); // takes -l only alone
    process.start(shell,
                  cShell ? QStringList{u"-i"_s, u"-c"_s, command}
                         : QStringList{u"-l"_s, u"-i"_s, u"-c"_s, command});
    const bool ended = process.waitForStarted(timeoutMs) && process.waitForFinished(timeoutMs);
    const qint64 pid = process.processId();
    if (!ended && pid > 0) {
        ::kill(pid_t(-pid), SIGKILL);
        process.waitForFinished(timeoutMs);
        qCWarning(logRun, "%s did not say its PATH within %d ms", qPrintable(shell), timeoutMs);
    }
    const QStringList parts = QString::fromLocal8Bit(process.readAllStandardOutput()).split(marker);
    return parts.size() >= 3 ? parts.at(parts.size() - 2).trimmed() : QString();
}

} // namespace

QString loginShell()
{
    const QString fromEnvironment = qEnvironmentVariable("SHELL");
    if (QFileInfo(fromEnvironment).isExecutable())
        return fromEnvironment;
    const passwd *entry = ::getpwuid(::getuid());
    const QString fromAccount = entry ? QFile::decodeName(entry->pw_shell) : QString();
    return QFileInfo(fromAccount).isExecutable() ? fromAccount : u"/bin/sh"_s;
}

QString shellStartFileStamps()
{
    static constexpr QLatin1StringView files[] = {
        "/etc/environment"_L1,
        "/etc/profile"_L1,
        "/etc/profile.d"_L1,
        "/etc/bash.bashrc"_L1,
        "/etc/zsh/zshenv"_L1,
        "/etc/zsh/zprofile"_L1,
        "/etc/paths"_L1,
        "/etc/paths.d"_L1,
        "~/.profile"_L1,
        "~/.bash_profile"_L1,
        "~/.bash_login"_L1,
        "~/.bashrc"_L1,
        "~/.bash_aliases"_L1,
        "~/.aliases"_L1,
        "~/.zshenv"_L1,
        "~/.zprofile"_L1,
        "~/.zshrc"_L1,
        "~/.zlogin"_L1,
        "~/.cshrc"_L1,
        "~/.tcshrc"_L1,
        "~/.login"_L1,
        "~/.config/fish/config.fish"_L1,
        "~/.config/fish/fish_variables"_L1,
        "~/.config/fish/conf.d"_L1,
        "~/.config/fish/functions"_L1,
    };
    QStringList stamps;
    for (QLatin1StringView name : files) {
        QString path = name;
        path.replace("~"_L1, QDir::homePath());
        const QDateTime modified = QFileInfo(path).lastModified();
        stamps.append(modified.isValid() ? QString::number(modified.toMSecsSinceEpoch()) : u"-"_s);
    }
    return stamps.join(u',');
}

QString loginShellPath(const QString &cacheFile)
{
    // Another shell, another inherited PATH (a virtual environment), a start file that changed:
    // another answer.
    const QString shell = loginShell();
    const QString inherited = qEnvironmentVariable("PATH");
    const QString key = shell + u'\n' + inherited + u'\n' + shellStartFileStamps();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QJsonArray entries;
    if (const auto cache = readJsonObject(cacheFile))
        entries = cache->value("entries"_L1).toArray();
    for (const QJsonValue &entry : std::as_const(entries)) {
        if (entry["key"_L1].toString() != key)
            continue;
        const qint64 failed = entry["failed"_L1].toInteger(-1);
        if (failed < 0)
            return entry["path"_L1].toString();
        if (now >= failed && now - failed < failureHoldsMs)
            return inherited;
    }
    const QString path = askShell(shell);
    constexpr int kept = 8;
    QJsonObject told{{u"key"_s, key}, {u"path"_s, path}};
    if (path.isEmpty())
        told.insert(u"failed"_s, now);
    entries.prepend(told);
    while (entries.size() > kept)
        entries.removeLast();
    const QByteArray content = QJsonDocument(QJsonObject{{u"entries"_s, entries}})
                                   .toJson(QJsonDocument::Compact);
    auto written = makePrivateFolder(QFileInfo(cacheFile).absolutePath());
    if (written)
        written = writeFileDurably(cacheFile, content);
    if (!written)
        qCWarning(logRun, "%s", qPrintable(written.error().toString()));
    return path.isEmpty() ? inherited : path;
}

QString resolveProgram(const QString &program, const QString &path, const QString &workingDirectory)
{
    const auto executable = [](const QString &candidate) {
        const QFileInfo info(candidate);
        return info.isFile() && info.isExecutable();
    };
    if (program.isEmpty())
        return {};
    const QDir base(workingDirectory.isEmpty() ? QDir::currentPath() : workingDirectory);
    // Not cleaned of "..": where the link before it leads is the system's to say.
    if (program.contains(u'/')) {
        const QString candidate = base.absoluteFilePath(program.startsWith("./"_L1) ? program.mid(2)
                                                                                    : program);
        return executable(candidate) ? candidate : QString();
    }
    const QStringList folders = (path.isEmpty() ? u"/usr/bin:/bin"_s : path).split(u':');
    for (const QString &folder : folders) {
        // An empty entry means the working directory, as for the shell.
        const QString candidate = QDir(folder.isEmpty() ? base.absolutePath()
                                                        : base.absoluteFilePath(folder))
                                      .absoluteFilePath(program);
        if (executable(candidate))
            return candidate;
    }
    return {};
}

} // namespace CommandRunner
