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
    }
    if (record.state == RunState::TimedOut && record.request.timeoutMs > 0) {
        sentences.append(OutcomeText::tr("It was ended because it took longer than %1. Give it a "
                                         "longer time limit if it needs more.")
                             .arg(durationText(record.request.timeoutMs)));
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
    details.removeAll(QString());
    notice.text = sentences.join(u' ');
    notice.detail = details.join(u'\n');
    return notice;
}

} // namespace CommandRunner
