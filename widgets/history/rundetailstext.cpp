// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/rundetailstext.h"

#include "core/command/shellwords.h"
#include "core/run/secretname.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/runwords.h"
#include "widgets/common/theme.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

struct Details {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::RunDetails)
};

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString code(const QString &text)
{
    return u"<span class='code'>%1</span>"_s.arg(escaped(text));
}

QString row(const QString &label, const QString &html)
{
    if (html.isEmpty())
        return {};
    return u"<tr><td class='label'>%1</td><td>%2</td></tr>"_s.arg(escaped(label), html);
}

QString heading(const QString &text)
{
    return u"<tr><td colspan='2' class='heading'>%1</td></tr>"_s.arg(escaped(text));
}

QString section(const QString &title, const QString &rows)
{
    return rows.isEmpty() ? QString() : heading(title) + rows;
}

QString path(const QString &text)
{
    return code(QDir::toNativeSeparators(text));
}

} // namespace

bool hasSecrets(const RunRecord &record)
{
    const auto &environment = record.request.environment;
    return std::any_of(environment.keyValueBegin(), environment.keyValueEnd(),
                       [](const auto &entry) { return entry.second && isSecretName(entry.first); });
}

QString RunDetailsText::environment() const
{
    QStringList lines;
    const auto &changes = record.request.environment;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (!it.value())
            lines.append(Details::tr("%1 removed").arg(code(it.key())));
        else if (isSecretName(it.key()) && !revealSecrets)
            lines.append(code(it.key() + u"=••••••"_s));
        else
            lines.append(code(it.key() + u'=' + *it.value()));
    }
    return lines.join("<br/>"_L1);
}

QString RunDetailsText::secrets() const
{
    QStringList marks;
    for (const RunSecret &secret : record.request.secrets)
        marks.append(code(secretMark(secret.name)));
    if (record.outcome.redactions > 0)
        marks.append(Details::tr("taken out of the output %n times", nullptr,
                                 int(record.outcome.redactions)));
    return marks.join("<br/>"_L1);
}

QString RunDetailsText::commandRows() const
{
    const RunRequest &request = record.request;
    QString rows = row(Details::tr("Command line"), code(joinShellWords(request.argv)));
    QStringList words;
    for (qsizetype at = 0; at < request.argv.size(); ++at)
        words.append(u"%1&nbsp; %2"_s.arg(at).arg(code(request.argv.at(at))));
    rows += row(Details::tr("Words"), words.join("<br/>"_L1));
    rows += row(Details::tr("Folder"), path(request.workingDirectory));
    rows += row(Details::tr("Environment"), environment());
    rows += row(Details::tr("Secrets"), secrets());
    rows += row(Details::tr("Command"), code(request.commandId));
    if (!request.folder.isEmpty() && request.folder != request.workingDirectory)
        rows += row(Details::tr("Project"), path(request.folder));
    rows += row(Details::tr("Terminal"), request.terminal ? Details::tr("yes") : QString());
    if (request.timeoutMs > 0)
        rows += row(Details::tr("Time limit"), durationText(request.timeoutMs));
    return rows;
}

QString RunDetailsText::timeRows() const
{
    QString rows = row(Details::tr("Asked by"), originWord(record.request.origin));
    rows += row(Details::tr("Asked for"), exactTime(record.created));
    rows += row(Details::tr("Started"), exactTime(record.outcome.started));
    if (isFinal(record.state))
        rows += row(Details::tr("Ended"), exactTime(record.outcome.ended));
    const qint64 ms = record.durationMs(now);
    if (ms < 0)
        return rows;
    QString duration = durationText(ms);
    const QString unusual = statistics ? unusualDuration(*statistics, ms, isFinal(record.state))
                                       : QString();
    if (!unusual.isEmpty())
        duration += u" <span style='color:%1'>%2</span>"_s.arg(
            semanticColor(SemanticColor::Caution, palette).name(), escaped(unusual));
    return rows + row(Details::tr("Duration"), duration);
}

QString RunDetailsText::usage() const
{
    const RunUsage &used = record.outcome.usage;
    QStringList parts;
    if (used.isKnown())
        parts.append(Details::tr("%1 CPU (%2 user, %3 system)")
                         .arg(durationText(used.cpuMs()), durationText(used.userCpuMs),
                              durationText(used.systemCpuMs)));
    if (used.peakMemoryBytes >= 0)
        parts.append(Details::tr("%1 memory at most").arg(sizeText(used.peakMemoryBytes)));
    if (used.writtenBytes >= 0)
        parts.append(Details::tr("%1 written to files").arg(sizeText(used.writtenBytes)));
    return parts.join("<br/>"_L1);
}

