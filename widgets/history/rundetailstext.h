// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/runstore.h"

#include <QPalette>

namespace CommandRunner {

// Everything that is known of a run as rich text, for reading and copying. Links: "run:<id>" to
// other runs of the command.
struct RunDetailsText {
    const RunRecord &record;
    const std::optional<RunStatistics> &statistics; // of its series
    bool revealSecrets = false;
    QDateTime now;
    QPalette palette;

    QString html() const;

private:
    QString commandRows() const;
    QString timeRows() const;
    QString endRows() const;
    QString placeRows() const;
    QString outputRows() const;
    QString statisticsRows() const;
    QString environment() const;
    QString secrets() const;
    QString usage() const;
    QString git() const;
};

// Whether a value of the environment is shown masked.
bool hasSecrets(const RunRecord &record);

} // namespace CommandRunner
