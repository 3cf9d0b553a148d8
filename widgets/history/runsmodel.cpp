// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/runsmodel.h"

#include "core/command/shellwords.h"
#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPalette>
#include <QSet>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString argumentsText(const RunRecord &record)
{
    return joinShellWords(record.request.argv.mid(1));
}

qint64 durationMs(const RunRecord &record, const QDateTime &now)
{
    if (!record.outcome.started.isValid())
        return -1;
    const QDateTime end = record.outcome.ended.isValid() ? record.outcome.ended : now;
    if (isFinal(record.state) && !record.outcome.ended.isValid())
        return -1;
    return qMax<qint64>(0, record.outcome.started.msecsTo(end));
}

static bool isNumber(int column)
{
    return column == RunsModel::DurationColumn || column == RunsModel::ExitCodeColumn;
}

RunsModel::RunsModel(Source source, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent),
      m_source(std::move(source)),
      m_clock(clock)
{}

void RunsModel::setFilter(const QString &text, std::optional<RunState> state)
{
    if (text == m_text && state == m_state)
        return;
    m_text = text;
    m_state = state;
    ask(query(pageSize), Answer::Replaces);
}

void RunsModel::refresh()
{
    ask(query(qBound(pageSize, static_cast<int>(m_rows.size()), refreshSize)), Answer::Refreshes);
}

RunQuery RunsModel::query(int limit) const
{
    RunQuery result;
    result.text = m_text;
    result.state = m_state;
    result.limit = limit;
    return result;
}

bool RunsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_loaded && m_more && !m_rows.isEmpty();
}

void RunsModel::fetchMore(const QModelIndex &parent)
{
    if (m_fetching || !canFetchMore(parent))
        return;
    RunQuery older = query(pageSize);
    older.before = m_rows.last().id();
    ask(older, Answer::Appends);
}

void RunsModel::ask(const RunQuery &query, Answer use)
{
    const int question = ++m_question;
    m_fetching = true;
    m_source(query, this,
             [this, question, use, limit = query.limit](Result<QList<RunRecord>> answer) {
                 if (question != m_question)
                     return;
                 m_fetching = false;
                 if (!answer) {
                     Q_EMIT failed(answer.error());
                     return;
                 }
                 m_loaded = true;
                 const bool full = answer->size() >= limit;
                 if (use == Answer::Appends) {
                     m_more = full;
                     append(std::move(*answer));
                 } else if (use == Answer::Refreshes && full && m_rows.size() > limit) {
                     // What lies below the answer stays as it is, and so does whether there is
                     // more.
                     const QString last = answer->last().id();
                     for (const RunRecord &record : std::as_const(m_rows)) {
                         if (record.id() < last)
                             answer->append(record);
                     }
                     merge(*answer);
                 } else {
                     m_more = full;
                     merge(*answer);
                 }
                 Q_EMIT answered();
             });
}

void RunsModel::append(QList<RunRecord> older)
{
    // A run that came in between may have moved the page: nothing may stand here twice.
    older.removeIf([this](const RunRecord &record) { return rowOf(record.id()) >= 0; });
    if (older.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
    m_rows.append(older);
    endInsertRows();
}

void RunsModel::merge(const QList<RunRecord> &fresh)
{
    QSet<QString> kept;
    for (const RunRecord &record : fresh)
        kept.insert(record.id());
    removeMissing(kept);

    // What stays has the same order in both, so that walking along inserts the new ones between.
    for (int i = 0; i < fresh.size();) {
        if (i < m_rows.size() && m_rows.at(i).id() == fresh.at(i).id()) {
            // The answer may be older than a runChanged() that came meanwhile: an end is never
            // taken back.
            if (!isFinal(m_rows.at(i).state) || isFinal(fresh.at(i).state))
                replace(i, fresh.at(i));
            ++i;
            continue;
        }
        const int next = i < m_rows.size() ? -1 : static_cast<int>(fresh.size());
        int end = i;
        while (next < 0 ? (end < fresh.size() && fresh.at(end).id() != m_rows.at(i).id())
                        : end < next)
            ++end;
        beginInsertRows({}, i, end - 1);
        for (int at = i; at < end; ++at)
            m_rows.insert(at, fresh.at(at));
        endInsertRows();
        i = end;
    }
}

void RunsModel::removeMissing(const QSet<QString> &kept)
{
    for (int last = static_cast<int>(m_rows.size()) - 1; last >= 0; --last) {
        if (kept.contains(m_rows.at(last).id()))
            continue;
        int first = last;
        while (first > 0 && !kept.contains(m_rows.at(first - 1).id()))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

void RunsModel::replace(int row, const RunRecord &record)
{
    m_rows[row] = record;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

bool RunsModel::fits(const RunRecord &record) const
{
    if (m_state && record.state != *m_state)
        return false;
    const auto holds = [this](const QString &text) {
        return text.contains(m_text, Qt::CaseInsensitive);
    };
    return m_text.isEmpty() || holds(record.request.name) || holds(record.request.commandId)
        || holds(record.request.argv.join(u' ')) || holds(record.request.workingDirectory);
}

void RunsModel::update(const RunRecord &record)
{
    if (!m_loaded)
        return; // the first page will hold it
    const int row = rowOf(record.id());
    if (row >= 0) {
        if (fits(record)) {
            replace(row, record);
        } else {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
        return;
    }
    if (!fits(record))
        return;
    // Ids sort by time. One that is older than all we have read belongs to a page that has not come
    // yet.
    int at = 0;
    while (at < m_rows.size() && m_rows.at(at).id() > record.id())
        ++at;
    if (at == m_rows.size() && m_more)
        return;
    beginInsertRows({}, at, at);
    m_rows.insert(at, record);
    endInsertRows();
}

void RunsModel::tick()
{
    if (m_rows.isEmpty())
        return;
    const int last = static_cast<int>(m_rows.size()) - 1;
    Q_EMIT dataChanged(index(0, StartedColumn), index(last, DurationColumn), {Qt::DisplayRole});
}

const RunRecord *RunsModel::record(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_rows.size() ? &m_rows.at(index.row()) : nullptr;
}

int RunsModel::rowOf(const QString &runId) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).id() == runId)
            return row;
    }
    return -1;
}

void RunsModel::setProgress(const QString &runId, std::optional<double> share)
{
    if (share)
        m_progress.insert(runId, *share);
    else if (!m_progress.remove(runId))
        return;
    if (const int row = rowOf(runId); row >= 0) {
        const QModelIndex state = index(row, StateColumn);
        Q_EMIT dataChanged(state, state, {ProgressRole, Qt::AccessibleTextRole});
    }
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
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
    case FolderColumn:
        return tr("Folder");
    default:
        return {};
    }
}

