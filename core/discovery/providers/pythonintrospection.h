// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QJsonObject>

namespace CommandRunner {

// A script of ours that makes a project's Python code tell of itself.
struct PythonIntrospection {
    QString script; // in resources/discovery, without ".py"
    QStringList arguments;
    SourceFile file; // what it is about; the Python files of its folder and below are its content
    QString interpreter;
    QString what;    // for problems: "the project"
    QByteArray salt; // what else the answer depends on
    int timeoutMs = 20'000;
};

// What our script says; from the cache when neither the Python files nor the environment changed.
// Runs the project's code: for trusted folders only. Error::detail is a sentence for a problem.
Result<QJsonObject> introspectPython(const PythonIntrospection &introspection,
                                     const DiscoveryContext &context);

// An error as our scripts report it, in one line.
QString introspectionError(const QJsonObject &error);

} // namespace CommandRunner
