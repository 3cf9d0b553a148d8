// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/historyimport.h"

#include "app/cli/printing.h"
#include "app/cli/session.h"
#include "app/cli/subcommands.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QJsonObject toJson(const HistoryCandidate &candidate, const Command &command)
{
    return {{"line"_L1, candidate.line},
            {"uses"_L1, candidate.uses},
            {"last"_L1,
             candidate.last.isValid() ? QJsonValue(isoTimestamp(candidate.last)) : QJsonValue()},
            {"folder"_L1, candidate.folder.isEmpty() ? QJsonValue() : QJsonValue(candidate.folder)},
            {"secret"_L1, candidate.secret},
            {"name"_L1, command.name}};
}

// Error: the text to print.
std::expected<QList<HistoryFile>, QString> filesOf(const Options &options)
{
    const auto kind = shellKindFromString(options.value(u"shell"_s));
    if (options.isSet(u"shell"_s) && !kind)
        return std::unexpected(tr("--shell takes bash, zsh, fish or atuin."));
    if (options.isSet(u"file"_s)) {
        if (!kind)
            return std::unexpected(tr("--file needs --shell: which shell wrote it."));
        return QList<HistoryFile>{{*kind, options.value(u"file"_s)}};
    }
    QList<HistoryFile> files = shellHistoryFiles();
    if (kind)
        files.removeIf([&](const HistoryFile &file) { return file.kind != *kind; });
    return files;
}

// The chosen lines become commands of the user's own.
int add(Session &session, const QStringList &lines, const QList<HistoryCandidate> &candidates,
        const QList<Command> &own, bool json)
{
    CommandStore store(session.database());
    QStringList taken;
    for (const Command &command : own)
        taken.append(command.name);
    QJsonArray added;
    for (const QString &line : lines) {
        const auto known = std::ranges::find(candidates, line, &HistoryCandidate::line);
        if (known == candidates.cend()) {
            printError(tr("“%1” is not in the history, or is a command already.").arg(line));
            return ExitCode::failed;
        }
        const Command command = commandFromHistory(*known, taken);
        if (auto saved = store.saveOwn(command); !saved) {
            printError(saved.error());
            return ExitCode::failed;
        }
        taken.append(command.name);
        added.append(command.toJson());
        if (!json)
            printLine(command.id);
    }
    if (json)
        printJson(added);
    return ExitCode::done;
}

void print(const QList<HistoryCandidate> &candidates, bool json)
{
    QJsonArray array;
    QList<QStringList> rows;
    for (const HistoryCandidate &candidate : candidates) {
        array.append(toJson(candidate, commandFromHistory(candidate, {})));
        QString line = candidate.line;
        rows.append({QString::number(candidate.uses),
                     candidate.last.isValid()
                         ? QLocale().toString(candidate.last.toLocalTime(), QLocale::ShortFormat)
                         : QString(),
                     line.replace(u'\n', u" ; "_s)});
    }
    if (json)
        printJson(array);
    else
        printTable(rows);
}

} // namespace

int importHistoryCommand(const Invocation &invocation)
{
    Options options(u"import-history"_s,
                    u"[--shell NAME [--file FILE]] [--search TEXT] [--limit N] [--add LINE]…"_s,
                    {{u"shell"_s, tr("Only of bash, zsh, fish or atuin."), u"NAME"_s},
                     {u"file"_s, tr("Read this file instead of the usual ones."), u"FILE"_s},
                     {u"search"_s, tr("Only lines that hold this text."), u"TEXT"_s},
                     {u"limit"_s, tr("At most so many (50)."), u"N"_s},
                     {u"add"_s, tr("Make this line a command of your own."), u"LINE"_s}});
    if (auto parsed = options.parse(invocation, 0, 0); !parsed) {
        printError(parsed.error());
        return ExitCode::usage;
    }
    if (options.isHelp()) {
        printOut(options.helpText());
        return ExitCode::done;
    }
    const auto files = filesOf(options);
    bool number = true;
    const int limit = options.isSet(u"limit"_s) ? options.value(u"limit"_s).toInt(&number) : 50;
    if (!files || !number || limit < 1) {
        printError(files ? tr("--limit takes a number from 1.") : files.error());
        return ExitCode::usage;
    }
    auto session = Session::open(options.dataDir());
    if (!session) {
        printError(session.error());
        return ExitCode::failed;
    }
    const auto own = CommandStore((*session)->database()).ownCommands();
    if (!own) {
        printError(own.error());
        return ExitCode::failed;
    }
    const bool adds = options.isSet(u"add"_s);
    HistoryOffer offer = offerFromHistory(*files, *own, (*session)->clock().now(), adds ? 1 : 2);
    for (const Error &problem : std::as_const(offer.problems))
        printError(problem);
    if (adds)
        return add(**session, options.values(u"add"_s), offer.candidates, *own, options.json());
    offer.candidates.removeIf([text = options.value(u"search"_s)](const HistoryCandidate &c) {
        return !c.line.contains(text, Qt::CaseInsensitive);
    });
    print(offer.candidates.first(std::min<qsizetype>(limit, offer.candidates.size())),
          options.json());
    const bool nothingRead = !offer.problems.isEmpty() && offer.problems.size() == files->size();
    return nothingRead ? ExitCode::failed : ExitCode::done;
}

} // namespace CommandRunner
