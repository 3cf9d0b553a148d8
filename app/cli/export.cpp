// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"
#include "core/export/runexport.h"

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

void print(const ExportResult &result, const QString &target, bool redacted)
{
    printLine(target);
    if (!redacted) {
        printError(tr("Nothing was redacted: what was exported may hold secrets."));
        return;
    }
    for (auto it = result.redacted.cbegin(); it != result.redacted.cend(); ++it)
        printError(tr("Redacted: %1 (%2 times).").arg(it.key(), QString::number(it.value())));
}

} // namespace

int exportCommand(const Invocation &invocation)
{
    Options options(
        u"export"_s, u"RUN… --to DIR|FILE.zip [--no-redact]"_s,
        {{u"to"_s, tr("A new folder, or a zip file."), u"TARGET"_s},
         {u"no-redact"_s, tr("Leave in what looks like a secret: passwords, tokens, keys.")}});
    constexpr qsizetype most = 100'000;
    if (auto parsed = options.parse(invocation, 1, most); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    if (options.value(u"to"_s).isEmpty()) {
        printError(tr("Say where to with --to."));
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    QStringList ids = options.operands();
    ids.removeDuplicates();
    for (const QString &id : std::as_const(ids)) {
        if (const auto record = (*session)->run(id); !record) { // as its folder says by now
            printError(record.error());
            return ExitCode::failed;
        }
    }
    const auto runs = runsToExport((*session)->database(), ids);
    if (!runs) {
        printError(runs.error());
        return ExitCode::failed;
    }
    ExportOptions wished;
    wished.target = QDir::cleanPath(QFileInfo(options.value(u"to"_s)).absoluteFilePath());
    wished.redact = !options.isSet(u"no-redact"_s);
    const auto result = exportRuns((*session)->paths(), *runs, wished);
    if (!result) {
        printError(result.error());
        return ExitCode::failed;
    }
    if (options.json()) {
        QJsonObject redacted;
        for (auto it = result->redacted.cbegin(); it != result->redacted.cend(); ++it)
            redacted.insert(it.key(), it.value());
        printJson(QJsonObject{{"target"_L1, wished.target},
                              {"runs"_L1, result->runs},
                              {"outputBytes"_L1, result->outputBytes},
                              {"redacted"_L1, redacted}});
    } else {
        print(*result, wished.target, wished.redact);
    }
    return ExitCode::done;
}

} // namespace CommandRunner
