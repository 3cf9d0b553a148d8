// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/discovery/providers/pythonintrospection.h"

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

QByteArray helperScript(const QString &name)
{
    initDiscoveryResources();
    QFile file(u":/commandrunner/discovery/%1.py"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Everything that the answer depends on, as far as it can be seen from outside.
QByteArray cacheKey(const PythonIntrospection &introspection, const QString &program,
                    const QByteArray &script, const DiscoveryContext &context)
{
    const SourceFile &about = introspection.file;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(script);
    hash.addData(introspection.salt);
    ToolCache::addFile(hash, QFileInfo(program));
    // Installing or removing a package touches this folder.
    const QDir library(QFileInfo(program).absolutePath() + u"/../lib"_s);
    const QFileInfoList versions = library.entryInfoList({u"python3*"_s}, QDir::Dirs, QDir::Name);
    for (const QFileInfo &version : versions)
        ToolCache::addFile(hash, QFileInfo(version.filePath() + u"/site-packages"_s));
    const QString prefix = about.folder.isEmpty() ? QString() : about.folder + u'/';
    for (const SourceFile &file : context.tree().files()) {
        if (file.path.startsWith(prefix) && file.name.endsWith(".py"_L1))
            ToolCache::addFile(hash, QFileInfo(context.absolutePath(file.path)));
    }
    for (const QString &name : {u".env"_s, u"pyproject.toml"_s, u"requirements.txt"_s})
        ToolCache::addFile(hash, QFileInfo(context.absolutePath(joinPath(about.folder, name))));
    hash.addData(qgetenv("DJANGO_SETTINGS_MODULE"));
    return hash.result().toHex();
}

// Errors may go away without a change of any file of ours (a package gets installed, a server
// answers again).
bool isWorthKeeping(const QJsonObject &answer)
{
    const QJsonArray commands = answer.value("commands"_L1).toArray();
    return !answer.contains("fatal"_L1) && !answer.contains("error"_L1)
        && std::none_of(commands.cbegin(), commands.cend(), [](const QJsonValue &command) {
               return command.toObject().contains("error"_L1);
           });
}

std::unexpected<Error> toolProblem(const ToolOutput &output,
                                   const PythonIntrospection &introspection)
{
    const QString &interpreter = introspection.interpreter;
    const QString &what = introspection.what;
    switch (output.state) {
    case ToolOutput::State::FailedToStart:
        return fail(ErrorCode::Process, interpreter,
                    u"%1 cannot be started: %2"_s.arg(interpreter, output.detail));
    case ToolOutput::State::TimedOut:
        return fail(ErrorCode::Timeout, interpreter,
                    u"loading %1 took longer than %2 s and was ended"_s.arg(what).arg(
                        introspection.timeoutMs / 1000));
    case ToolOutput::State::TooMuchOutput:
        return fail(ErrorCode::Process, interpreter,
                    u"the description of %1 is too large"_s.arg(what));
    case ToolOutput::State::Cancelled:
        return fail(ErrorCode::Process, interpreter, u"cancelled"_s);
    case ToolOutput::State::Finished:
        break;
    }
    const QString lastLine = QString::fromUtf8(output.standardError).trimmed().section(u'\n', -1);
    return fail(ErrorCode::Process, interpreter,
                u"%1 ended the interpreter while it was loaded (exit code %2)%3"_s.arg(what)
                    .arg(output.exitCode)
                    .arg(lastLine.isEmpty() ? QString() : u": "_s + lastLine));
}

} // namespace

QString introspectionError(const QJsonObject &error)
{
    const QString message = error.value("message"_L1).toString();
    const QString type = error.value("type"_L1).toString();
    return type.isEmpty() || message.isEmpty() ? type + message : type + u": "_s + message;
}

Result<QJsonObject> introspectPython(const PythonIntrospection &introspection,
                                     const DiscoveryContext &context)
{
    const QString &interpreter = introspection.interpreter;
    const QByteArray script = helperScript(introspection.script);
    ToolRequest request;
    request.environment = toolEnvironment(context.options().loginPath);
    request.program = interpreter.contains(u'/')
        ? interpreter
        : findTool(interpreter, request.environment.value(u"PATH"_s));
    if (request.program.isEmpty())
        return fail(ErrorCode::Process, interpreter,
                    u"%1 was not found in PATH"_s.arg(interpreter));
    const ToolCache cache(introspection.script.section(u'_', 0, 0), introspection.file, context);
    const QByteArray key = cacheKey(introspection, request.program, script, context);
    if (const auto cached = cache.answer(key))
        return *cached;
    request.workingDirectory = context.absolutePath(introspection.file.folder);
    request.arguments = QStringList{u"-c"_s, QString::fromUtf8(script)} + introspection.arguments;
    request.environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    request.environment.insert(u"PYTHONIOENCODING"_s, u"utf-8:replace"_s);
    request.timeoutMs = introspection.timeoutMs;
    const ToolOutput output = runTool(request, context.cancelled());
    const QJsonObject answer = QJsonDocument::fromJson(output.standardOutput).object();
    if (output.state != ToolOutput::State::Finished || answer.value("schema"_L1).toInt() != 1)
        return toolProblem(output, introspection);
    if (isWorthKeeping(answer))
        cache.keep(key, answer);
    return answer;
}

} // namespace CommandRunner
