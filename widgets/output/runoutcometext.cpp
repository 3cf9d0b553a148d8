// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/output/runoutcometext.h"

#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {
struct OutcomeText {
    Q_DECLARE_TR_FUNCTIONS(CommandRunner::RunOutcome)
};
} // namespace

QString runEndText(const RunOutcome &outcome)
{
    if (outcome.state == RunState::FailedToStart)
        return {}; // nothing ran that could exit
    if (outcome.signal != 0)
        return OutcomeText::tr("signal %1").arg(outcome.signal);
    if (outcome.exitCode >= 0)
        return OutcomeText::tr("exit code %1").arg(outcome.exitCode);
    return {};
}

QStringList runUsageFacts(const RunUsage &usage)
{
    QStringList facts;
    if (usage.isKnown())
        facts.append(OutcomeText::tr("CPU %1", "processor time").arg(durationText(usage.cpuMs())));
    if (usage.peakMemoryBytes >= 0)
        facts.append(sizeText(usage.peakMemoryBytes));
    return facts;
}

QStringList runUsageLines(const RunUsage &usage)
{
    QStringList lines;
    if (usage.isKnown())
        lines.append(OutcomeText::tr("Processor time: %1 (%2 of it in the system)")
                         .arg(durationText(usage.cpuMs()), durationText(usage.systemCpuMs)));
    if (usage.peakMemoryBytes >= 0)
        lines.append(OutcomeText::tr("Memory of its largest process: %1")
                         .arg(sizeText(usage.peakMemoryBytes)));
    if (usage.writtenBytes >= 0)
        lines.append(OutcomeText::tr("Written to disks: %1").arg(sizeText(usage.writtenBytes)));
    return lines;
}

QString hostNotice(const HostCondition &condition)
{
    if (condition.suspended) {
        return OutcomeText::tr("The process that watches over this run is suspended. Nothing is "
                               "lost: the program goes on until its output has to wait. To "
                               "continue it: kill -CONT %1")
            .arg(condition.pid);
    }
    if (!condition.answers) {
        return OutcomeText::tr("The process that watches over this run (%1) does not answer. What "
                               "you ask of the run happens when it does; until then its output "
                               "may stand still.")
            .arg(condition.pid);
    }
    if (condition.isNewer()) {
        return OutcomeText::tr("This run was started by a newer version of Command Runner. Its "
                               "output is shown and it can be stopped; to type input for it, start "
                               "this window again.");
    }
    return {};
}

RunNotice runNotice(const RunRecord &record)
{
    const RunOutcome &outcome = record.outcome;
    RunNotice notice;
    QStringList sentences;
    QStringList details;
    if (record.state == RunState::FailedToStart) {
        notice.severe = true;
        sentences.append(
            OutcomeText::tr(
                "“%1” could not be started. Check that it is installed, that its name is right and "
                "that "
                "it may be executed; the details tell the reason and the PATH that was searched.")
                .arg(record.request.argv.value(0)));
        details.append(outcome.error);
    }
    if (record.state == RunState::Interrupted) {
        sentences.append(OutcomeText::tr(
            "How this run ended is not known: the process that watched over it was ended, or the "
            "computer went down. Its output up to then is below. Run it again if it did not finish "
            "its "
            "work."));
        if (outcome.ended.isValid())
            sentences.append(
                OutcomeText::tr("Its last sign of life: %1.").arg(exactTime(outcome.ended)));
        details.append(outcome.error);
    }
    if (record.state == RunState::TimedOut && record.request.timeoutMs > 0) {
        sentences.append(OutcomeText::tr("It was ended because it took longer than %1. Give it a "
                                         "longer time limit if it needs more.")
                             .arg(durationText(record.request.timeoutMs)));
    }
    if (record.state == RunState::Failed && !outcome.error.isEmpty()) {
        sentences.append(OutcomeText::tr(
            "It came to a limit that is set for it. If it needs more, raise the limit in the run "
            "settings of the command."));
        details.append(outcome.error);
    }
    if (record.state == RunState::Stopped && !outcome.error.isEmpty()) {
        sentences.append(OutcomeText::tr(
            "It was stopped because the system asked the process that watches over it to end, as "
            "it does when the computer shuts down."));
        details.append(outcome.error);
    }
    if (outcome.outputLostFrom >= 0) {
        notice.severe = true;
        sentences.append(OutcomeText::tr("Its output is lost from %1 on, since it could not be "
                                         "written to the data folder; the "
                                         "program itself went on. Make room on that disk.")
                             .arg(sizeText(outcome.outputLostFrom)));
        details.append(outcome.outputError);
    }
    if (!outcome.survivors.isEmpty()) {
        sentences.append(OutcomeText::tr("These processes could not be ended and may still run: "
                                         "%1. End them by hand if they are not "
                                         "wanted.")
                             .arg(QLocale().createSeparatedList(outcome.survivors)));
    }
    notice.calm = sentences.isEmpty();
    if (!outcome.leftRunning.isEmpty()) {
        sentences.append(OutcomeText::tr("It has ended and left running: %1. Stop does not reach "
                                         "these any more.")
                             .arg(QLocale().createSeparatedList(outcome.leftRunning)));
    }
    if (record.output == OutputKept::Removed) {
        sentences.append(OutcomeText::tr("Its output was removed, as the settings for the history "
                                         "ask for; what else is known of it is kept."));
    }
    details.removeAll(QString());
    notice.text = sentences.join(u' ');
    notice.detail = details.join(u'\n');
    return notice;
}

} // namespace CommandRunner
