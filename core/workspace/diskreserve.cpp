// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/diskreserve.h"

#include <QFile>
#include <QRandomGenerator>
#include <QStorageInfo>

namespace CommandRunner::DiskReserve {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 size = 1 << 20;

QString pathOf(const DataPaths &paths)
{
    return paths.root() + u"/reserve"_s;
}

} // namespace

void keep(const DataPaths &paths)
{
    constexpr qint64 room = 64;
    QFile file(pathOf(paths));
    if (file.size() == size || QStorageInfo(paths.root()).bytesAvailable() < room * size)
        return;
    // Numbers that nothing compresses: some file systems would keep zeros for free.
    QByteArray content(size, Qt::Uninitialized);
    QRandomGenerator numbers(1);
    numbers.fillRange(reinterpret_cast<quint32 *>(content.data()), size / 4);
    if (!file.open(QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(content) != size)
        file.remove();
}

bool giveUp(const DataPaths &paths)
{
    return QFile::remove(pathOf(paths));
}

} // namespace CommandRunner::DiskReserve