QString RunsModel::text(const RunRecord &record, int column) const
{
    switch (column) {
    case StateColumn:
        return runStatePresentation(record.state, QGuiApplication::palette()).text();
    case CommandColumn:
        return record.request.name;
    case ArgumentsColumn:
        return argumentsText(record);
    case StartedColumn:
        return relativeTime(record.outcome.started.isValid() ? record.outcome.started
                                                             : record.created,
                            m_clock.now());
    case DurationColumn: {
        const qint64 duration = durationMs(record, m_clock.now());
        return duration < 0 ? QString() : durationText(duration);
    }
    case ExitCodeColumn:
        if (!isFinal(record.state))
            return {};
        if (record.outcome.signal != 0)
            return tr("signal %1").arg(record.outcome.signal);
        return record.outcome.exitCode < 0 ? QString() : QString::number(record.outcome.exitCode);
    case FolderColumn: {
        const QString folder = record.request.folder.isEmpty() ? record.request.workingDirectory
                                                               : record.request.folder;
        const QString name = QFileInfo(folder).fileName();
        return name.isEmpty() ? folder : name;
    }
    default:
        return {};
    }
}

QString RunsModel::toolTip(const RunRecord &record, int column) const
{
    switch (column) {
    case StateColumn:
        return record.outcome.error.isEmpty() ? runStateWord(record.state) : record.outcome.error;
    case CommandColumn:
        return record.request.commandId.isEmpty() ? record.request.name : record.request.commandId;
    case ArgumentsColumn:
        return joinShellWords(record.request.argv);
    case StartedColumn:
        return exactTime(record.outcome.started.isValid() ? record.outcome.started
                                                          : record.created);
    case FolderColumn:
        return QDir::toNativeSeparators(record.request.workingDirectory);
    default:
        return {};
    }
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    const RunRecord *found = record(index);
    if (!found)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*found, index.column());
    case Qt::ToolTipRole: {
        const QString tip = toolTip(*found, index.column());
        return tip.isEmpty() ? QVariant() : tip;
    }
    case ProgressRole:
        if (const auto share = m_progress.constFind(found->id());
            index.column() == StateColumn && share != m_progress.constEnd())
            return *share;
        return {};
    case Qt::AccessibleTextRole:
        if (const auto share = m_progress.constFind(found->id());
            index.column() == StateColumn && share != m_progress.constEnd())
            return tr("%1, %2 percent", "running, 61 percent")
                .arg(runStateWord(found->state))
                .arg(int(*share * 100));
        return index.column() == StateColumn ? runStateWord(found->state)
                                             : text(*found, index.column());
    case Qt::ForegroundRole:
        if (index.column() == StateColumn)
            return runStatePresentation(found->state, QGuiApplication::palette()).color;
        return {};
    case Qt::TextAlignmentRole:
        if (isNumber(index.column()))
            return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
        return {};
    case RunIdRole:
        return found->id();
    default:
        return {};
    }
}

} // namespace CommandRunner
