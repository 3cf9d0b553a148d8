// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/discovery/scan/commandprovider.h"

#include <QJsonObject>

namespace CommandRunner {

// What resources/discovery/django_introspect.py says about the project of this manage.py; from the
// cache when neither the project's Python files nor its environment changed. Runs the project's
// code: for trusted folders only. Error::detail is a sentence for a problem.
Result<QJsonObject> introspectDjango(const SourceFile &manage, const QString &interpreter,
                                     const DiscoveryContext &context);

} // namespace CommandRunner
