// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/run/loginenvironment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

struct Check {
    enum class State { Ok, Warning, Failed };
    QString name;
    State state = State::Ok;
    QString detail;
    QString hint;
};

QString toString(Check::State state)
{
    switch (state) {
    case Check::State::Ok:
        return u"ok"_s;
    case Check::State::Warning:
        return u"warning"_s;
    case Check::State::Failed:
        return u"failed"_s;
    }
    return {};
}

constexpr qint64 littleSpace = 512LL << 20;

Check checkSpace(const QString &folder)
{
    const QStorageInfo storage(folder);
    const QString free = QLocale().formattedDataSize(storage.bytesAvailable());
    if (storage.isValid() && storage.bytesAvailable() < littleSpace) {
        return {u"disk space"_s, Check::State::Warning, tr("%1 free").arg(free),
                tr("Output is kept in full: make room, or move the data folder with --data-dir.")};
    }
    return {u"disk space"_s, Check::State::Ok, tr("%1 free").arg(free), {}};
}

Check checkDatabase(const DataPaths &paths)
{
    auto database = Database::open(paths.database());
    if (!database)
        return {u"database"_s, Check::State::Failed, describe(database.error()), {}};
    const auto problems = (*database)->check();
    if (!problems)
        return {u"database"_s, Check::State::Failed, describe(problems.error()), {}};
    if (!problems->isEmpty()) {
        return {u"database"_s, Check::State::Failed, problems->join(u"; "_s),
                tr("Move %1 away: a new one is begun and runs are found again by their folders.")
                    .arg(paths.database())};
    }
    if (!(*database)->setAside().isEmpty()) {
        return {u"database"_s, Check::State::Warning,
                tr("it was damaged; kept as %1").arg((*database)->setAside()),
                tr("A new one was begun; runs are found again by their folders.")};
    }
    return {u"database"_s, Check::State::Ok, paths.database(), {}};
}

Check checkHost()
{
    const QString host = RunLauncher::hostProgramBesideUs();
    if (host.isEmpty() || !QFileInfo(host).isExecutable()) {
        return {u"run host"_s, Check::State::Failed,
                host.isEmpty() ? tr("commandrunner-host was not found") : host,
                tr("Install commandrunner-host beside commandrunner-cli, or name it in "
                   "COMMANDRUNNER_HOST.")};
    }
    return {u"run host"_s, Check::State::Ok, host, {}};
}

// A tool that commands are started with; its absence matters only to who has such commands.
Check checkTool(const QString &program, const QString &path, const QString &use)
{
    const QString found = resolveProgram(program, path, QDir::currentPath());
    if (!found.isEmpty())
        return {program, Check::State::Ok, found, {}};
    return {program, Check::State::Warning, tr("not on the PATH"),
            tr("Install it to run %1.").arg(use)};
}

QList<Check> runChecks(const QString &dataDir)
{
    QList<Check> checks;
    const auto paths = DataPaths::open(dataDir);
    if (!paths) {
        checks.append({u"data folder"_s, Check::State::Failed, describe(paths.error()), {}});
    } else {
        checks.append({u"data folder"_s, Check::State::Ok, paths->root(), {}});
        checks.append(checkSpace(paths->root()));
        checks.append(checkDatabase(*paths));
    }
    checks.append(checkHost());
    const QString path = loginShellPath(paths ? paths->cache() + u"/login-path.json"_s : QString());
    checks.append(
        {u"login PATH"_s, path.isEmpty() ? Check::State::Warning : Check::State::Ok, path, {}});
    checks.append(checkTool(u"python3"_s, path, tr("Django commands and Python scripts")));
    checks.append(checkTool(u"npm"_s, path, tr("the scripts of package.json files")));
    checks.append(checkTool(u"make"_s, path, tr("the targets of Makefiles")));
    checks.append(checkTool(u"just"_s, path, tr("the recipes of justfiles")));
    checks.append(checkTool(u"bash"_s, path, tr("shell scripts")));
    return checks;
}

} // namespace

int doctorCommand(const Invocation &invocation)
{
    Options options(u"doctor"_s, {}, {});
    if (auto parsed = options.parse(invocation, 0, 0); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    bool failed = false;
    QJsonArray array;
    QList<QStringList> rows;
    for (const Check &check : runChecks(options.dataDir())) {
        failed = failed || check.state == Check::State::Failed;
        array.append(QJsonObject{{"name"_L1, check.name},
                                 {"state"_L1, toString(check.state)},
                                 {"detail"_L1, check.detail},
                                 {"hint"_L1, check.hint}});
        rows.append({toString(check.state), check.name, check.detail});
        if (!check.hint.isEmpty())
            rows.append({QString(), QString(), u"→ "_s + check.hint});
    }
    if (options.json())
        printJson(QJsonObject{{"ok"_L1, !failed}, {"checks"_L1, array}});
    else
        printTable(rows);
    return failed ? ExitCode::failed : ExitCode::done;
}

} // namespace CommandRunner
