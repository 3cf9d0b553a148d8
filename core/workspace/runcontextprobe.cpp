// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/runcontextprobe.h"

#include "core/discovery/scan/toolprocess.h"
#include "core/run/childenvironment.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSysInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int gitTimeoutMs = 5000;
constexpr int versionTimeoutMs = 3000;
constexpr qint64 enoughOfStatus = 64 << 10; // the header and whether anything follows

// Programs that read others, and answer --version without doing anything else.
bool tellsItsVersion(const QString &program)
{
    static const QRegularExpression known(
        u"^(python[0-9.]*|pypy[0-9.]*|node|deno|bun|ruby[0-9.]*|perl|php[0-9.]*|bash|zsh|fish|"
        "Rscript|julia|npm|pnpm|yarn|make|gmake|just|cargo|dotnet|uv|poetry)(\\.exe)?$"_s);
    return known.match(QFileInfo(program).fileName()).hasMatch();
}

// Of "#!/usr/bin/env -S python3 -u" it is python3, as found in the PATH.
QString interpreterOf(const QString &program, const QString &path)
{
    QFile file(program);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 longest = 256;
    const QByteArray line = file.readLine(longest);
    if (!line.startsWith("#!"))
        return {};
    QStringList words = QFile::decodeName(line.mid(2)).simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    const QString first = words.takeFirst();
    if (QFileInfo(first).fileName() != "env"_L1)
        return first;
    while (!words.isEmpty() && (words.first().startsWith(u'-') || words.first().contains(u'=')))
        words.removeFirst();
    return words.isEmpty() ? QString() : findTool(words.first(), path);
}

bool isInRepository(const QString &folder)
{
    for (QDir at(folder);;) {
        if (at.exists(u".git"_s))
            return true;
        if (!at.cdUp())
            return false;
    }
}

QByteArray git(const QString &folder, const QStringList &arguments,
               const std::atomic_bool &cancelled)
{
    ToolRequest request;
    request.program = u"git"_s;
    request.arguments = QStringList{u"--no-optional-locks"_s, u"-c"_s, u"core.fsmonitor=false"_s}
        + arguments;
    request.workingDirectory = folder;
    request.environment = toolEnvironment({});
    request.timeoutMs = gitTimeoutMs;
    request.outputLimit = enoughOfStatus;
    const ToolOutput output = runTool(request, cancelled);
    // A list that is too long says enough with its beginning.
    const bool told = output.state == ToolOutput::State::TooMuchOutput
        || (output.state == ToolOutput::State::Finished && output.exitCode == 0);
    return told ? output.standardOutput : QByteArray();
}

// git status --porcelain=v2 --branch: lines "# branch.oid <commit>", "# branch.head <name>", then
// one for each file that differs (https://git-scm.com/docs/git-status, "Porcelain Format Version
// 2").
void lookAtChanges(const QString &folder, RunContext &context, const std::atomic_bool &cancelled)
{
    const QByteArray status = git(folder, {u"status"_s, u"--porcelain=v2"_s, u"--branch"_s},
                                  cancelled);
    if (status.isEmpty())
        return;
    bool dirty = false;
    for (const QByteArray &line : status.split('\n')) {
        constexpr QByteArrayView commit("# branch.oid ");
        constexpr QByteArrayView branch("# branch.head ");
        if (line.startsWith(commit) && !line.contains("(initial)"))
            context.gitRevision = QString::fromLatin1(line.mid(commit.size()));
        else if (line.startsWith(branch) && !line.contains("(detached)"))
            context.gitBranch = QString::fromUtf8(line.mid(branch.size()));
        else if (!line.isEmpty() && !line.startsWith('#'))
            dirty = true;
    }
    context.gitDirty = dirty;
}

void lookAtRevision(const QString &folder, RunContext &context, const std::atomic_bool &cancelled)
{
    const QByteArray revision = git(folder, {u"rev-parse"_s, u"--verify"_s, u"HEAD"_s}, cancelled);
    context.gitRevision = QString::fromLatin1(revision.trimmed());
    if (context.gitRevision.isEmpty())
        return;
    const QByteArray branch = git(folder, {u"symbolic-ref"_s, u"--short"_s, u"-q"_s, u"HEAD"_s},
                                  cancelled);
    context.gitBranch = QString::fromUtf8(branch.trimmed());
}

QString firstWords(const QByteArray &text)
{
    constexpr qsizetype longest = 120;
    for (const QByteArray &line : text.split('\n')) {
        if (const QString words = QString::fromUtf8(line).simplified(); !words.isEmpty())
            return words.first(qMin(longest, words.size()));
    }
    return {};
}

} // namespace

RunContext RunContextProbe::look(const RunRequest &request, bool trusted,
                                 const std::atomic_bool &cancelled)
{
    RunContext context;
    context.machine = QSysInfo::machineHostName();
    context.system = QSysInfo::prettyProductName() + u", "_s + QSysInfo::kernelType() + u' '
        + QSysInfo::kernelVersion();
    for (const char *name : {"USER", "LOGNAME", "USERNAME"}) {
        if (context.user.isEmpty())
            context.user = qEnvironmentVariable(name);
    }
    const QString folder = request.workingDirectory;
    // First: it is the run itself that may change it.
    if (!folder.isEmpty() && isInRepository(folder)) {
        if (trusted)
            lookAtChanges(folder, context, cancelled);
        else
            lookAtRevision(folder, context, cancelled);
    }
    lookAtProgram(request, context, cancelled);
    return context;
}

void RunContextProbe::lookAtProgram(const RunRequest &request, RunContext &context,
                                    const std::atomic_bool &cancelled)
{
    const QProcessEnvironment environment = childEnvironment(
        request, QProcessEnvironment::systemEnvironment());
    const auto program = findProgram(request, environment);
    if (!program)
        return;
    context.program = *program;
    const QString path = environment.value(u"PATH"_s);
    const QString interpreter = interpreterOf(*program, path);
    // npm is read by node, and its own version is what people know it by; a script is its
    // interpreter's.
    const QString asked = interpreter.isEmpty() || tellsItsVersion(*program) ? *program
                                                                             : interpreter;
    if (!tellsItsVersion(asked))
        return;
    context.interpreter = asked;
    context.interpreterVersion = versionOf(asked, cancelled);
}

QString RunContextProbe::versionOf(const QString &program, const std::atomic_bool &cancelled)
{
    // The link's own time, too: "python3" of a virtual environment may come to mean another file.
    const QFileInfo file(program);
    const QDateTime modified = qMax(file.lastModified(),
                                    QFileInfo(file.canonicalFilePath()).lastModified());
    if (const auto known = m_versions.constFind(program);
        known != m_versions.cend() && known->modified == modified)
        return known->text;
    ToolRequest request;
    request.program = program;
    request.arguments = {u"--version"_s};
    request.workingDirectory = QDir::rootPath();
    request.environment = toolEnvironment({});
    request.timeoutMs = versionTimeoutMs;
    const ToolOutput output = runTool(request, cancelled);
    if (output.state != ToolOutput::State::Finished || output.exitCode != 0)
        return {};
    const QString text = firstWords(output.standardOutput + output.standardError);
    m_versions.insert(program, {modified, text});
    return text;
}

} // namespace CommandRunner
