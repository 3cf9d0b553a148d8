// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QJsonObject toJson(const QString &path, bool trusted)
{
    return {{"path"_L1, path}, {"trusted"_L1, trusted}};
}

int listFolders(Session &session, bool json)
{
    const auto folders = FolderStore(session.database()).folders();
    if (!folders) {
        printError(folders.error());
        return ExitCode::failed;
    }
    QJsonArray array;
    QList<QStringList> rows;
    for (const Folder &folder : *folders) {
        const bool trusted = session.isTrusted(folder.path).value_or(false);
        array.append(toJson(folder.path, trusted));
        rows.append({folder.path, trusted ? tr("trusted") : tr("not trusted")});
    }
    if (json)
        printJson(array);
    else if (rows.isEmpty())
        printError(tr("No folders yet. Add one with: commandrunner-cli folders add DIR"));
    else
        printTable(rows);
    return ExitCode::done;
}

int changeFolder(Session &session, const QString &verb, const QString &given, bool json)
{
    FolderStore store(session.database());
    const QString canonical = QFileInfo(given).canonicalFilePath();
    // A folder that is gone can still be removed, by the name it had.
    const QString path = canonical.isEmpty() ? QFileInfo(given).absoluteFilePath() : canonical;
    if (verb == "add"_L1 && !QFileInfo(path).isDir()) {
        printError(tr("%1 is not a folder.").arg(given));
        return ExitCode::failed;
    }
    const auto changed = verb == "add"_L1 ? store.add(path, session.clock().now())
                                          : store.remove(path);
    if (!changed) {
        printError(changed.error());
        return ExitCode::failed;
    }
    const bool trusted = session.isTrusted(path).value_or(false);
    if (json)
        printJson(toJson(path, trusted));
    else if (verb == "add"_L1 && !trusted)
        printLine(tr("Added %1. It is not trusted yet: commandrunner-cli trust %1").arg(path));
    else
        printLine(
            (verb == "add"_L1 ? tr("Added %1.") : tr("Removed %1. Its runs are kept.")).arg(path));
    return ExitCode::done;
}

} // namespace

int foldersCommand(const Invocation &invocation)
{
    Options options(u"folders"_s, u"[add DIR | remove DIR]"_s, {});
    if (auto parsed = options.parse(invocation, 0, 2); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const QString verb = options.operands().value(0);
    const bool known = verb.isEmpty() || verb == "add"_L1 || verb == "remove"_L1
        || verb == "list"_L1;
    const bool complete = verb == "add"_L1 || verb == "remove"_L1 ? options.operands().size() == 2
                                                                  : options.operands().size() < 2;
    if (!known || !complete) {
        printError(tr("Usage: commandrunner-cli folders [add DIR | remove DIR]"));
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    if (verb.isEmpty() || verb == "list"_L1)
        return listFolders(**session, options.json());
    return changeFolder(**session, verb, options.operands().at(1), options.json());
}

int trustCommand(const Invocation &invocation)
{
    Options options(invocation.subcommand, u"DIR"_s, {});
    if (auto parsed = options.parse(invocation, 1, 1); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    const QString given = options.operands().first();
    const QString path = QFileInfo(given).canonicalFilePath();
    if (path.isEmpty() || !QFileInfo(path).isDir()) {
        printError(tr("%1 is not a folder.").arg(given));
        return ExitCode::failed;
    }
    const bool trusted = invocation.subcommand == "trust"_L1;
    const auto changed = FolderStore((*session)->database())
                             .setTrusted(path, trusted, (*session)->clock().now());
    if (!changed) {
        printError(changed.error());
        return ExitCode::failed;
    }
    if (options.json())
        printJson(toJson(path, trusted));
    else
        printLine((trusted ? tr("%1 is trusted.") : tr("%1 is not trusted any more.")).arg(path));
    return ExitCode::done;
}

} // namespace CommandRunner
