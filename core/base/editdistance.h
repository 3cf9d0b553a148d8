// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace CommandRunner {

// Damerau-Levenshtein distance, optimal string alignment: insert, delete, replace, and swap
// neighbours cost one each.
qsizetype editDistance(const QString &a, const QString &b);

// The one that was probably meant by `word`; empty when none is near.
QString nearestWord(const QString &word, const QStringList &candidates);

} // namespace CommandRunner
