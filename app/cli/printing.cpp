// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/printing.h"

#include "core/base/clock.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <cstdio>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

void write(std::FILE *file, const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), file);
    std::fflush(file);
}

// A file name may hold anything; a terminal must not take it for an escape sequence.
QString printable(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            c = u'\uFFFD';
    }
    return text;
}

} // namespace

void printOut(const QString &text)
{
    write(stdout, text.toUtf8());
}

void printLine(const QString &text)
{
    printOut(printable(text) + u'\n');
}

void printError(const QString &text)
{
    write(stderr, (u"commandrunner-cli: "_s + printable(text) + u'\n').toUtf8());
}

void printError(const Error &error)
{
    printError(describe(error));
}

void printJson(const QJsonObject &object)
{
    write(stdout, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

void printJson(const QJsonArray &array)
{
    write(stdout, QJsonDocument(array).toJson(QJsonDocument::Compact) + '\n');
}

void printTable(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (column >= widths.size())
                widths.append(0);
            widths[column] = std::max(widths.at(column), row.at(column).size());
        }
    }
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const bool last = column + 1 == row.size();
            line += last ? row.at(column) : row.at(column).leftJustified(widths.at(column) + 2);
        }
        while (line.endsWith(u' '))
            line.chop(1);
        printLine(line);
    }
}

void printProblems(const QList<DiscoveryProblem> &problems)
{
    for (const DiscoveryProblem &problem : problems) {
        QString place = problem.folder + u'/' + problem.file;
        if (problem.line > 0)
            place += u':' + QString::number(problem.line);
        QString text = place + u": "_s + problem.message;
        if (!problem.hint.isEmpty())
            text += u"\n  "_s + problem.hint;
        printError(text);
    }
}

QString describe(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return tr("%1 does not exist. %2").arg(error.subject, error.detail).trimmed();
    case ErrorCode::PermissionDenied:
        return tr("No permission for %1 (%2). Check who owns it, or choose another place with "
                  "--data-dir.")
            .arg(error.subject, error.detail);
    case ErrorCode::AlreadyExists:
        return tr("%1 is there already. %2").arg(error.subject, error.detail).trimmed();
    case ErrorCode::NewerVersion:
        return tr("%1 was written by a newer version of Command Runner (%2). It was left "
                  "untouched: use that version, or "
                  "another folder with --data-dir.")
            .arg(error.subject, error.detail);
    case ErrorCode::Corrupt:
    case ErrorCode::InvalidFormat:
        return tr("%1 cannot be understood: %2").arg(error.subject, error.detail);
    case ErrorCode::Busy:
        return tr("%1 is in use by another program (%2). Try again when that has ended.")
            .arg(error.subject, error.detail);
    case ErrorCode::Refused:
        return tr("%1 was refused. %2").arg(error.subject, error.detail);
    default:
        return error.toString();
    }
}

QString describe(const LookupError &error)
{
    const QString list = u"\n  "_s + error.candidates.join(u"\n  "_s);
    if (error.kind == LookupError::Kind::Ambiguous)
        return tr("“%1” fits several commands. Say which, or its folder with --folder:")
                   .arg(error.wanted)
            + list;
    if (error.candidates.isEmpty())
        return tr("There is no command “%1”. See them all with: commandrunner-cli list")
            .arg(error.wanted);
    return tr("There is no command “%1”. Nearest:").arg(error.wanted) + list;
}

QString describe(const RunRecord &record)
{
    QStringList parts{toString(record.state)};
    if (record.outcome.signal != 0)
        parts.append(tr("signal %1").arg(record.outcome.signal));
    else if (record.outcome.exitCode >= 0)
        parts.append(tr("exit code %1").arg(record.outcome.exitCode));
    if (record.outcome.started.isValid() && record.outcome.ended.isValid()
        && record.state != RunState::Interrupted) {
        const double seconds = double(record.outcome.started.msecsTo(record.outcome.ended))
            / 1000.0;
        parts.append(tr("%1 s").arg(QLocale().toString(seconds, 'f', 1)));
    }
    if (record.state == RunState::Interrupted && record.outcome.ended.isValid())
        parts.append(tr("last sign of life %1").arg(isoTimestamp(record.outcome.ended)));
    if (!record.outcome.error.isEmpty())
        parts.append(record.outcome.error);
    if (!record.outcome.leftRunning.isEmpty())
        parts.append(tr("left running: %1").arg(record.outcome.leftRunning.join(u", "_s)));
    return record.request.name + u": "_s + parts.join(u", "_s);
}

QString describe(const HostCondition &condition)
{
    if (condition.suspended)
        return tr("The process that watches over this run is suspended. To continue it: kill -CONT "
                  "%1")
            .arg(condition.pid);
    if (!condition.answers)
        return tr("The process that watches over this run (%1) does not answer.")
            .arg(condition.pid);
    if (condition.isNewer())
        return tr("This run was started by a newer version of Command Runner: its output can be "
                  "shown and it can be stopped, nothing else.");
    return {};
}

} // namespace CommandRunner
