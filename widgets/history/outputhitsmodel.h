// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/workspace/outputssearch.h"

#include <QAbstractItemModel>
#include <QHash>

namespace CommandRunner {

// Lines that were found in the outputs of runs, below their runs, in the order in which they come.
class OutputHitsModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        RunIdRole = Qt::UserRole,
        LineRole, // from 0; nothing for a run
    };

    explicit OutputHitsModel(const Clock &clock, QObject *parent = nullptr); // outlives us

    void clear();
    void add(const QList<OutputHit> &hits);
    void setRun(const RunRecord &record); // what the row of a run says of it
    int runCount() const { return int(m_runs.size()); }
    int hitCount() const { return m_hits; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void runWanted(const QString &runId); // setRun() had better follow

private:
    struct Run {
        QString id;
        std::optional<RunRecord> record;
        QList<FoundLine> lines;
    };
    QString runText(const Run &run) const;
    QVariant lineData(const Run &run, const FoundLine &line, int role) const;
    void append(const QString &runId, const QList<FoundLine> &lines);

    const Clock &m_clock;
    QList<Run> m_runs;
    QHash<QString, int> m_places; // by run id
    int m_hits = 0;
};

} // namespace CommandRunner
