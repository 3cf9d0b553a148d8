// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace CommandRunner {

// Where one of our programs may listen, best first. More than one, because a path may be too long
// for a socket, or its file system may have none. The owner's folder comes before XDG_RUNTIME_DIR:
// that one is emptied at logout, which a run survives.
enum class SocketPlace { OwnFolder, RuntimeFolder, TemporaryFolder };
inline constexpr SocketPlace socketPlaces[] = {SocketPlace::OwnFolder, SocketPlace::RuntimeFolder,
                                               SocketPlace::TemporaryFolder};

// Name for QLocalServer and QLocalSocket; empty when that place cannot be used. `ownName` is the
// file's name in the owner's folder, `id` tells this socket from all others in the shared places.
// Creates private folders as needed.
QString privateSocketName(SocketPlace place, const QString &ownFolder, const QString &ownName,
                          const QString &id);

} // namespace CommandRunner
