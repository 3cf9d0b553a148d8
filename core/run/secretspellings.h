// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace CommandRunner {

// How a secret may stand in what a program prints: itself, as in JSON, HTML and URLs, its lines
// when it has several, in base64 wherever in the encoded text it begins. Longest first, each once.
QStringList secretSpellings(const QString &value);

} // namespace CommandRunner
