// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace CommandRunner {

// Text of a source file: without byte order mark, invalid bytes replaced.
QString sourceText(QByteArrayView content);

} // namespace CommandRunner
