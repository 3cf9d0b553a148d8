// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runrecord.h"

#include <QByteArray>
#include <QMap>

namespace CommandRunner {

// What a report shows; redacted before, if it is to be.
struct RunReport {
    RunRecord record;
    QByteArray head;    // of the output: all of it, or the beginning
    QByteArray tail;    // and its end, when there is more between
    qint64 between = 0; // bytes
    bool redacted = false;
    QMap<QString, int> found; // what was taken out of where
};

// One HTML page that needs no other file and no script, light or dark as its reader is. In English,
// as everything that is passed on.
QByteArray reportHtml(const RunReport &report);
// A page with a table of several runs, linked to their reports in "<run>/report.html".
QByteArray indexHtml(const QList<RunRecord> &records);

} // namespace CommandRunner
