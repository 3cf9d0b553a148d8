// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/history/outputhitsmodel.h"

#include "widgets/common/format.h"
#include "widgets/common/runstatepresentation.h"

#include <QFontDatabase>

namespace CommandRunner {

using namespace Qt::StringLiterals;

namespace {

// Of a line its run's row plus one; of a run 0.
constexpr quintptr isRun = 0;

} // namespace

OutputHitsModel::OutputHitsModel(const Clock &clock, QObject *parent)
    : QAbstractItemModel(parent),
      m_clock(clock)
{}

void OutputHitsModel::clear()
{
    beginResetModel();
    m_runs.clear();
    m_places.clear();
    m_hits = 0;
    endResetModel();
}

void OutputHitsModel::add(const QList<OutputHit> &hits)
{
    for (qsizetype first = 0; first < hits.size();) { // run by run
        const QString runId = hits.at(first).runId;
        QList<FoundLine> lines;
        for (; first < hits.size() && hits.at(first).runId == runId; ++first)
            lines.append(hits.at(first).line);
        append(runId, lines);
    }
}

void OutputHitsModel::append(const QString &runId, const QList<FoundLine> &lines)
{
    int place = m_places.value(runId, -1);
    const bool isNew = place < 0;
    if (isNew) {
        place = runCount();
        beginInsertRows({}, place, place);
        m_runs.append(Run{runId, std::nullopt, {}});
        m_places.insert(runId, place);
        endInsertRows();
    }
    const int have = int(m_runs.at(place).lines.size());
    beginInsertRows(index(place, 0), have, have + int(lines.size()) - 1);
    m_runs[place].lines.append(lines);
    m_hits += int(lines.size());
    endInsertRows();
    Q_EMIT dataChanged(index(place, 0), index(place, 0), {Qt::AccessibleTextRole});
    if (isNew)
        Q_EMIT runWanted(runId);
}

void OutputHitsModel::setRun(const RunRecord &record)
{
    const auto place = m_places.constFind(record.id());
    if (place == m_places.constEnd())
        return;
    m_runs[*place].record = record;
    Q_EMIT dataChanged(index(*place, 0), index(*place, 0));
}

QModelIndex OutputHitsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : isRun);
}

QModelIndex OutputHitsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == isRun)
        return {};
    return createIndex(int(child.internalId() - 1), 0, isRun);
}

int OutputHitsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return runCount();
    if (parent.internalId() != isRun || parent.column() != 0)
        return 0;
    return int(m_runs.at(parent.row()).lines.size());
}

int OutputHitsModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QString OutputHitsModel::runText(const Run &run) const
{
    if (!run.record)
        return run.id;
    const RunRecord &record = *run.record;
    const QDateTime when = record.outcome.started.isValid() ? record.outcome.started
                                                            : record.created;
    return tr("%1 %2 · %3", "state's symbol, command, when")
        .arg(runStateSymbol(record.state), record.request.name, relativeTime(when, m_clock.now()));
}

QVariant OutputHitsModel::lineData(const Run &run, const FoundLine &line, int role) const
{
    switch (role) {
    case Qt::DisplayRole: {
        const QString text = (line.cutBefore ? u"…"_s : QString()) + line.text
            + (line.cutBehind ? u"…"_s : QString());
        return tr("%1:  %2", "line number, its text")
            .arg(numberText(line.line + 1), isolated(text));
    }
    case Qt::AccessibleTextRole:
        return tr("line %1: %2").arg(line.line + 1).arg(line.text);
    case Qt::FontRole:
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    case Qt::ToolTipRole:
        return line.text;
    case RunIdRole:
        return run.id;
    case LineRole:
        return line.line;
    default:
        return {};
    }
}

QVariant OutputHitsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() != isRun) {
        const Run &run = m_runs.at(qsizetype(index.internalId()) - 1);
        return lineData(run, run.lines.at(index.row()), role);
    }
    const Run &run = m_runs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return runText(run);
    case Qt::AccessibleTextRole:
        return run.record ? tr("%1, %2, %Ln lines", "command, state", int(run.lines.size()))
                                .arg(run.record->request.name, runStateWord(run.record->state))
                          : run.id;
    case RunIdRole:
        return run.id;
    default:
        return {};
    }
}

} // namespace CommandRunner
