// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"
#include "widgets/common/runwords.h"
#include "widgets/history/runsmodel.h"
#include "widgets/history/runstatisticscache.h"
#include "widgets/icons/glyphicon.h"

#include <QDir>
#include <QGuiApplication>
#include <QPalette>

namespace CommandRunner {

using namespace Qt::StringLiterals;

static bool isNumber(int column)
{
    return column == RunsModel::DurationColumn || column == RunsModel::ExitCodeColumn;
}

const RunEntry *RunsModel::entry(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    const int run = m_days.at(index.row()).run;
    return run < 0 ? nullptr : &m_runs.at(run);
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_days.rowCount();
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

// The keyboard passes by what is not enabled.
Qt::ItemFlags RunsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return entry(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                        : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) // numbers and their titles end at the same edge
        return isNumber(section) ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case CommandColumn:
        return tr("Command");
    case ArgumentsColumn:
        return tr("Arguments");
    case StartedColumn:
        return tr("Started");
    case DurationColumn:
        return tr("Duration");
    case ExitCodeColumn:
        return tr("Exit code");
    case OriginColumn:
        return tr("Origin");
    case ProjectColumn:
        return tr("Project");
    default:
        return {};
    }
}

QString RunsModel::headingText(int day) const
{
    const QString name = dayName(m_days.date(day), m_clock.now().toLocalTime().date());
    const bool last = day == m_days.dayCount() - 1;
    if (!last || !m_more)
        return tr("%1 · %Ln runs", "a day, how many", m_days.runCount(day)).arg(name);
    if (m_countedDay == m_days.date(day) && m_counted >= m_days.runCount(day))
        return tr("%1 · %Ln runs", "a day, how many", int(m_counted)).arg(name);
    return name;
}

QVariant RunsModel::headingData(int day, int column, int role) const
{
    switch (role) {
    case HeadingRole:
        return headingText(day);
    case Qt::AccessibleTextRole: // once a row
        return column == 0 ? QVariant(headingText(day)) : QVariant();
    case Qt::DisplayRole: // nothing that changes with other rows
        return column == 0 ? QVariant(dayName(m_days.date(day), m_today)) : QVariant();
    default:
        return {};
    }
}

QString RunsModel::text(const RunEntry &entry, int column) const
{
    switch (column) {
    case StateColumn:
        return runStatePresentation(entry.state, QGuiApplication::palette()).text();
    case CommandColumn:
        return entry.texts->name;
    case ArgumentsColumn:
        return entry.texts->arguments;
    case StartedColumn:
        return relativeTime(entry.begun(), m_clock.now());
    case DurationColumn: {
        const qint64 duration = entry.durationMs(m_clock.now());
        return duration < 0 ? QString() : durationText(duration);
    }
    case ExitCodeColumn:
        return exitText(entry.state, entry.exitCode, entry.signal);
    case OriginColumn:
        return originWord(entry.origin);
    case ProjectColumn:
        return entry.texts->project();
    default:
        return {};
    }
}

QString RunsModel::unusual(const RunEntry &entry, bool brief) const
{
    const RunStatistics *usual = m_statistics ? m_statistics->find(entry.texts->series()) : nullptr;
    if (!usual)
        return {};
    const auto words = brief ? unusualFactor : unusualDuration;
    return words(*usual, entry.durationMs(m_clock.now()), isFinal(entry.state));
}

QString RunsModel::toolTip(const RunEntry &entry, int column) const
{
    const RunTexts &texts = *entry.texts;
    switch (column) {
    case StateColumn:
        return texts.error.isEmpty() ? runStateWord(entry.state) : texts.error;
    case CommandColumn: {
        const QString name = texts.commandId.isEmpty() ? texts.name : texts.commandId;
        return texts.note.isEmpty() ? name : tr("%1\nNote: %2").arg(name, texts.note);
    }
    case ArgumentsColumn:
        return texts.commandLine;
    case StartedColumn:
        return exactTime(entry.begun());
    case DurationColumn:
        return unusual(entry);
    case ProjectColumn:
        return QDir::toNativeSeparators(texts.workingDirectory);
    default:
        return {};
    }
}

std::optional<double> RunsModel::progress(const RunEntry &entry) const
{
    const auto share = m_progress.constFind(entry.runId());
    return share == m_progress.constEnd() ? std::nullopt : std::optional(*share);
}

QString RunsModel::accessibleText(const RunEntry &entry, int column) const
{
    switch (column) {
    case StateColumn:
        if (const auto share = progress(entry))
            return tr("%1, %2 percent", "running, 61 percent")
                .arg(runStateWord(entry.state))
                .arg(int(*share * 100));
        return runStateWord(entry.state);
    case CommandColumn:
        return entry.pinned ? tr("%1, pinned").arg(entry.texts->name) : entry.texts->name;
    case DurationColumn: {
        const QString words = unusual(entry);
        const QString duration = text(entry, column);
        return words.isEmpty() ? duration
                               : tr("%1, %2", "a duration, how it is unusual").arg(duration, words);
    }
    default:
        return text(entry, column);
    }
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const DayRows::Place place = m_days.at(index.row());
    if (place.run < 0)
        return headingData(place.day, index.column(), role);
    const RunEntry &entry = m_runs.at(place.run);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, column);
    case Qt::ToolTipRole: {
        const QString tip = toolTip(entry, column);
        return tip.isEmpty() ? QVariant() : tip;
    }
    case Qt::AccessibleTextRole:
        return accessibleText(entry, column);
    case Qt::DecorationRole:
        return column == CommandColumn && entry.pinned ? QVariant(glyphIcon(u"pin"_s)) : QVariant();
    case Qt::ForegroundRole:
        if (column == StateColumn)
            return runStatePresentation(entry.state, QGuiApplication::palette()).color;
        return {};
    case Qt::TextAlignmentRole:
        return isNumber(column) ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter) : QVariant();
    case RunIdRole:
        return entry.runId();
    case ProgressRole: {
        const auto share = column == StateColumn ? progress(entry) : std::nullopt;
        return share ? QVariant(*share) : QVariant();
    }
    case TrendRole:
        if (!m_statistics || column != DurationColumn)
            return {};
        m_statistics->want(entry.texts->series()); // only what is painted asks for it
        if (const RunStatistics *usual = m_statistics->find(entry.texts->series()))
            return QVariant::fromValue(usual->latestDurationsMs);
        return {};
    case UnusualRole: {
        const QString mark = column == DurationColumn ? unusual(entry, true) : QString();
        return mark.isEmpty() ? QVariant() : mark;
    }
    default:
        return {};
    }
}

} // namespace CommandRunner
