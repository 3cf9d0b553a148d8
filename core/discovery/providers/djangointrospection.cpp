// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/djangointrospection.h"

#include "core/discovery/scan/toolcache.h"
#include "core/discovery/scan/toolprocess.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

// Outside any namespace, as the macro demands: a static library's resources are linked in only when
// somebody asks for them.
static void initDiscoveryResources()
{
    Q_INIT_RESOURCE(discovery);
}

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

constexpr int timeoutMs = 20'000;

QByteArray helperScript()
{
    initDiscoveryResources();
    QFile file(u":/commandrunner/discovery/django_introspect.py"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Everything that the answer depends on, as far as it can be seen from outside.
QByteArray cacheKey(const SourceFile &manage, const QString &program, const QByteArray &script,
                    const DiscoveryContext &context)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(script);
    hash.addData(context.options().djangoBuiltins ? "with builtins" : "without builtins");
    ToolCache::addFile(hash, QFileInfo(program));
    // Installing or removing a package touches this folder.
    const QDir library(QFileInfo(program).absolutePath() + u"/../lib"_s);
    const QFileInfoList versions = library.entryInfoList({u"python3*"_s}, QDir::Dirs, QDir::Name);
    for (const QFileInfo &version : versions)
        ToolCache::addFile(hash, QFileInfo(version.filePath() + u"/site-packages"_s));
    const QString prefix = manage.folder.isEmpty() ? QString() : manage.folder + u'/';
    for (const SourceFile &file : context.tree().files()) {
        if (file.path.startsWith(prefix) && file.name.endsWith(".py"_L1))
            ToolCache::addFile(hash, QFileInfo(context.absolutePath(file.path)));
    }
    for (const QString &name : {u".env"_s, u"pyproject.toml"_s, u"requirements.txt"_s})
        ToolCache::addFile(hash, QFileInfo(context.absolutePath(joinPath(manage.folder, name))));
    hash.addData(qgetenv("DJANGO_SETTINGS_MODULE"));
    return hash.result().toHex();
}

// Errors may go away without a change of any file of ours (a package gets installed, a server
// answers again).
bool isWorthKeeping(const QJsonObject &answer)
{
    const QJsonArray commands = answer.value("commands"_L1).toArray();
    return !answer.contains("fatal"_L1)
        && std::none_of(commands.cbegin(), commands.cend(), [](const QJsonValue &command) {
               return command.toObject().contains("error"_L1);
           });
}

std::unexpected<Error> toolProblem(const ToolOutput &output, const QString &interpreter)
{
    switch (output.state) {
    case ToolOutput::State::FailedToStart:
        return fail(ErrorCode::Process, interpreter,
                    u"%1 cannot be started: %2"_s.arg(interpreter, output.detail));
    case ToolOutput::State::TimedOut:
        return fail(
            ErrorCode::Timeout, interpreter,
            u"loading the project took longer than %1 s and was ended"_s.arg(timeoutMs / 1000));
    case ToolOutput::State::TooMuchOutput:
        return fail(ErrorCode::Process, interpreter, u"the project's description is too large"_s);
    case ToolOutput::State::Cancelled:
        return fail(ErrorCode::Process, interpreter, u"cancelled"_s);
    case ToolOutput::State::Finished:
        break;
    }
    const QString lastLine = QString::fromUtf8(output.standardError).trimmed().section(u'\n', -1);
    return fail(ErrorCode::Process, interpreter,
                u"the project ended the interpreter while it was loaded (exit code %1)%2"_s
                    .arg(output.exitCode)
                    .arg(lastLine.isEmpty() ? QString() : u": "_s + lastLine));
}

} // namespace

Result<QJsonObject> introspectDjango(const SourceFile &manage, const QString &interpreter,
                                     const DiscoveryContext &context)
{
    const QByteArray script = helperScript();
    ToolRequest request;
    request.environment = toolEnvironment(context.options().loginPath);
    request.program = interpreter.contains(u'/')
        ? interpreter
        : findTool(interpreter, request.environment.value(u"PATH"_s));
    if (request.program.isEmpty())
        return fail(ErrorCode::Process, interpreter,
                    u"%1 was not found in PATH"_s.arg(interpreter));
    const ToolCache cache(u"django"_s, manage, context);
    const QByteArray key = cacheKey(manage, request.program, script, context);
    if (const auto cached = cache.answer(key))
        return *cached;
    request.workingDirectory = context.absolutePath(manage.folder);
    request.arguments = {u"-c"_s, QString::fromUtf8(script), request.workingDirectory};
    if (context.options().djangoBuiltins)
        request.arguments.append(u"--builtins"_s);
    request.environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    request.environment.insert(u"PYTHONIOENCODING"_s, u"utf-8:replace"_s);
    request.timeoutMs = timeoutMs;
    const ToolOutput output = runTool(request, context.cancelled());
    const QJsonObject answer = QJsonDocument::fromJson(output.standardOutput).object();
    if (output.state != ToolOutput::State::Finished || answer.value("schema"_L1).toInt() != 1)
        return toolProblem(output, interpreter);
    if (isWorthKeeping(answer))
        cache.keep(key, answer);
    return answer;
}

} // namespace CommandRunner