QString RunDetailsText::endRows() const
{
    const RunOutcome &outcome = record.outcome;
    if (!isFinal(record.state))
        return {};
    QString rows = row(Details::tr("Exit code"),
                       exitText(record.state, outcome.exitCode, outcome.signal));
    rows += row(Details::tr("Why"), escaped(outcome.error));
    rows += row(Details::tr("Resources"), usage());
    QStringList left;
    for (const QString &process : outcome.survivors)
        left.append(code(process));
    rows += row(Details::tr("Still running"), left.join("<br/>"_L1));
    return rows;
}

QString RunDetailsText::git() const
{
    const RunContext &context = record.context;
    if (context.gitRevision.isEmpty())
        return {};
    constexpr qsizetype shortLength = 10;
    QString text = u"<span class='code' title='%1'>%2</span>"_s.arg(
        escaped(context.gitRevision),
        escaped(context.gitRevision.first(qMin(shortLength, context.gitRevision.size()))));
    if (!context.gitBranch.isEmpty())
        text += u' ' + Details::tr("on %1").arg(code(context.gitBranch));
    if (context.gitDirty)
        text += u", "_s
            + (*context.gitDirty ? Details::tr("with changes") : Details::tr("without changes"));
    return text;
}

QString RunDetailsText::placeRows() const
{
    const RunContext &context = record.context;
    QString rows = row(Details::tr("Machine"), escaped(context.machine));
    rows += row(Details::tr("System"), escaped(context.system));
    rows += row(Details::tr("User"), escaped(context.user));
    rows += row(Details::tr("Program"),
                context.program.isEmpty() ? QString() : path(context.program));
    QString interpreter = context.interpreter.isEmpty() ? QString() : path(context.interpreter);
    if (!context.interpreterVersion.isEmpty())
        interpreter += (interpreter.isEmpty() ? QString() : u"<br/>"_s)
            + escaped(context.interpreterVersion);
    rows += row(Details::tr("Interpreter"), interpreter);
    rows += row(Details::tr("Git"), git());
    return rows;
}

QString RunDetailsText::outputRows() const
{
    const RunOutcome &outcome = record.outcome;
    QString rows;
    if (isFinal(record.state)) {
        QString size = Details::tr("%1, %Ln lines", "size", int(outcome.lines))
                           .arg(sizeText(outcome.outputBytes));
        if (record.output == OutputKept::Compressed && record.diskBytes >= 0)
            size += u", "_s + Details::tr("compressed to %1").arg(sizeText(record.diskBytes));
        else if (record.output == OutputKept::Removed)
            size += u", "_s + Details::tr("removed");
        rows += row(Details::tr("Output"), size);
        rows += row(Details::tr("Lost"), escaped(outcome.outputError));
    }
    return rows + row(Details::tr("Run"), code(record.id()));
}

QString RunDetailsText::statisticsRows() const
{
    if (!statistics)
        return {};
    QString rows;
    if (statistics->runs > 0)
        rows += row(Details::tr("Success"),
                    Details::tr("%1 % of the latest %Ln runs", "percent", statistics->runs)
                        .arg(statistics->successPercent()));
    if (statistics->medianMs >= 0)
        rows += row(Details::tr("Duration"),
                    Details::tr("%1 median, 95 % within %2")
                        .arg(durationText(statistics->medianMs), durationText(statistics->p95Ms)));
    const auto link = [this](const std::optional<RunRecord> &run) -> QString {
        if (!run)
            return Details::tr("never");
        const QString when = relativeTime(
            run->outcome.started.isValid() ? run->outcome.started : run->created, now);
        if (run->id() == record.id())
            return Details::tr("%1 (this run)").arg(escaped(when));
        return u"<a href='run:%1' title='%2'>%3</a>"_s.arg(
            escaped(run->id()), escaped(exactTime(run->created)), escaped(when));
    };
    rows += row(Details::tr("Last success"), link(statistics->lastSuccess));
    rows += row(Details::tr("Last failure"), link(statistics->lastFailure));
    return rows;
}

QString RunDetailsText::html() const
{
    const QColor quiet = mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.75);
    // Padding in units of the font: 200 % scaling keeps the look.
    const QString style = u"td { padding: 2px 8px 2px 0; vertical-align: top; }"
                          ".label { color: %1; white-space: nowrap; }"
                          ".heading { font-weight: bold; padding-top: 10px; }"
                          ".code { font-family: monospace; white-space: pre-wrap; }"_s.arg(
                              quiet.name());
    return u"<html><head><style>%1</style></head><body><table cellspacing='0'>"_s.arg(style)
        + section(Details::tr("What ran"), commandRows()) + section(Details::tr("When"), timeRows())
        + section(Details::tr("How it ended"), endRows())
        + section(Details::tr("Where"), placeRows())
        + section(Details::tr("What is kept"), outputRows())
        + section(Details::tr("This command"), statisticsRows()) + u"</table></body></html>"_s;
}

} // namespace CommandRunner
