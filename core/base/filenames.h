// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace CommandRunner {

// Which file has this name: the same bytes as long as it is the same file, others once the name was
// given to another. Empty: there is none, or the system does not tell.
QByteArray fileIdentity(const QString &path);

// The names in a folder are on the disk afterwards (fsync). Does nothing where the system needs
// none of it.
void syncFolder(const QString &path);

} // namespace CommandRunner
