// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"

#include "core/base/files.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTemporaryFile>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString DataPaths::location(const QString &override)
{
    if (!override.isEmpty())
        return QDir(override).absolutePath();
    const QString fromEnvironment = qEnvironmentVariable("COMMANDRUNNER_DATA_DIR");
    if (!fromEnvironment.isEmpty())
        return QDir(fromEnvironment).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/commandrunner"_s;
}

Result<DataPaths> DataPaths::open(const QString &override)
{
    const QString root = location(override);
    if (auto made = makePrivateFolder(root); !made)
        return std::unexpected(made.error());
    QTemporaryFile probe(root + u"/.write-test-XXXXXX"_s);
    if (!probe.open())
        return fail(ErrorCode::PermissionDenied, root, probe.errorString());
    return DataPaths(root);
}

QString DataPaths::database() const
{
    return m_root + u"/commandrunner.db"_s;
}

QString DataPaths::settings() const
{
    return m_root + u"/settings.ini"_s;
}

QString DataPaths::runs() const
{
    return m_root + u"/runs"_s;
}

QString DataPaths::runFolder(const QString &runId) const
{
    return runs() + u'/' + runId;
}

QString DataPaths::backups() const
{
    return m_root + u"/backups"_s;
}

QString DataPaths::secretNames() const
{
    return m_root + u"/secrets.json"_s;
}

QString DataPaths::secretFile() const
{
    return m_root + u"/secrets.box"_s;
}

QString DataPaths::cache() const
{
    return m_root + u"/cache"_s;
}

} // namespace CommandRunner
