// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/storage/databasebackup.h"
#include "core/workspace/backups.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

// What all three begin with; a value: exit with it.
std::optional<int> begin(Options &options, const Invocation &invocation, qsizetype minimum,
                         qsizetype maximum)
{
    if (auto parsed = options.parse(invocation, minimum, maximum); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    return {};
}

int failed(const Error &error)
{
    printError(error);
    return ExitCode::failed;
}

// A backup and a look need no folder that can be written, which DataPaths::open() asks for.
DataPaths dataPaths(const Options &options)
{
    return DataPaths(DataPaths::location(options.dataDir()));
}

QString operand(const Options &options)
{
    return options.operands().isEmpty() ? QString()
                                        : QFileInfo(options.operands().first()).absoluteFilePath();
}

QJsonObject toJson(const QString &file, const DatabaseCheck &check)
{
    return {{"file"_L1, file},
            {"ok"_L1, check.isSound()},
            {"schema"_L1, check.version},
            {"runs"_L1, check.runs},
            {"findings"_L1, QJsonArray::fromStringList(check.findings)}};
}

} // namespace

int backupCommand(const Invocation &invocation)
{
    Options options(u"backup"_s, u"[FILE]"_s, {});
    if (const auto exit = begin(options, invocation, 0, 1))
        return *exit;
    const DataPaths paths = dataPaths(options);
    const SystemClock clock;
    const auto made = Backups(paths, clock).make(operand(options));
    if (!made)
        return failed(made.error());
    const qint64 bytes = QFileInfo(*made).size();
    if (options.json())
        printJson(QJsonObject{{"file"_L1, *made}, {"bytes"_L1, bytes}});
    else
        printLine(*made);
    return ExitCode::done;
}

int verifyCommand(const Invocation &invocation)
{
    Options options(u"verify"_s, u"[FILE]"_s, {});
    if (const auto exit = begin(options, invocation, 0, 1))
        return *exit;
    const DataPaths paths = dataPaths(options);
    const bool own = options.operands().isEmpty();
    const QString file = own ? paths.database() : operand(options);
    // The copy for the search's index is as private as the database; it goes where there is room
    // for it.
    const QString scratch = QFileInfo(paths.root()).isWritable() ? paths.root() : QDir::tempPath();
    const auto check = checkDatabaseFile(file, scratch);
    if (!check)
        return failed(check.error());
    Result<RunFolderCount> folders = RunFolderCount();
    if (own && check->isSound())
        folders = countRunFolders(paths);
    if (!folders)
        return failed(folders.error());
    if (options.json()) {
        QJsonObject json = toJson(file, *check);
        if (own) {
            json.insert("foldersWithoutRow"_L1, folders->foldersWithoutRow);
            json.insert("rowsWithoutFolder"_L1, folders->rowsWithoutFolder);
        }
        printJson(json);
    } else if (check->isSound()) {
        printLine(tr("%1 is sound: schema %2, runs: %3.")
                      .arg(file, QString::number(check->version), QString::number(check->runs)));
        if (folders->foldersWithoutRow > 0)
            printLine(tr("Run folders that are not listed: %1.").arg(folders->foldersWithoutRow));
        if (folders->rowsWithoutFolder > 0)
            printLine(tr("Runs whose output is missing: %1.").arg(folders->rowsWithoutFolder));
    } else {
        printError(tr("%1 is damaged:").arg(file) + u"\n  "_s + check->findings.join(u"\n  "_s));
        printError(tr("Put a backup in its place with: commandrunner-cli restore FILE"));
    }
    return check->isSound() ? ExitCode::done : ExitCode::failed;
}

int restoreCommand(const Invocation &invocation)
{
    Options options(u"restore"_s, u"FILE"_s, {});
    if (const auto exit = begin(options, invocation, 1, 1))
        return *exit;
    const auto paths = DataPaths::open(options.dataDir());
    if (!paths)
        return failed(paths.error());
    const SystemClock clock;
    const auto restored = DatabaseBackup::restore(operand(options), paths->database(), clock.now());
    if (!restored)
        return failed(restored.error());
    // Takes in what ran since.
    auto session = Session::open(options.dataDir());
    if (!session)
        return failed(session.error());
    Database &database = (*session)->database();
    const auto before = RunStore(database).count({});
    if (auto reconciled = (*session)->runs().reconcile(database); !reconciled)
        printError(reconciled.error());
    const auto after = RunStore(database).count({});
    if (!before || !after)
        return failed(before ? after.error() : before.error());
    const qint64 adopted = *after - *before;
    if (options.json()) {
        printJson(QJsonObject{{"file"_L1, paths->database()},
                              {"kept"_L1, restored->kept},
                              {"runs"_L1, *after},
                              {"adopted"_L1, adopted}});
        return ExitCode::done;
    }
    printLine(tr("Restored: %1 runs.").arg(*after));
    if (adopted > 0)
        printLine(
            tr("%1 of them came after the backup and were found by their folders.").arg(adopted));
    if (!restored->kept.isEmpty())
        printLine(tr("What was there before is kept as %1.").arg(restored->kept));
    return ExitCode::done;
}

} // namespace CommandRunner
