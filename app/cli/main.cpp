// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/subcommands.h"
#include "app/common/translations.h"

#include <QCoreApplication>

#include <array>

using namespace CommandRunner;
using namespace Qt::StringLiterals;

namespace {

struct Entry {
    QLatin1StringView name;
    int (*function)(const Invocation &);
    const char *summary;
};

constexpr std::array entries{
    Entry{"folders"_L1, foldersCommand,
          QT_TRANSLATE_NOOP("Cli", "the folders that are scanned: list, add, remove")},
    Entry{"trust"_L1, trustCommand, QT_TRANSLATE_NOOP("Cli", "let what a folder holds run")},
    Entry{"untrust"_L1, trustCommand, QT_TRANSLATE_NOOP("Cli", "forbid it again")},
    Entry{"list"_L1, listCommand, QT_TRANSLATE_NOOP("Cli", "the commands that were found")},
    Entry{"show"_L1, showCommand, QT_TRANSLATE_NOOP("Cli", "one command with its parameters")},
    Entry{"run"_L1, runCommand, QT_TRANSLATE_NOOP("Cli", "run a command and follow its output")},
    Entry{"exec"_L1, runCommand, QT_TRANSLATE_NOOP("Cli", "the same for any program")},
    Entry{"runs"_L1, runsCommand, QT_TRANSLATE_NOOP("Cli", "what ran, newest first")},
    Entry{"output"_L1, outputCommand, QT_TRANSLATE_NOOP("Cli", "the output of a run")},
    Entry{"search"_L1, searchCommand, QT_TRANSLATE_NOOP("Cli", "lines in the outputs of all runs")},
    Entry{"compare"_L1, compareCommand,
          QT_TRANSLATE_NOOP("Cli", "what differs between two runs and their outputs")},
    Entry{"review"_L1, reviewCommand,
          QT_TRANSLATE_NOOP("Cli", "what changed in a command's files since it last ran")},
    Entry{"chain"_L1, chainCommand,
          QT_TRANSLATE_NOOP("Cli", "run a chain's steps here; “run” records it as a run")},
    Entry{"stop"_L1, stopCommand,
          QT_TRANSLATE_NOOP("Cli", "end a run and everything that it started")},
    Entry{"input"_L1, inputCommand, QT_TRANSLATE_NOOP("Cli", "send standard input to a run")},
    Entry{"attach"_L1, attachCommand,
          QT_TRANSLATE_NOOP("Cli", "give a run this terminal, until it ends or Ctrl+]")},
    Entry{"wait"_L1, waitCommand, QT_TRANSLATE_NOOP("Cli", "wait until a run has ended")},
    Entry{"import-history"_L1, importHistoryCommand,
          QT_TRANSLATE_NOOP("Cli", "make commands of your own of what you typed at a shell")},
    Entry{"export"_L1, exportCommand,
          QT_TRANSLATE_NOOP("Cli", "runs as a folder or zip file, to pass on")},
    Entry{"cleanup"_L1, cleanupCommand,
          QT_TRANSLATE_NOOP("Cli", "remove old runs and outputs; show what would go")},
    Entry{"backup"_L1, backupCommand, QT_TRANSLATE_NOOP("Cli", "copy the database")},
    Entry{"verify"_L1, verifyCommand,
          QT_TRANSLATE_NOOP("Cli", "check the database, or a backup, thoroughly")},
    Entry{"restore"_L1, restoreCommand,
          QT_TRANSLATE_NOOP("Cli", "put a backup in the database's place")},
    Entry{"secret"_L1, secretCommand,
          QT_TRANSLATE_NOOP("Cli", "secrets for runs, in the system's keychain")},
    Entry{"queue"_L1, queueCommand,
          QT_TRANSLATE_NOOP("Cli", "what waits for its turn: list, pause, limit, order")},
    Entry{"doctor"_L1, doctorCommand,
          QT_TRANSLATE_NOOP("Cli", "check what is installed, reachable, writable")},
};

QString overview()
{
    QString text = QCoreApplication::translate("Cli",
                                               "Usage: commandrunner-cli SUBCOMMAND [options]")
        + u"\n\n"_s;
    for (const Entry &entry : entries) {
        text += u"  "_s + QString(entry.name).leftJustified(16)
            + QCoreApplication::translate("Cli", entry.summary) + u'\n';
    }
    return text + u'\n'
        + QCoreApplication::translate(
               "Cli", "Options of a subcommand: commandrunner-cli SUBCOMMAND --help")
        + u'\n';
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"commandrunner"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(COMMANDRUNNER_VERSION));

    installTranslations(application);

    const Invocation invocation = splitInvocation(QCoreApplication::arguments().mid(1));
    for (const Entry &entry : entries) {
        if (entry.name == invocation.subcommand)
            return entry.function(invocation);
    }
    if (invocation.subcommand.isEmpty() && invocation.words.contains(u"--version"_s)) {
        printLine(u"commandrunner-cli "_s + QCoreApplication::applicationVersion());
        return ExitCode::done;
    }
    const bool help = invocation.subcommand == "help"_L1
        || (invocation.subcommand.isEmpty()
            && (invocation.words.contains(u"--help"_s) || invocation.words.contains(u"-h"_s)));
    if (help) {
        printOut(overview());
        return ExitCode::done;
    }
    if (invocation.subcommand.isEmpty())
        printError(QCoreApplication::translate("Cli", "A subcommand is missing."));
    else
        printError(QCoreApplication::translate("Cli", "Unknown subcommand “%1”.")
                       .arg(invocation.subcommand));
    std::fputs(overview().toUtf8().constData(), stderr);
    return ExitCode::usage;
}
