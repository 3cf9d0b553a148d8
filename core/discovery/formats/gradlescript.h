// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace CommandRunner {

struct GradleTask {
    QString name;
    int line = 0;
    QString description;
    QString group;
};

struct GradleScript {
    QList<GradleTask> tasks; // in the order of the file, each name once
    QStringList plugins;     // that are applied: "java", "org.springframework.boot"
    int unfinishedLine = 0;  // where a text, comment or block begins that does not end; 0: none
};

// Reads a build script in Groovy or Kotlin as text: nothing is run. Tasks whose names are computed
// and those of plugins of the project's own are not found.
GradleScript readGradleScript(const QString &source);

} // namespace CommandRunner
