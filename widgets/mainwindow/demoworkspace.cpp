// SPDX-FileCopyrightText: 2026 Command Runner contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mainwindow/demoworkspace.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

namespace CommandRunner {

using namespace Qt::StringLiterals;

QString demoSource()
{
    QStringList candidates;
    if (const QString given = qEnvironmentVariable("COMMANDRUNNER_DEMO"); !given.isEmpty())
        candidates = {given};
    else
        candidates = {QString::fromUtf8(COMMANDRUNNER_SOURCE_DEMO),
                      QCoreApplication::applicationDirPath() + u"/../share/commandrunner/demo"_s};
    for (const QString &candidate : std::as_const(candidates)) {
        if (QFileInfo(candidate).isDir())
            return QDir(candidate).canonicalPath();
    }
    return {};
}

static Result<void> copyTree(const QString &from, const QString &to)
{
    if (!QDir().mkpath(to))
        return fail(ErrorCode::Io, to);
    QDirIterator it(from, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks,
                    QDirIterator::Subdirectories);
    const QDir source(from);
    while (it.hasNext()) {
        const QString path = it.next();
        const QString target = to + u'/' + source.relativeFilePath(path);
        if (it.fileInfo().isDir()) {
            if (!QDir().mkpath(target))
                return fail(ErrorCode::Io, target);
            continue;
        }
        if (!QDir().mkpath(QFileInfo(target).path()))
            return fail(ErrorCode::Io, target);
        QFile file(path);
        if (!file.copy(target))
            return fail(ErrorCode::Io, target, file.errorString());
        // The source may be read-only; a copy is there to be tried out.
        QFile::setPermissions(target,
                              QFile::permissions(target) | QFile::WriteOwner | QFile::ReadOwner);
    }
    return {};
}

Result<QString> prepareDemo(const QString &source, const QString &dataFolder)
{
    if (source.isEmpty() || !QFileInfo(source).isDir())
        return fail(ErrorCode::NotFound, source);
    if (QFileInfo(source).isWritable())
        return source;
    const QString target = dataFolder + u"/demo"_s;
    if (QFileInfo::exists(target))
        return target;
    // Beside it first: half a copy must not be taken for a whole one at the next start.
    const QString partial = target + u".partial"_s;
    QDir(partial).removeRecursively();
    if (const auto copied = copyTree(source, partial); !copied)
        return std::unexpected(copied.error());
    if (!QDir().rename(partial, target))
        return fail(ErrorCode::Io, target);
    return target;
}

} // namespace CommandRunner
